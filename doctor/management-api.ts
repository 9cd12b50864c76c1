/** Requests to the Azure management API that change nothing. */

/** How the API is reached. */
export interface ApiAccess {
  /** Without a slash at its end. @default https://management.azure.com */
  readonly endpoint: string;
  /** Signs in; throws an Error that says why it cannot. */
  readonly token: () => Promise<string>;
}

/** What the API answered, or why there is no answer. */
export type Answer =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly status: number | null; readonly reason: string };

/** Longest time of one request, in milliseconds; the list of VM sizes is several megabytes. */
const TIMEOUT_MS = 60_000;

/** How much of a reason is shown; a login that fails lists every way that it tried. */
const REASON_CHARACTERS = 250;

/** @param path - below the endpoint, with its `api-version` */
export function get(access: ApiAccess, path: string): Promise<Answer> {
  return send(access, path, { method: "GET" });
}

/** @param path - below the endpoint, with its `api-version` */
export function post(access: ApiAccess, path: string, body: unknown): Promise<Answer> {
  return send(access, path, { method: "POST", body: JSON.stringify(body) });
}

/** @returns the entries of all pages of a list, or the answer that ended it. */
export async function list(
  access: ApiAccess,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[] | (Answer & { readonly ok: false })> {
  const entries: Readonly<Record<string, unknown>>[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Answer = await get(access, next);
    if (!answer.ok) return answer;
    const { value, nextLink } = answer.body;
    if (Array.isArray(value)) entries.push(...value);
    next = typeof nextLink === "string" ? pathOf(nextLink) : undefined;
  }
  return entries;
}

/** Only the path of a next page is taken, so that no token goes to another host. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
}

async function send(access: ApiAccess, path: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(`${access.endpoint}${path}`, {
      ...request,
      headers: {
        authorization: `Bearer ${await access.token()}`,
        "content-type": "application/json",
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, body: JSON.parse(text === "" ? "{}" : text) };
    return { ok: false, status: response.status, reason: errorOf(response.status, text) };
  } catch (error) {
    return { ok: false, status: null, reason: reasonOf(error) };
  }
}

function errorOf(status: number, text: string): string {
  const [, code = ""] = /"code"\s*:\s*"([^"]+)"/.exec(text) ?? [];
  return code === "" ? `HTTP ${status}` : `HTTP ${status}, ${code}`;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replaceAll(/\s+/g, " ").slice(0, REASON_CHARACTERS);
}
