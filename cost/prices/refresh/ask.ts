/** Asks a price API for one document. */
import { CostError } from "../../cost-error";

/** Longest wait for an answer; the largest documents are some megabytes. */
const TIMEOUT_MILLISECONDS = 60_000;

const SHOWN_CHARACTERS = 200;

/**
 * The JSON document at an address.
 *
 * @throws CostError `COST_PRICE_OFFLINE` where nothing answers, `COST_PRICE_API` for anything but JSON
 */
export async function ask(address: string): Promise<unknown> {
  const response = await send(address);
  const text = await response.text();
  if (!response.ok) {
    const got = `${response.status} ${text.slice(0, SHOWN_CHARACTERS)}`;
    throw new CostError("COST_PRICE_API", address, got);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new CostError("COST_PRICE_API", address, JSON.stringify(text.slice(0, SHOWN_CHARACTERS)));
  }
}

async function send(address: string): Promise<Response> {
  try {
    return await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    const [place = address] = address.split("?");
    throw new CostError("COST_PRICE_OFFLINE", place, cause?.code ?? message);
  }
}

/** A field of a document; undefined where there is none. */
export function fieldOf(document: unknown, ...path: readonly string[]): unknown {
  let inner = document;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null) return undefined;
    inner = new Map(Object.entries(inner)).get(key);
  }
  return inner;
}

/** A field that holds fields. @throws CostError `COST_PRICE_API` where it does not */
export function recordAt(
  document: unknown,
  address: string,
  ...path: readonly string[]
): Readonly<Record<string, unknown>> {
  const found = fieldOf(document, ...path);
  if (typeof found === "object" && found !== null && !Array.isArray(found)) {
    return found as Readonly<Record<string, unknown>>;
  }
  throw new CostError("COST_PRICE_API", address, `no ${path.join(".")}`);
}
