/** `npm run doctor`: what can be known before a deployment. */
import { execFile } from "node:child_process";
import { loadSettings } from "../config/read";
import { azureChecks } from "../doctor/azure-checks";
import { type Check, passed } from "../doctor/check";
import { forecastAccess } from "../doctor/forecast-access";
import { identityProvider } from "../doctor/identity-provider";
import { awsLogin, pulumiLogin } from "../doctor/login-checks";
import { needsOf } from "../doctor/needs";
import { type Said, toolChecks } from "../doctor/tool-checks";
import { recordGraph } from "../graph/recorder";
import { platform } from "../stacks/platform";
import { azureToken, MANAGEMENT_API } from "./azure-token";
import { colorsFor, EXIT, newCommand, runCommand, stackOption } from "./command";
import { renderChecks } from "./doctor-text";
import { hasPythonEnvironment, PYTHON } from "./python-environment";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "./root";

interface DoctorOptions {
  readonly directory: string;
  readonly json?: true;
  readonly stack: string;
}

const command = newCommand(
  "npm run doctor --",
  "Looks at tools, logins, regions, VM sizes, providers and names before a deployment.",
  "npm run doctor -- --stack dev",
)
  .addOption(stackOption())
  .option("--json", "print one JSON document instead of the list")
  .option("--directory <dir>", "where Pulumi.<stack>.yaml is", PROJECT_DIRECTORY)
  .addHelpText("after", "\nExit codes: 0 nothing failed, 1 a check failed, 2 wrong settings.")
  .action(async (options: DoctorOptions) => {
    const checks = await examine(options);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ checks })}\n`
        : renderChecks(checks, colorsFor(process.stdout)),
    );
    if (checks.some(({ status }) => status === "failed")) process.exitCode = EXIT.findings;
  });

async function examine({ directory, stack }: DoctorOptions): Promise<readonly Check[]> {
  const { settings, config } = loadSettings(directory, stack);
  const options = { project: PROJECT_NAME, stack, config };
  const needs = needsOf(await recordGraph(() => platform(settings), options));
  const { ARM_SUBSCRIPTION_ID, AZURE_SUBSCRIPTION_ID } = process.env;
  const subscription = ARM_SUBSCRIPTION_ID ?? AZURE_SUBSCRIPTION_ID;
  const onAmazonForecast = settings.forecasts.filter(
    ({ backend }) => backend === "amazon-forecast",
  );
  const groups = await Promise.all([
    toolChecks(run),
    pulumiLogin(run),
    azureChecks({
      access: { endpoint: MANAGEMENT_API, token: azureToken },
      location: settings.location,
      needs,
      ...(subscription && { subscription }),
    }),
    awsLogin(run, settings.aws),
    identityProvider(run, settings.aws && { stack, oidcProviderArn: settings.aws.oidcProviderArn }),
    forecastAccess(
      {
        forecasts: onAmazonForecast.map(({ name }) => name),
        settings: needs.jobSettings.get("amazon-forecast"),
      },
      preflight,
    ),
  ]);
  return [passed("settings", `Pulumi.${stack}.yaml is complete`), ...groups.flat()];
}

async function preflight(settings: string, forecast: string): Promise<Said | null> {
  if (!hasPythonEnvironment()) return null;
  const parts = ["-m", "forecast_platform", "preflight"];
  return run(PYTHON, [...parts, "--settings", settings, "--forecast", forecast]);
}

/** Longest time of one program, in milliseconds. */
const TIMEOUT_MS = 60_000;

function run(program: string, args: readonly string[]): Promise<Said | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error === null) return resolve({ code: 0, stdout, stderr });
      // A text is a reason why it could not be started, such as ENOENT.
      return resolve(
        typeof error.code === "string" ? null : { code: error.code ?? 1, stdout, stderr },
      );
    });
  });
}

void runCommand(command, process.argv);
