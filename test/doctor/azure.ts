// A stand-in for the Azure management API: it answers by path what the REST reference shows, and refuses what
// Azure refuses: a request without the token, a version it does not know, a namespace that nobody has.

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { ApiAccess } from "../../doctor/management-api";

/** What the subscription is like. */
export interface Azure {
  subscriptions: string[];
  locations: string[];
  /** VM sizes of the region; with a reason where they are closed. */
  sizes: Record<string, string | undefined>;
  /** States by namespace; others are not known at all. */
  providers: Record<string, string>;
  /** Names that somebody has. */
  taken: string[];
  /** Paths that the login may not read. */
  forbidden: RegExp | undefined;
}

export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
const TOKEN = "token-of-the-test";

/** A subscription in which everything is well. */
export function healthy(): Azure {
  return {
    subscriptions: [SUBSCRIPTION],
    locations: ["eastus", "westeurope"],
    sizes: { Standard_D4ds_v5: undefined, Standard_E4ds_v5: undefined },
    providers: { "Microsoft.Sql": "Registered", "Microsoft.Storage": "Registered" },
    taken: [],
    forbidden: undefined,
  };
}

/** A server that listens. */
export interface AzureServer {
  readonly access: ApiAccess;
  close(): void;
}

/** @param azure - read with each request, so that a test may change it */
export async function startAzure(azure: () => Azure): Promise<AzureServer> {
  const server = createServer((request, response) => {
    void answer(request, azure(), endpoint()).then(([status, body]) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    access: { endpoint: endpoint(), token: async () => TOKEN },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Reply = [status: number, body: unknown];

async function answer(request: IncomingMessage, azure: Azure, endpoint: string): Promise<Reply> {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    return refusal(401, "InvalidAuthenticationToken");
  }
  const { pathname, searchParams } = new URL(request.url ?? "", endpoint);
  if (!/^20\d\d-\d\d-\d\d$/.test(searchParams.get("api-version") ?? "")) {
    return refusal(400, "MissingApiVersionParameter");
  }
  if (azure.forbidden?.test(pathname) === true) return refusal(403, "AuthorizationFailed");
  const below = pathname.replace(`/subscriptions/${SUBSCRIPTION}`, "");
  if (request.method === "POST") return nameReply(below, JSON.parse(await text(request)), azure);
  return readReply(below, searchParams, azure, endpoint);
}

function readReply(path: string, query: URLSearchParams, azure: Azure, endpoint: string): Reply {
  const { locations, providers, sizes, subscriptions } = azure;
  if (path === "/subscriptions") {
    return [200, { value: subscriptions.map((subscriptionId) => ({ subscriptionId })) }];
  }
  if (path === "/locations") return [200, { value: locations.map((name) => ({ name })) }];
  if (path === "/providers/Microsoft.Compute/skus") {
    const rows = Object.entries(sizes).map(([name, reasonCode]) => ({
      resourceType: "virtualMachines",
      name,
      restrictions: reasonCode === undefined ? [] : [{ type: "Location", reasonCode }],
    }));
    // Two pages, as the service gives a long list.
    const next = `${endpoint}/subscriptions/${SUBSCRIPTION}${path}?api-version=2021-07-01&page=2`;
    return query.get("page") === "2"
      ? [200, { value: rows.slice(1) }]
      : [200, { value: rows.slice(0, 1), nextLink: next }];
  }
  const registrationState = providers[path.replace("/providers/", "")];
  return registrationState === undefined
    ? refusal(404, "InvalidResourceNamespace")
    : [200, { registrationState }];
}

function nameReply(path: string, { name = "" }: { name?: string }, { taken }: Azure): Reply {
  if (!/^\/providers\/Microsoft\.(?:Sql|Storage)\/checkNameAvailability$/.test(path)) {
    return refusal(404, "InvalidResourceType");
  }
  const free = !taken.includes(name);
  const field = path.includes("Sql") ? "available" : "nameAvailable";
  return [200, { [field]: free, ...(!free && { reason: "AlreadyExists", message: "is taken" }) }];
}

function refusal(status: number, code: string): Reply {
  return [status, { error: { code, message: "refused" } }];
}
