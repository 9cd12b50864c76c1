// Calls of the Data Factory management API, for the providers that are stored in the state.
// It becomes part of their text (dynamic-resource.ts), so it requires packages inside its functions.

const API_VERSION = "2018-06-01";

// What a service answers where the same request may succeed a little later.
const PASSING = [408, 429, 500, 502, 503, 504];

// A trigger that was deployed a moment ago is refused for some seconds.
// https://github.com/Azure/Azure-DataFactory/issues/612
const PROVISIONING = /cannot be updated during provisioning/i;

let credential;

// Signs in as the provider azure-native does: by the Azure CLI, by a managed or a federated identity.
async function authorization() {
  const { DefaultAzureCredential } = require("@azure/identity");
  const { ARM_RESOURCE_MANAGER_AUDIENCE = "https://management.azure.com" } = process.env;
  credential ??= new DefaultAzureCredential();
  try {
    const { token } = await credential.getToken(`${ARM_RESOURCE_MANAGER_AUDIENCE}/.default`);
    return `Bearer ${token}`;
  } catch (error) {
    const repair = "sign in with az login, or in CI as docs/operations.md says";
    throw refusal("AZURE_SIGN_IN", ARM_RESOURCE_MANAGER_AUDIENCE, error.message, repair);
  }
}

async function send(method, id, body, bearer) {
  const { ARM_RESOURCE_MANAGER_ENDPOINT = "https://management.azure.com" } = process.env;
  const url = `${ARM_RESOURCE_MANAGER_ENDPOINT}${id}?api-version=${API_VERSION}`;
  const response = await fetch(url, {
    method,
    headers: { authorization: bearer, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const answer = parsed(await response.text());
  const { code, message = "" } = answer.error ?? {};
  return {
    ok: response.ok,
    status: response.status,
    body: answer,
    reason: code === undefined ? `HTTP ${response.status}` : `${code}: ${message}`,
    passing: PASSING.includes(response.status) || (!response.ok && PROVISIONING.test(message)),
    retryAfter: response.headers.get("retry-after"),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// A connection that breaks is taken as an answer of the passing kind.
async function attempt(method, id, body) {
  const bearer = await authorization();
  try {
    return await send(method, id, body, bearer);
  } catch (error) {
    return { ok: false, passing: true, reason: error.cause?.message ?? error.message };
  }
}

// Milliseconds until the next attempt: what the service wants, where it says so in seconds.
function pauseOf({ retryAfter }, every) {
  const seconds = Number(retryAfter ?? every);
  return Math.max(Number.isFinite(seconds) ? seconds : every, 0.1) * 1000;
}

// Asks until `done`, for at most so many seconds, as often as the service wants.
async function ask({ method, id, body, seconds, every = 5, done }) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await attempt(method, id, body);
    if (done(answer)) return { ...answer, seconds, timedOut: false };
    const pause = pauseOf(answer, every);
    if (Date.now() + pause > end) return { ...answer, seconds, timedOut: true };
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

exports.get = (id, { seconds, every, done = ({ passing }) => !passing }) =>
  ask({ method: "GET", id, seconds, every, done });

exports.post = (id, { body, seconds }) =>
  ask({ method: "POST", id, body, seconds, done: ({ passing }) => !passing });

// An error of the project's form; `name` is the last part of the ARM id that it is about.
function refusal(code, id, message, repair) {
  return new Error(`[${code}] "${id.split("/").at(-1)}": ${message}; ${repair}`);
}
exports.refusal = refusal;
