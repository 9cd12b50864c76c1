// The provider of PipelineRun: create = run the pipeline and wait for its end.
// It is stored in the state as text, with the client in it, so it requires nothing else of ours.

const factory = require("./factory-client.js");

const UNDER_WAY = ["Queued", "InProgress", "Canceling"];

async function run({ pipelineId, parameters, timeoutSeconds: seconds }) {
  const body = parameters ?? {};
  const begun = await factory.post(`${pipelineId}/createRun`, { body, seconds });
  if (!begun.ok) {
    const repair = "correct it and deploy again";
    throw factory.refusal("PIPELINE_RUN_REFUSED", pipelineId, begun.reason, repair);
  }
  const { runId } = begun.body;
  const runPath = `${pipelineId.replace(/\/pipelines\/[^/]+$/, "")}/pipelineruns/${runId}`;
  const ended = await factory.get(runPath, {
    seconds,
    every: 10,
    done: (answer) => !answer.passing && !UNDER_WAY.includes(answer.body?.status),
  });
  if (ended.timedOut) {
    const message = `run ${runId} has not ended after ${seconds} seconds`;
    const repair = "wait for its end in Data Factory Studio, Monitor, then deploy again";
    throw factory.refusal("PIPELINE_RUN_TIMEOUT", pipelineId, message, repair);
  }
  if (ended.body?.status !== "Succeeded") {
    const reason = await reasonOf(runPath, ended);
    const message = `run ${runId} ended ${ended.body?.status ?? "unknown"}: ${reason}`;
    throw factory.refusal(
      "PIPELINE_RUN_FAILED",
      pipelineId,
      message,
      "correct it and deploy again",
    );
  }
  return runId;
}

// The run's own message names the activity; the activity's holds the service's error.
async function reasonOf(runPath, ended) {
  const day = 24 * 60 * 60 * 1000;
  const body = {
    lastUpdatedAfter: new Date(Date.now() - day).toISOString(),
    lastUpdatedBefore: new Date(Date.now() + day).toISOString(),
  };
  const answer = await factory.post(`${runPath}/queryActivityruns`, { body, seconds: 60 });
  const failed = answer.body?.value?.find(({ status }) => status === "Failed");
  return failed === undefined
    ? ended.body?.message || ended.reason
    : `activity ${failed.activityName}: ${failed.error?.errorCode}: ${failed.error?.message}`;
}

exports.handler = () => ({
  async create(inputs) {
    const runId = await run(inputs);
    return { id: runId, outs: { ...inputs, runId } };
  },

  // Each content is run once: another content means another run.
  async diff(_id, olds, news) {
    const replaces = ["pipelineId", "content"].filter((key) => olds[key] !== news[key]);
    const changes = replaces.length > 0 || olds.__provider !== news.__provider;
    return { changes, replaces };
  },

  // Another provider, and nothing to run.
  async update(_id, { runId }, news) {
    return { outs: { ...news, runId } };
  },
});
