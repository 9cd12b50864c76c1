// The provider of StartedTrigger: create = start and wait, delete = stop and wait.
// It is stored in the state as text, with the client in it, so it requires nothing else of ours.

const factory = require("./factory-client.js");

const started = ({ body }) => body?.properties?.runtimeState === "Started";
const gone = ({ status }) => status === 404;
const stopped = (answer) => gone(answer) || body(answer).runtimeState === "Stopped";

function body(answer) {
  return answer.body?.properties ?? {};
}

async function start({ triggerId, timeoutSeconds: seconds }) {
  const answer = await factory.post(`${triggerId}/start`, { seconds });
  if (!answer.ok) {
    const code = answer.timedOut ? "TRIGGER_START_TIMEOUT" : "TRIGGER_START_REFUSED";
    throw factory.refusal(code, triggerId, answer.reason, "correct it and deploy again");
  }
  const { timedOut, reason } = await factory.get(triggerId, { seconds, done: started });
  if (timedOut) {
    const message = `not started after ${seconds} seconds (${reason})`;
    const repair = "look at the trigger in Data Factory Studio and deploy again";
    // It may start yet, so the state keeps it: a destroy then stops it.
    throw Object.assign(factory.refusal("TRIGGER_START_TIMEOUT", triggerId, message, repair), {
      id: triggerId,
    });
  }
}

async function stop({ triggerId, timeoutSeconds: seconds }) {
  const before = await factory.get(triggerId, { seconds });
  if (stopped(before)) return;
  const answer = await factory.post(`${triggerId}/stop`, { seconds });
  if (gone(answer)) return;
  if (!answer.ok && !answer.timedOut) {
    const repair = "correct it and deploy again";
    throw factory.refusal("TRIGGER_STOP_REFUSED", triggerId, answer.reason, repair);
  }
  const after = answer.timedOut ? answer : await factory.get(triggerId, { seconds, done: stopped });
  if (after.timedOut) {
    const message = `not stopped after ${seconds} seconds (${after.reason})`;
    const repair = "stop it in Data Factory Studio and deploy again";
    throw factory.refusal("TRIGGER_STOP_TIMEOUT", triggerId, message, repair);
  }
}

exports.handler = () => ({
  async create(inputs) {
    await start(inputs).catch((error) => {
      throw Object.assign(error, error.id && { properties: inputs, reasons: [error.message] });
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
