// The provider of StartedTrigger: create = start and wait, delete = stop and wait.
// It is stored in the state as text, with the client in it, so it requires nothing else of ours.

const factory = require("./factory-client.js");

const refused = ({ ok, passing }) => !ok && !passing;
const started = ({ body }) => body?.properties?.runtimeState === "Started";
const gone = ({ status }) => status === 404;
const stopped = (answer) => gone(answer) || answer.body?.properties?.runtimeState === "Stopped";

async function start({ triggerId, timeoutSeconds: seconds }) {
  const begun = await factory.post(`${triggerId}/start`, { seconds });
  if (!begun.ok) throw notStarted(triggerId, begun);
  const done = (answer) => started(answer) || refused(answer);
  const ended = await factory.get(triggerId, { seconds, done });
  // It may start yet, so the state keeps it: a destroy then stops it.
  if (!started(ended)) throw Object.assign(notStarted(triggerId, ended), { id: triggerId });
}

function notStarted(triggerId, { reason, seconds, timedOut }) {
  return timedOut
    ? factory.refusal(
        "TRIGGER_START_TIMEOUT",
        triggerId,
        `not started after ${seconds} seconds (${reason})`,
        "look at the trigger in Data Factory Studio and deploy again",
      )
    : factory.refusal("TRIGGER_START_REFUSED", triggerId, reason, "correct it and deploy again");
}

async function stop({ triggerId, timeoutSeconds: seconds }) {
  const before = await factory.get(triggerId, { seconds });
  if (stopped(before)) return;
  const begun = await factory.post(`${triggerId}/stop`, { seconds });
  if (gone(begun)) return;
  if (!begun.ok) throw notStopped(triggerId, begun);
  const done = (answer) => stopped(answer) || refused(answer);
  const ended = await factory.get(triggerId, { seconds, done });
  if (!stopped(ended)) throw notStopped(triggerId, ended);
}

function notStopped(triggerId, { reason, seconds, timedOut }) {
  return timedOut
    ? factory.refusal(
        "TRIGGER_STOP_TIMEOUT",
        triggerId,
        `not stopped after ${seconds} seconds (${reason})`,
        "stop it in Data Factory Studio and deploy again",
      )
    : factory.refusal("TRIGGER_STOP_REFUSED", triggerId, reason, "correct it and deploy again");
}

exports.handler = () => ({
  async create(inputs) {
    await start(inputs).catch((error) => {
      // With these, the engine keeps a resource that is not ready.
      const kept = { properties: inputs, reasons: [error.message] };
      throw error.id === undefined ? error : Object.assign(error, kept);
    });
    return { id: inputs.triggerId, outs: inputs };
  },

  // A trigger that somebody stopped is not started: the next deployment starts it.
  async read(id, inputs) {
    const answer = await factory.get(inputs.triggerId, { seconds: inputs.timeoutSeconds });
    return stopped(answer) ? { id: "", props: {} } : { id, props: inputs };
  },

  async update(_id, _olds, news) {
    await start(news);
    return { outs: news };
  },

  async delete(_id, inputs) {
    await stop(inputs);
  },

  // A trigger's definition cannot change while it runs: another trigger means stop and start.
  async diff(_id, olds, news) {
    const replaces = olds.triggerId === news.triggerId ? [] : ["triggerId"];
    const changes = replaces.length > 0 || olds.__provider !== news.__provider;
    return { changes, replaces, deleteBeforeReplace: true };
  },
});
