/** A token for the Azure management API, by the login that the providers use too. */
import { createRequire } from "node:module";

/** The part of `@azure/identity` that is used. */
interface Identity {
  readonly DefaultAzureCredential: new () => {
    getToken(scope: string): Promise<{ readonly token: string } | null>;
  };
}

const {
  ARM_RESOURCE_MANAGER_AUDIENCE: AUDIENCE = "https://management.azure.com",
  ARM_RESOURCE_MANAGER_ENDPOINT: ENDPOINT = "https://management.azure.com",
} = process.env;

/** Where the management API is; another cloud, or a test, names another. */
export const MANAGEMENT_API: string = ENDPOINT;

let token: Promise<string> | undefined;

/** Signs in once; throws the reason where no login is found. */
export function azureToken(): Promise<string> {
  token ??= signIn();
  return token;
}

async function signIn(): Promise<string> {
  // Loaded where it is needed alone, since it takes half a second.
  const identity: Identity = createRequire(__filename)("@azure/identity");
  const answer = await new identity.DefaultAzureCredential().getToken(`${AUDIENCE}/.default`);
  if (answer === null) throw new Error("the login gave no token");
  return answer.token;
}
