/** The calls of the Data Factory API: the state of triggers, and runs of pipelines. */
import type { Properties } from "../clouds/cloud-type";
import type { Clouds } from "../clouds/clouds";
import { guidOf, recordOf, textOf } from "../clouds/values";

/** A call, as far as it is read. */
export interface FactoryCall {
  readonly body: Properties;
  readonly method: string;
  /** From `/subscriptions` on. */
  readonly path: string;
}

/** What is answered. */
export interface FactoryAnswer {
  readonly body?: unknown;
  readonly status: number;
}

/** How often a state is asked for before it is the one that was wanted. */
const POLLS = 2;

/** What is called, its kind, and what is to be done with it. */
const CALLED = /^(.*\/factories\/[^/]+\/(triggers|pipelines|pipelineruns)\/[^/]+)(?:\/(\w+))?$/;

/** Answers a call; acts on the clouds. */
export function answerFactory(clouds: Clouds, call: FactoryCall): FactoryAnswer {
  const [, id = "", kind = "", action = ""] = CALLED.exec(call.path) ?? [];
  const verb = `${call.method} ${kind} ${action}`;
  switch (verb.trim()) {
    case "GET triggers":
      return trigger(clouds, id);
    case "POST triggers start":
      return start(clouds, id);
    case "POST triggers stop":
      return stop(clouds, id);
    case "POST pipelines createRun":
      return createRun(clouds, id, call.body);
    case "GET pipelineruns":
      return pipelineRun(clouds, id);
    case "POST pipelineruns queryActivityruns":
      return activityRuns(clouds);
    default:
      return notFound(call.path);
  }
}

function trigger(clouds: Clouds, id: string): FactoryAnswer {
  const resource = clouds.find("azure-native:datafactory:Trigger", id);
  if (resource === undefined) return notFound(id);
  const runtimeState = clouds.factory.stateOf(id);
  const { name } = resource.outputs;
  return { status: 200, body: { id, name, properties: { runtimeState } } };
}

function start(clouds: Clouds, id: string): FactoryAnswer {
  if (clouds.find("azure-native:datafactory:Trigger", id) === undefined) return notFound(id);
  if (clouds.factory.startsRefused > 0) {
    clouds.factory.startsRefused -= 1;
    return refused(400, "TriggerStartFailed", "Resource cannot be updated during provisioning");
  }
  clouds.factory.move(id, "Started", POLLS);
  return { status: 202 };
}

function stop(clouds: Clouds, id: string): FactoryAnswer {
  if (clouds.find("azure-native:datafactory:Trigger", id) === undefined) return notFound(id);
  if (!clouds.factory.stopsHang) clouds.factory.move(id, "Stopped", POLLS);
  return { status: 202 };
}

function createRun(clouds: Clouds, id: string, parameters: Properties): FactoryAnswer {
  const pipeline = clouds.find("azure-native:datafactory:Pipeline", id);
  if (pipeline === undefined) return notFound(id);
  const declared = recordOf(pipeline.inputs["parameters"]);
  const missing = Object.entries(declared).find(
    ([name, parameter]) =>
      recordOf(parameter)["defaultValue"] === undefined && parameters[name] === undefined,
  );
  if (missing !== undefined) {
    return refused(400, "BadRequest", `the parameter '${missing[0]}' has no value`);
  }
  const runId = guidOf(`pipeline run ${clouds.next()}`);
  clouds.factory.runs.push({ id: runId, parameters, pipelineId: id, polls: 0 });
  return { status: 200, body: { runId } };
}

function pipelineRun(clouds: Clouds, path: string): FactoryAnswer {
  const runId = textOf(path.split("/").at(-1));
  const run = clouds.factory.runs.find(({ id }) => id === runId);
  if (run === undefined) return notFound(path);
  run.polls += 1;
  const ended = clouds.factory.runError === undefined ? "Succeeded" : "Failed";
  const status = run.polls < POLLS ? "InProgress" : ended;
  const message = status === "Failed" ? "Operation on target failed" : "";
  return { status: 200, body: { runId, status, message } };
}

function activityRuns({ factory }: Clouds): FactoryAnswer {
  const failed = factory.runError && {
    activityName: factory.runError.activity,
    status: "Failed",
    error: { errorCode: factory.runError.code, message: factory.runError.message },
  };
  return { status: 200, body: { value: failed === undefined ? [] : [failed] } };
}

function notFound(path: string): FactoryAnswer {
  return refused(404, "ResourceNotFound", `'${path}' was not found`);
}

function refused(status: number, code: string, message: string): FactoryAnswer {
  return { status, body: { error: { code, message } } };
}
