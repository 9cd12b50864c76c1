/**
 * How the language host runs a policy pack: behind an analyzer of its own.
 *
 * The engine tells an analyzer the stack and its configuration by a call; a pack reads them from its
 * environment. So the pack is started by that call, and every call is handed on to it from then on.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import {
  credentials,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { AnalyzerClient, AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import language from "@pulumi/pulumi/proto/language_pb";

const RUNNER = require.resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");

/** The engine's call, which lasts as long as the pack is wanted. */
type PluginCall = ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;
type Call = ServerUnaryCall<analyzer.AnalyzerStackConfigureRequest, unknown>;
type Answer = sendUnaryData<unknown>;

/** Answers `RunPlugin`; what it says first is the analyzer's port. */
export function runPolicyPack(plugin: PluginCall): void {
  const server = new Server();
  server.addService(AnalyzerService, service(plugin));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    plugin.write(new language.RunPluginResponse().setStdout(Buffer.from(`${port}\n`)));
  });
  plugin.on("cancelled", () => server.forceShutdown());
}

function service(plugin: PluginCall): UntypedServiceImplementation {
  let pack: AnalyzerClient | undefined;
  const handOn = (method: string, { request }: Call, answer: Answer) =>
    Reflect.get(pack ?? {}, method).call(pack, request, answer);
  const methods = Object.keys(AnalyzerService).filter((method) => method !== "handshake");
  return {
    ...Object.fromEntries(
      methods.map((method) => [
        method,
        (call: Call, answer: Answer) => handOn(method, call, answer),
      ]),
    ),
    configureStack: (call: Call, answer: Answer) => {
      start(plugin, call.request).then((address) => {
        pack = new AnalyzerClient(address, credentials.createInsecure());
        handOn("configureStack", call, answer);
      }, answer);
    },
  };
}

/** @returns where the pack listens */
function start(plugin: PluginCall, stack: analyzer.AnalyzerStackConfigureRequest): Promise<string> {
  const directory = plugin.request.getInfo()?.getProgramDirectory() ?? "";
  const args = [RUNNER, ...plugin.request.getArgsList(), directory];
  const child = spawn(process.execPath, args, {
    cwd: directory,
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().entries())),
      PULUMI_NODEJS_PROJECT: stack.getProject(),
      PULUMI_NODEJS_STACK: stack.getStack(),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  plugin.on("cancelled", () => child.kill());
  child.stderr.on("data", (data: Buffer) =>
    plugin.write(new language.RunPluginResponse().setStderr(data)),
  );
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once("line", (port) => resolve(`127.0.0.1:${port}`));
    child.once("close", (code) =>
      reject(new Error(`the policy pack ended with exit code ${code}`)),
    );
  });
}
