/** The few requests to GitHub that the workflows need: a comment or an issue, found again by its marker. */
import { ToolError } from "./tool-error";

/** Where GitHub is, and by which right; what a workflow's environment holds. */
export interface GitHubAccess {
  /** @default https://api.github.com */
  readonly api: string;
  /** Owner and name. */
  readonly repository: string;
  readonly token: string;
}

/** Who writes what a workflow writes; a marker in anybody else's text is not ours to edit. */
const AUTHOR = "github-actions[bot]";

/** The most entries of a page. @see https://docs.github.com/en/rest/issues/comments (read 2026-11-25) */
const PAGE = 100;

interface Entry {
  readonly number?: number;
  readonly url: string;
  readonly body?: string | null;
  readonly user?: { readonly login?: string } | null;
}

/** @throws ToolError `TOOL_GITHUB_ENVIRONMENT` where the workflow gives no token or repository */
export function accessFrom(environment: NodeJS.ProcessEnv): GitHubAccess {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN } = environment;
  if (!GITHUB_TOKEN || !GITHUB_REPOSITORY) {
    const missing = GITHUB_TOKEN ? "$GITHUB_REPOSITORY" : "$GITHUB_TOKEN";
    throw new ToolError("TOOL_GITHUB_ENVIRONMENT", missing, "it is not set");
  }
  const api = GITHUB_API_URL ?? "https://api.github.com";
  return { api, repository: GITHUB_REPOSITORY, token: GITHUB_TOKEN };
}

/** @returns the first line of a text, which is how it is found again. */
export function markerOf(file: string, text: string): string {
  const [first = ""] = text.split("\n", 1);
  if (/^<!-- .+ -->$/.test(first)) return first;
  throw new ToolError("TOOL_GITHUB_MARKER", file, "its first line is no `<!-- marker -->`");
}

/** Writes a comment on a pull request, or edits the one that has the marker. */
export async function putComment(
  access: GitHubAccess,
  pullRequest: number,
  marker: string,
  body: string,
): Promise<"written" | "edited"> {
  const comments = `/repos/${access.repository}/issues/${pullRequest}/comments`;
  const known = await find(access, comments, marker);
  await request(access, known ? "PATCH" : "POST", known?.url ?? `${access.api}${comments}`, {
    body,
  });
  return known ? "edited" : "written";
}

/** Opens an issue, or edits the open one that has the marker. */
export async function putIssue(
  access: GitHubAccess,
  title: string,
  marker: string,
  body: string,
): Promise<"opened" | "edited"> {
  const known = await openIssue(access, marker);
  const url = known?.url ?? `${access.api}/repos/${access.repository}/issues`;
  await request(access, known ? "PATCH" : "POST", url, { title, body });
  return known ? "edited" : "opened";
}

/** Closes the open issue that has the marker, where there is one. */
export async function closeIssue(
  access: GitHubAccess,
  marker: string,
): Promise<"closed" | "not there"> {
  const known = await openIssue(access, marker);
  if (known === undefined) return "not there";
  await request(access, "PATCH", known.url, { state: "closed", state_reason: "completed" });
  return "closed";
}

function openIssue(access: GitHubAccess, marker: string): Promise<Entry | undefined> {
  return find(access, `/repos/${access.repository}/issues?state=open`, marker);
}

async function find(
  access: GitHubAccess,
  path: string,
  marker: string,
): Promise<Entry | undefined> {
  for (let page = 1; ; page++) {
    const separator = path.includes("?") ? "&" : "?";
    const url = `${access.api}${path}${separator}per_page=${PAGE}&page=${page}`;
    const entries = await request<readonly Entry[]>(access, "GET", url);
    const found = entries.find(
      ({ body, user }) => user?.login === AUTHOR && body?.startsWith(marker) === true,
    );
    if (found !== undefined || entries.length < PAGE) return found;
  }
}

async function request<T>(
  { token }: GitHubAccess,
  method: string,
  url: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new ToolError("TOOL_GITHUB_REFUSED", `${method} ${url}`, reasonOf(error));
  });
  if (response.ok) return response.json() as Promise<T>;
  const said = `HTTP ${response.status} ${(await response.text()).slice(0, 200)}`;
  throw new ToolError("TOOL_GITHUB_REFUSED", `${method} ${url}`, said);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
