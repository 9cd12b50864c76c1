/**
 * The life of one environment: planned, deployed, changed, drifted, broken, recovered, destroyed.
 *
 * Each check goes on from what the one before has left.
 */
import { deepStrictEqual, equal, ok } from "node:assert/strict";
import { ENVIRONMENTS, type EnvironmentName } from "../../../config/environments";
import type { Clouds } from "../clouds/clouds";
import { Refusal } from "../clouds/refusal";
import { recordOf, textOf } from "../clouds/values";
import {
  type EngineStack,
  PASSPHRASE,
  PLATFORM,
  type Program,
  type State,
} from "../driver/engine-stack";
import { previewed } from "../driver/previewed";
import type { Report } from "../driver/report";
import { MANAGEMENT_SECRETS } from "../management-api/server";
import {
  expectAbsent,
  expectDependenciesFirst,
  expectDependentsFirst,
  expectDone,
  expectNothingLost,
  expectRefused,
  expectSteps,
  namesOf,
} from "./expectations";
import { atAnotherTime, configOf, withForecast } from "./settings";

/** What a cycle is run with. */
export interface CycleOptions {
  readonly clouds: Clouds;
  readonly environment: EnvironmentName;
  /** The program of the version after this one. */
  readonly later: Program;
  readonly report: Report;
  readonly stack: EngineStack;
}

const MODEL = "databricks:index/registeredModel:RegisteredModel";
const TRIGGER = "azure-native:datafactory:Trigger";

/** Runs the cycle of one environment. */
export async function cycle(options: CycleOptions): Promise<void> {
  await deploy(options);
  await changeForecasts(options);
  await migrate(options);
  await drift(options);
  await breakAndRecover(options);
  await destroy(options);
}

async function deploy({ clouds, environment, report, stack }: CycleOptions): Promise<void> {
  const check = checking({ environment, report });
  const { resources } = await previewed(environment);
  const planned = resources.map(({ urn }) => urn).sort();

  await check("preview plans what the recorder shows", async () => {
    const outcome = await stack.preview();
    expectDone(outcome);
    deepStrictEqual(outcome.steps.map(({ urn }) => urn).sort(), planned);
    equal(clouds.resources.length, 0, "a preview made something");
    return `${outcome.steps.length} planned`;
  });

  await check("up creates it in the order of its dependencies", async () => {
    const outcome = await stack.up();
    expectDone(outcome);
    deepStrictEqual(outcome.steps.map(({ urn }) => urn).sort(), planned);
    expectDependenciesFirst(outcome, stack.state());
    equal(clouds.factory.runs.length, 1, "apply-schema has to run once");
    return `${outcome.steps.length} created`;
  });

  await check("the outputs are what the clouds gave", async () => {
    const outputs = await stack.outputs();
    deepStrictEqual(outputs, outputsOf(clouds));
    return Object.keys(outputs).join(", ").slice(0, 34);
  });

  await check("the state holds no secret", async () => {
    const state = stack.state();
    expectAbsent(state, [...MANAGEMENT_SECRETS, PASSPHRASE]);
    return `${(state.text.length / 1e6).toFixed(1)} MB`;
  });

  await check("triggers run where the environment starts them", async () => {
    const started = clouds.ofType(TRIGGER).filter(({ id }) => clouds.factory.isStarted(id));
    const expected = ENVIRONMENTS[environment].startTriggers ? clouds.ofType(TRIGGER).length : 0;
    equal(started.length, expected);
    return `${started.length} started`;
  });

  await noChange(stack, check, "up again makes no step");
}

async function changeForecasts({
  clouds,
  environment,
  report,
  stack,
}: CycleOptions): Promise<void> {
  const check = checking({ environment, report });
  const config = configOf(environment);
  const started = ENVIRONMENTS[environment].startTriggers;

  await check("another time of a forecast replaces its trigger", async () => {
    stack.configure(atAnotherTime(config, "demand"));
    const before = clouds.factory.events.length;
    const outcome = await stack.up();
    expectDone(outcome);
    const replaced = ["schedule-demand-trigger", ...(started ? ["schedule-demand-started"] : [])];
    expectSteps(
      outcome,
      replaced.flatMap((name) => [`delete-replaced ${name}`, `create-replacement ${name}`]),
    );
    const events = clouds.factory.events.slice(before);
    deepStrictEqual(events, started ? ["stop forecast-demand", "start forecast-demand"] : []);
    return started ? "stop, delete, create, start" : "delete, create";
  });

  await check("a forecast more adds what is its own", async () => {
    stack.configure(withForecast(config, "returns"));
    const outcome = await stack.up();
    expectDone(outcome);
    expectNothingLost(outcome);
    deepStrictEqual(namesOf(outcome, "create"), ownOf("returns", started));
    ok(
      rowsOf(clouds).some(({ forecast }) => forecast === "returns"),
      "apply-schema got no row of it",
    );
    return `${outcome.steps.length} steps`;
  });

  await check("a forecast less takes away what is its own", async () => {
    stack.configure(config);
    const outcome = await stack.up();
    expectDone(outcome);
    // The engine forgets the registered model, and the registry keeps it.
    expectNothingLost(outcome, ["models-returns"]);
    ok(clouds.ofType(MODEL).some(({ id }) => id.endsWith(".returns")));
    deepStrictEqual(namesOf(outcome, "delete"), ownOf("returns", started));
    return `${outcome.steps.length} steps`;
  });
}

async function migrate({ clouds, environment, later, report, stack }: CycleOptions): Promise<void> {
  await report.check(environment, "a new migration runs apply-schema once", async () => {
    const before = clouds.factory.runs.length;
    stack.runs(later);
    const outcome = await stack.up();
    expectDone(outcome);
    expectSteps(outcome, [
      "update apply-schema-pipeline",
      "create-replacement schema-run",
      "delete-replaced schema-run",
    ]);
    equal(clouds.factory.runs.length, before + 1);
    stack.runs(PLATFORM);
    expectDone(await stack.up());
    return "one run";
  });
}

async function drift({ clouds, environment, report, stack }: CycleOptions): Promise<void> {
  const check = checking({ environment, report });
  const [account] = clouds.ofType("azure-native:storage:StorageAccount");
  const [rule] = clouds.ofType("azure-native:sql:FirewallRule");
  const trigger = clouds.ofType(TRIGGER).find(({ id }) => id.endsWith("/forecast-demand"));
  ok(account && rule && trigger, "the environment lacks what is to drift");
  const started = ENVIRONMENTS[environment].startTriggers;

  await check("refresh finds what somebody changed", async () => {
    clouds.drift(account.type, account.id, { ...account.inputs, allowSharedKeyAccess: true });
    clouds.drift(rule.type, rule.id, null);
    if (started) clouds.factory.move(trigger.id, "Stopped", 0);
    const outcome = await stack.refresh();
    expectDone(outcome);
    expectSteps(outcome, [
      "update lake-account",
      "delete run-log-azure-services",
      ...(started ? ["delete schedule-demand-started"] : []),
    ]);
    return `${outcome.steps.length} found`;
  });

  await check("up puts it back, and nothing else", async () => {
    const outcome = await stack.up();
    expectDone(outcome);
    expectSteps(outcome, [
      "update lake-account",
      "create run-log-azure-services",
      ...(started ? ["create schedule-demand-started"] : []),
    ]);
    equal(clouds.find(account.type, account.id)?.inputs["allowSharedKeyAccess"], false);
    return `${outcome.steps.length} put back`;
  });
}

async function breakAndRecover(options: CycleOptions): Promise<void> {
  const { clouds, environment, report, stack } = options;
  const check = checking({ environment, report });

  await check("a create that fails stops the deployment", async () => {
    stack.configure(withForecast(configOf(environment), "arrivals"));
    // Another create in each environment; `failures.ts` goes through all of them in dev.
    const [model = "", trigger = ""] = ownOf("arrivals", false);
    const failing = environment === "staging" ? model : trigger;
    clouds.sabotage = ({ name, operation }) =>
      operation === "create" && name === failing
        ? new Refusal("InternalServerError", "the service is not well")
        : undefined;
    const outcome = await stack.up();
    expectRefused(outcome, /InternalServerError: the service is not well/);
    expectNothingLost(outcome);
    return "refused, with the reason";
  });

  await check("the next up goes on from there", async () => {
    clouds.sabotage = () => undefined;
    const outcome = await stack.up();
    expectDone(outcome);
    expectNothingLost(outcome);
    return `${outcome.steps.length} steps`;
  });

  await noChange(stack, check, "up after the recovery makes no step");
}

async function destroy({ clouds, environment, report, stack }: CycleOptions): Promise<void> {
  const check = checking({ environment, report });
  const before = stack.state();

  if (ENVIRONMENTS[environment].protect) {
    await check("destroy is refused by protection", async () => {
      const existing = clouds.resources.length;
      expectRefused(await stack.destroy(), /cannot be deleted\s+because it is protected/);
      equal(clouds.resources.length, existing, "something was deleted nevertheless");
      await stack.unprotect();
      return `${protectedOf(before)} protected`;
    });
  }

  if (!ENVIRONMENTS[environment].forceDestroy) {
    await check("destroy is refused while there are models", async () => {
      expectRefused(await stack.destroy(), /cannot delete '.*\.forecasting': it is not empty/);
      // What docs/operations.md has an operator do.
      for (const { id, type } of clouds.ofType(MODEL)) clouds.drift(type, id, null);
      return "not empty";
    });
  }

  await check("destroy stops triggers first and leaves nothing", async () => {
    const triggers = clouds.ofType(TRIGGER).filter(({ id }) => clouds.factory.isStarted(id));
    const events = clouds.factory.events.length;
    const outcome = await stack.destroy();
    expectDone(outcome);
    expectDependentsFirst(outcome, before);
    deepStrictEqual(clouds.resources, []);
    equal(clouds.factory.events.length, events + triggers.length);
    return `${outcome.steps.length} deleted`;
  });
}

/** Runs a check of this environment. */
type Check = (title: string, run: () => Promise<string>) => Promise<void>;

function checking({ environment, report }: Pick<CycleOptions, "environment" | "report">): Check {
  return (title, run) => report.check(environment, title, run);
}

function noChange(stack: EngineStack, check: Check, title: string): Promise<void> {
  return check(title, async () => {
    const outcome = await stack.up();
    expectDone(outcome);
    expectSteps(outcome, []);
    return "no step";
  });
}

/** The resources that a forecast on Databricks has for itself, sorted. */
function ownOf(forecast: string, started: boolean): readonly string[] {
  const schedule = `schedule-${forecast}`;
  const own = [`models-${forecast}`, ...(started ? [`${schedule}-started`] : [])];
  return [...own, `${schedule}-trigger`];
}

/** What the outputs have to be, from what there is in the clouds. */
function outputsOf(clouds: Clouds): Readonly<Record<string, unknown>> {
  const output = (type: string, key: string) => clouds.ofType(type)[0]?.outputs[key];
  const workspaceUrl = textOf(output("azure-native:databricks:Workspace", "workspaceUrl"));
  return {
    databricksUrl: `https://${workspaceUrl}`,
    factoryName: output("azure-native:datafactory:Factory", "name"),
    lakeEndpoint: recordOf(output("azure-native:storage:StorageAccount", "primaryEndpoints"))[
      "dfs"
    ],
    resourceGroupName: output("azure-native:resources:ResourceGroup", "name"),
    runLogServer: output("azure-native:sql:Server", "fullyQualifiedDomainName"),
  };
}

/** The rows of forecasts that the last run of apply-schema was given. */
function rowsOf(clouds: Clouds): readonly Readonly<Record<string, unknown>>[] {
  return JSON.parse(textOf(clouds.factory.runs.at(-1)?.parameters["forecasts"]));
}

function protectedOf({ resources }: State): number {
  return resources.filter((resource) => resource.protect === true).length;
}
