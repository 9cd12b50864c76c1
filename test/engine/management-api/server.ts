/**
 * The management API of Data Factory on this machine, with the identity endpoint that gives tokens for it.
 *
 * It acts on the same clouds as the providers do.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Clouds } from "../clouds/clouds";
import { recordOf } from "../clouds/values";
import { answerFactory, type FactoryAnswer } from "./factory-api";

/** What the identity endpoint demands. */
const IDENTITY_HEADER = "identity-header-of-the-test";

/** What the identity endpoint gives, and the management API demands. */
const TOKEN = "token-of-the-test";

/** What must not come to stand anywhere. */
export const MANAGEMENT_SECRETS: readonly string[] = [IDENTITY_HEADER, TOKEN];

/** The only version of the API that is spoken. */
const API_VERSION = "2018-06-01";

/** A server that listens. */
export interface ManagementApi {
  /** What makes a provider process use it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/** @param clouds - where the factories live */
export async function startManagementApi(clouds: Clouds): Promise<ManagementApi> {
  const server = createServer((request, response) => {
    void handle(request, clouds).then(({ body, status }) => {
      // Zero seconds: a test does not wait for what a service takes its time for.
      response.writeHead(status, { "content-type": "application/json", "retry-after": "0" });
      response.end(body === undefined ? "" : JSON.stringify(body));
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return {
    environment: {
      ARM_RESOURCE_MANAGER_ENDPOINT: url,
      AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
      IDENTITY_ENDPOINT: `${url}/identity`,
      IDENTITY_HEADER,
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function handle(request: IncomingMessage, clouds: Clouds): Promise<FactoryAnswer> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/identity") {
    return identity(request, searchParams);
  }
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    return refused(401, "AuthenticationFailed", "the bearer token is missing or wrong");
  }
  if (searchParams.get("api-version") !== API_VERSION) {
    return refused(400, "InvalidApiVersionParameter", "the api-version is not supported");
  }
  const body = recordOf(parse(await text(request)));
  return answerFactory(clouds, { body, method: request.method ?? "", path: pathname });
}

/** @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
function identity(request: IncomingMessage, query: URLSearchParams): FactoryAnswer {
  if (request.headers["x-identity-header"] !== IDENTITY_HEADER) {
    return refused(401, "Unauthorized", "the identity header is missing");
  }
  const resource = query.get("resource");
  if (resource !== "https://management.azure.com") {
    return refused(400, "invalid_resource", `${resource} is not the management API`);
  }
  const expires_on = String(Math.floor(Date.now() / 1000) + 86_400);
  return { status: 200, body: { access_token: TOKEN, expires_on, resource, token_type: "Bearer" } };
}

function refused(status: number, code: string, message: string): FactoryAnswer {
  return { status, body: { error: { code, message } } };
}

function parse(json: string): unknown {
  return json === "" ? {} : JSON.parse(json);
}
