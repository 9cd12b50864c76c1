/** What Azure says: the login, the region, the VM sizes, the providers, the names. */
import { type Check, failed, passed, unchecked } from "./check";
import { type Answer, type ApiAccess, get, list, post } from "./management-api";
import type { Needs, UniqueName } from "./needs";

/** What the checks depend on. */
export interface AzureQuestion {
  readonly access: ApiAccess;
  /** @default - the one that the login may use; several are a failed check */
  readonly subscription?: string;
  /** Such as `eastus`. */
  readonly location: string;
  readonly needs: Needs;
}

/** The part of a VM size's row that is looked at. */
interface Sku {
  readonly name?: string;
  readonly resourceType?: string;
  readonly restrictions?: readonly { readonly type?: string; readonly reasonCode?: string }[];
}

const LOGIN_REPAIR = "run `az login`, or in CI sign in as docs/operations.md says";

/** The checks on Azure; where the login fails, the others say that they could not be made. */
export async function azureChecks(question: AzureQuestion): Promise<readonly Check[]> {
  const { access, needs } = question;
  const subscriptions = await list(access, "/subscriptions?api-version=2022-12-01");
  const login = loginCheck(subscriptions, question.subscription);
  if ("check" in login) return [login.check, ...withoutLogin(needs)];
  const root = `/subscriptions/${login.subscription}`;
  return [
    passed("azure-login", `signed in, subscription ${login.subscription}`),
    ...(await regionChecks(question, root)),
    ...(await Promise.all(needs.providers.map((name) => providerCheck(access, root, name)))),
    ...(await Promise.all(needs.names.map((name) => nameCheck(access, root, name)))),
  ];
}

function loginCheck(
  subscriptions: Awaited<ReturnType<typeof list>>,
  wanted: string | undefined,
): { readonly check: Check } | { readonly subscription: string } {
  const id = "azure-login";
  if ("ok" in subscriptions) {
    // Without an answer nobody can tell whether the login is good.
    const { status, reason } = subscriptions;
    const tell = status === null ? unchecked : failed;
    return { check: tell(id, `no access to subscriptions: ${reason}`, LOGIN_REPAIR) };
  }
  const ids = subscriptions.map(({ subscriptionId }) => String(subscriptionId));
  const [only, ...others] = wanted === undefined ? ids : ids.filter((each) => each === wanted);
  if (only !== undefined && others.length === 0) return { subscription: only };
  return {
    check:
      wanted === undefined
        ? failed(id, `${ids.length} subscriptions may be meant`, "name one in ARM_SUBSCRIPTION_ID")
        : failed(
            id,
            `the login does not see the subscription ${wanted}`,
            "sign in to its tenant, or correct ARM_SUBSCRIPTION_ID",
          ),
  };
}

function withoutLogin({ names, providers, vmSizes }: Needs): readonly Check[] {
  return [
    "azure-region",
    ...vmSizes.map(sizeId),
    ...providers.map(providerId),
    ...names.map(nameId),
  ].map((id) => unchecked(id, "needs the login to Azure", LOGIN_REPAIR));
}

async function regionChecks(
  { access, location, needs }: AzureQuestion,
  root: string,
): Promise<readonly Check[]> {
  const locations = await list(access, `${root}/locations?api-version=2022-12-01`);
  const region = regionCheck(locations, location);
  if (region.status !== "passed" || needs.vmSizes.length === 0) return [region];
  const filter = encodeURIComponent(`location eq '${location}'`);
  const path = `${root}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=${filter}`;
  const skus = await list(access, path);
  return [region, ...needs.vmSizes.map((size) => sizeCheck(skus, size, location))];
}

function regionCheck(locations: Awaited<ReturnType<typeof list>>, location: string): Check {
  const id = "azure-region";
  if ("ok" in locations) return refused(id, locations);
  return locations.some(({ name }) => name === location)
    ? passed(id, `${location} is open to the subscription`)
    : failed(
        id,
        `${location} is not among the ${locations.length} regions of the subscription`,
        "choose another `azure-native:location`",
      );
}

function sizeCheck(skus: Awaited<ReturnType<typeof list>>, size: string, location: string): Check {
  const id = sizeId(size);
  if ("ok" in skus) return refused(id, skus);
  const sku = skus.find(
    (each: Sku) => each.resourceType === "virtualMachines" && each.name === size,
  ) as Sku | undefined;
  const repair = "ask for it in the Azure portal under Usage + quotas, or choose another region";
  if (sku === undefined) return failed(id, `${size} does not exist in ${location}`, repair);
  const limit = sku.restrictions?.find(({ type }) => type === "Location");
  return limit === undefined
    ? passed(id, `${size} is offered in ${location}`)
    : failed(id, `${size} is closed in ${location}: ${limit.reasonCode ?? "no reason"}`, repair);
}

async function providerCheck(access: ApiAccess, root: string, name: string): Promise<Check> {
  const id = providerId(name);
  const answer = await get(access, `${root}/providers/${name}?api-version=2021-04-01`);
  if (!answer.ok) return refused(id, answer);
  const state = String(answer.body["registrationState"]);
  return state === "Registered"
    ? passed(id, `${name} is registered`)
    : failed(
        id,
        `${name} is ${state}`,
        `run \`az provider register --namespace ${name}\`, which takes minutes`,
      );
}

/** Where a service answers whether a name is free; Data Factory has no such request. */
const NAME_REQUESTS: Readonly<Record<string, string>> = {
  "Microsoft.Sql/servers": "/providers/Microsoft.Sql/checkNameAvailability?api-version=2021-11-01",
  "Microsoft.Storage/storageAccounts":
    "/providers/Microsoft.Storage/checkNameAvailability?api-version=2023-01-01",
};

async function nameCheck(access: ApiAccess, root: string, unique: UniqueName): Promise<Check> {
  const { name, type } = unique;
  const id = nameId(unique);
  const path = NAME_REQUESTS[type];
  if (path === undefined) {
    return unchecked(
      id,
      `the service does not tell beforehand whether ${name} is free`,
      "nothing: its suffix makes it unique",
    );
  }
  const answer = await post(access, `${root}${path}`, { name, type });
  if (!answer.ok) return refused(id, answer);
  const { available, message, nameAvailable, reason } = answer.body;
  return (nameAvailable ?? available) === true
    ? passed(id, `a name such as ${name} is taken by nobody`)
    : failed(
        id,
        `${name} is refused: ${String(reason)}, ${String(message)}`,
        "deploy with another project name; the suffix is made at the deployment",
      );
}

function refused(id: string, answer: Answer & { readonly ok: false }): Check {
  return unchecked(
    id,
    `no answer: ${answer.reason}`,
    "give the login the role Reader on the subscription, or look at the network",
  );
}

function sizeId(size: string): string {
  return `azure-vm-${size.toLowerCase().replaceAll("_", "-")}`;
}

function providerId(name: string): string {
  return `azure-provider-${name.toLowerCase().replaceAll(".", "-")}`;
}

function nameId({ type }: UniqueName): string {
  return `azure-name-${(type.split("/").at(-1) ?? "").toLowerCase()}`;
}
