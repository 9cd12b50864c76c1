/**
 * The language host: the engine starts it, and asks it to run a program.
 *
 * It stands for the `pulumi-language-nodejs` of an installed Pulumi, and runs policy packs too. A program runs in a process of its
 * own, by the SDK's own runner and its compiler, as in a deployment. It has run only where that process says so by its
 * exit code: the engine takes what a program did not declare for what is to be deleted.
 */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import language from "@pulumi/pulumi/proto/language_pb";
import plugin from "@pulumi/pulumi/proto/plugin_pb";
import { PROJECT_DIRECTORY } from "../../../tools/root";
import type { Properties } from "../clouds/cloud-type";
import { listOf, recordOf, textOf } from "../clouds/values";
import { runPolicyPack } from "./policy-pack-host";

/** The exit code by which the runner says that the engine has heard every error already. */
const ERRORS_ARE_TOLD = 32;

const RUNNER = require.resolve("@pulumi/pulumi/cmd/run/index.js");

/** What Node is given before the runner. */
const NODE_FLAGS: readonly string[] = [
  // The SDK writes the text of a stack into each of its promises; one frame is enough.
  "--stack-trace-limit=1",
  "--require=./test/engine/driver/broken-connection.js",
];

type RunCall = ServerUnaryCall<language.RunRequest, language.RunResponse>;

void serve(process.argv.slice(2));

/** @param args - what the engine starts a host with; its own address is the last of them */
async function serve(args: readonly string[]): Promise<void> {
  const engine = args.at(-1) ?? "";
  const server = new Server();
  server.addService(LanguageRuntimeService, service(engine));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    // The engine reads the port from the first line.
    process.stdout.write(`${port}\n`);
  });
}

function service(engine: string): UntypedServiceImplementation {
  return {
    getPluginInfo: (_: unknown, callback: sendUnaryData<plugin.PluginInfo>) =>
      callback(null, new plugin.PluginInfo().setVersion("0.0.0")),
    // What the providers are is told to the engine by PULUMI_DEBUG_PROVIDERS.
    getRequiredPackages: (
      _: unknown,
      callback: sendUnaryData<language.GetRequiredPackagesResponse>,
    ) => callback(null, new language.GetRequiredPackagesResponse()),
    run: (call: RunCall, callback: sendUnaryData<language.RunResponse>) => {
      run(call, engine).then(
        (response) => callback(null, response),
        (error: Error) => callback({ code: status.INTERNAL, message: error.message }, null),
      );
    },
    runPlugin: runPolicyPack,
  };
}

async function run(call: RunCall, engine: string): Promise<language.RunResponse> {
  const args = [...NODE_FLAGS, RUNNER, ...flagsOf(call.request, engine)];
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_DIRECTORY,
    env: { ...process.env, ...environmentOf(call.request) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  call.on("cancelled", () => child.kill());
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [code, errors] = await Promise.all([exit, text(child.stderr)]);
  const response = new language.RunResponse();
  if (code === ERRORS_ARE_TOLD) response.setBail(true);
  else if (code !== 0) response.setError(`the program ended with exit code ${code}\n${errors}`);
  return response;
}

/** The runner's flags, and behind them the program's path and its own arguments. */
function flagsOf(request: language.RunRequest, engine: string): readonly string[] {
  return [
    `--organization=${request.getOrganization()}`,
    `--project=${request.getProject()}`,
    `--stack=${request.getStack()}`,
    `--parallel=${request.getParallel()}`,
    `--monitor=${request.getMonitorAddress()}`,
    `--engine=${engine}`,
    ...(request.getDryrun() ? ["--dry-run"] : []),
    ...listOf(optionsOf(request)["program"]).map(textOf),
  ];
}

/** What the runner reads from its environment: the configuration, and how TypeScript is compiled. */
function environmentOf(request: language.RunRequest): Readonly<Record<string, string>> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TSCONFIG_PATH: textOf(optionsOf(request)["tsconfig"]),
    PULUMI_NODEJS_TYPESCRIPT: "true",
  };
}

/** The options of `runtime` in the project file. */
function optionsOf(request: language.RunRequest): Properties {
  return recordOf(request.getInfo()?.getOptions()?.toJavaScript());
}
