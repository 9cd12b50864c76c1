/**
 * What holds for every resource of every environment, whatever it is for.
 *
 * Not proven here: that a cloud takes these inputs, that the deployer may make them, and that an
 * engine would replace in the order that the options ask for. The recorder answers for the clouds.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError, runtime } from "@pulumi/pulumi";
import { NAME_RULES, type NameKind } from "../../components/shared/naming";
import { ENVIRONMENT_NAMES, type EnvironmentName } from "../../config/environments";
import { ARM_TYPES } from "../../graph/arm-ids";
import {
  type Graph,
  type GraphValue,
  isObject,
  isUnknown,
  type ResourceNode,
} from "../../graph/graph";
import { program } from "../../stacks/program";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "../../tools/root";
import { all, policyOf, textOf, tree } from "../support/query";
import { type Change, configOf, record, recordEnvironment } from "../support/record";
import { CASES } from "./environments";

/** The public outputs of each component. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  "forecast-platform:amazon-forecast:ExchangeBucket": ["bucketArn", "bucketName", "keyArn"],
  "forecast-platform:amazon-forecast:ForecastPermissions": [
    "audience",
    "bucketName",
    "cleanerRoleArn",
    "pollerRoleArn",
    "submitterRoleArn",
  ],
  "forecast-platform:amazon-forecast:ForecastServiceRoles": ["exportRoleArn", "importRoleArn"],
  "forecast-platform:amazon-forecast:IdentityProvider": ["arn", "issuer"],
  "forecast-platform:amazon-forecast:TokenAudience": ["audience"],
  "forecast-platform:sagemaker:SageMakerPermissions": [
    "audience",
    "bucketName",
    "cleanerRoleArn",
    "executionRoleArn",
    "pollerRoleArn",
    "submitterRoleArn",
  ],
  "forecast-platform:foundation:Foundation": ["resourceGroupId", "resourceGroupName"],
  "forecast-platform:operations:Alerts": ["actionGroupId"],
  "forecast-platform:operations:Budgets": [],
  "forecast-platform:operations:ServiceLogs": [],
  "forecast-platform:operations:LogWorkspace": ["id"],
  "forecast-platform:storage:DataLake": ["accountName", "endpoint"],
  "forecast-platform:storage:LakeAccess": [],
  "forecast-platform:sql:RunLogDatabase": ["databaseId", "databaseName", "serverFqdn"],
  "forecast-platform:databricks:DatabricksWorkspace": ["accessConnectorId", "id", "url"],
  "forecast-platform:databricks:OrchestratorPrincipal": ["applicationId"],
  "forecast-platform:databricks:UnityCredentials": [
    "serviceCredentialName",
    "storageCredentialName",
  ],
  "forecast-platform:databricks:ExternalLocations": ["urls"],
  "forecast-platform:databricks:ForecastCatalog": ["catalogName", "schemaName"],
  "forecast-platform:databricks:LakeVolumes": ["packagesPath", "rootPath"],
  "forecast-platform:databricks:PackageWheel": ["path"],
  "forecast-platform:databricks:JobPolicy": ["policyId"],
  "forecast-platform:databricks:NotebookJob": ["jobId"],
  "forecast-platform:databricks:AnalystNotebooks": [],
  "forecast-platform:databricks:ForecastExperiments": [],
  "forecast-platform:databricks:ForecastModels": [],
  "forecast-platform:data-factory:DataFactory": ["factoryName", "id"],
  "forecast-platform:data-factory:LinkedServices": ["names"],
  "forecast-platform:data-factory:Datasets": ["names"],
  "forecast-platform:data-factory:FactoryPipeline": ["id", "pipelineName"],
  "forecast-platform:data-factory:SchemaUpdate": [],
  "forecast-platform:data-factory:PipelineSchedule": ["triggerId"],
};

/** Types that hold what cannot be made again: data, or the place that data live in. */
const STATEFUL = [
  "aws:kms/key:Key",
  "aws:s3/bucket:Bucket",
  "azure-native:databricks:Workspace",
  "azure-native:datafactory:Factory",
  "azure-native:operationalinsights:Workspace",
  "azure-native:resources:ResourceGroup",
  "azure-native:sql:Database",
  "azure-native:sql:Server",
  "azure-native:storage:BlobContainer",
  "azure-native:storage:StorageAccount",
  "databricks:index/catalog:Catalog",
  "databricks:index/directory:Directory",
  "databricks:index/schema:Schema",
];

/** The inputs that are physical names, by type, and the rule that each has to obey. */
const NAMED: readonly (readonly [string, string, NameKind])[] = [
  ["aws:budgets/budget:Budget", "name", "budget"],
  ["aws:iam/role:Role", "name", "iamRole"],
  ["aws:s3/bucket:Bucket", "bucket", "s3Bucket"],
  ["azure-native:consumption:Budget", "budgetName", "budget"],
  ["azure-native:databricks:AccessConnector", "connectorName", "accessConnector"],
  ["azure-native:databricks:Workspace", "workspaceName", "databricksWorkspace"],
  ["azure-native:datafactory:Factory", "factoryName", "dataFactory"],
  ["azure-native:monitor:ActionGroup", "actionGroupName", "actionGroup"],
  ["azure-native:monitor:MetricAlert", "ruleName", "alertRule"],
  ["azure-native:monitor:ScheduledQueryRule", "ruleName", "alertRule"],
  [
    "azuread:index/applicationRegistration:ApplicationRegistration",
    "displayName",
    "entraApplication",
  ],
  ["databricks:index/clusterPolicy:ClusterPolicy", "name", "clusterPolicy"],
  ["azure-native:managedidentity:UserAssignedIdentity", "resourceName", "userAssignedIdentity"],
  ["azure-native:operationalinsights:Workspace", "workspaceName", "logWorkspace"],
  ["azure-native:resources:ResourceGroup", "resourceGroupName", "resourceGroup"],
  ["azure-native:sql:Server", "serverName", "sqlServer"],
  ["azure-native:storage:StorageAccount", "accountName", "storageAccount"],
  ["databricks:index/catalog:Catalog", "name", "unityCatalogObject"],
  ["databricks:index/credential:Credential", "name", "unityCatalogObject"],
  ["databricks:index/externalLocation:ExternalLocation", "name", "unityCatalogObject"],
  ["databricks:index/registeredModel:RegisteredModel", "name", "unityCatalogObject"],
  ["databricks:index/schema:Schema", "name", "unityCatalogObject"],
  ["databricks:index/storageCredential:StorageCredential", "name", "unityCatalogObject"],
  ["databricks:index/volume:Volume", "name", "unityCatalogObject"],
];

/** The type whose name changes with its content, so that the old one stays until nothing names it. */
const NAMED_BY_CONTENT = "databricks:index/file:File";

/** The type whose resources outlive their forecast: its versions belong to the runs. */
const OUTLIVES = "databricks:index/registeredModel:RegisteredModel";

/** Keys under which a service would take a secret. */
const SECRET_KEYS =
  /^(.*password|.*secret|accessKey|accessToken|accountKey|apiKey|connectionString|credentials|encryptedCredential|functionKey|sasToken|sasUri|servicePrincipalKey|sharedKey|token)$/i;

describe.each(CASES)("$title", ({ stack, change }) => {
  let graph: Graph;
  let preview: Graph;
  let again: Recorded;

  beforeAll(async () => {
    graph = await recordEnvironment(stack, change);
    preview = await recordEnvironment(stack, change, "preview");
    again = await recordProgram(stack, change);
  });

  const custom = () => graph.resources.filter((node) => node.custom);
  const components = () => graph.resources.filter((node) => !node.custom);

  it("gives every resource a URN of its own, with the chain of its parents", () => {
    const urns = graph.resources.map(({ urn }) => urn);

    expect(new Set(urns).size).toBe(urns.length);
    expect(urns).toEqual(graph.resources.map((node) => urnOf(graph, node)));
  });

  it("puts every resource below a component, which its name begins with", () => {
    const strays = custom().filter((node) => {
      const parent = components().find(({ urn }) => urn === node.parent);
      return parent === undefined || !node.name.startsWith(`${parent.name}-`);
    });

    expect(strays).toEqual([]);
    expect(custom().length).toBeGreaterThan(60);
  });

  it("puts every component below the stack", () => {
    const parents = components().map(({ parent }) => parent);

    expect(new Set(parents)).toEqual(new Set([null]));
  });

  it("declares in a preview what it declares in an update", () => {
    const shapes = ({ resources }: Graph) => resources.map(({ inputs: _, ...shape }) => shape);

    expect(shapes(preview)).toEqual(shapes(graph));
  });

  it("shows in a preview no input that an update would not have", () => {
    const inputs = new Map(graph.resources.map((node) => [node.urn, node.inputs]));
    const wrong = preview.resources.filter(
      (node) => !agrees(node.inputs, inputs.get(node.urn) ?? null),
    );

    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("knows every input after an update", () => {
    const unknown = graph.resources.filter((node) => some(node.inputs, isUnknown));

    expect(unknown.map(({ name }) => name)).toEqual([]);
  });

  it("is the same graph when it is recorded again, from the program that Pulumi runs", () => {
    expect(again.graph).toStrictEqual(graph);
  });

  it("registers the public outputs of every component, and of components alone", () => {
    const outputs = components().map(({ type, registeredOutputs }) => [type, registeredOutputs]);
    const loud = custom().filter(({ registeredOutputs }) => registeredOutputs !== null);

    expect(outputs).toEqual(components().map(({ type }) => [type, OUTPUTS[type]]));
    expect(loud).toEqual([]);
  });

  it("gives no service a secret, and has no input that could hold one", () => {
    const found = graph.resources.flatMap(({ name, inputs }) =>
      entriesOf(inputs)
        .filter(([key]) => key === "$secret" || SECRET_KEYS.test(key))
        .map(([key]) => `${name}: ${key}`),
    );

    expect(found).toEqual([]);
  });

  it("keeps in a component's summary small plain values, of no person, tenant or account", () => {
    for (const { inputs } of components()) {
      const values = Object.values(inputs).flat();
      expect(values.filter((value) => typeof value === "object")).toEqual([]);
      expect(JSON.stringify(inputs)).not.toMatch(/@|[0-9a-f]{8}-[0-9a-f]{4}-|"[0-9]{12}"/);
      expect(JSON.stringify(inputs).length).toBeLessThan(250);
    }
  });

  it("deletes before it replaces wherever a physical name is fixed, and tells no content", () => {
    const named = custom().filter(
      (node) => fixedNameOf(node) !== undefined && node.type !== NAMED_BY_CONTENT,
    );
    const wrong = named.filter(({ options }) => !options.deleteBeforeReplace);

    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  it("ignores and hides nothing, and retains registered models alone", () => {
    const others = custom().filter(
      ({ options, type }) =>
        options.ignoreChanges.length > 0 ||
        options.additionalSecretOutputs.length > 0 ||
        options.retainOnDelete !== (type === OUTLIVES),
    );

    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it("tags every resource of a type that takes tags", () => {
    const taggable = custom().filter(({ type }) => takesTags(type));
    const tags = { project: "forecast-platform", environment: stack, "managed-by": "pulumi" };

    expect(taggable.map((node) => [node.name, node.inputs["tags"]])).toEqual(
      taggable.map(({ name }) => [name, tags]),
    );
    expect(taggable.length).toBeGreaterThan(10);
  });

  it("tags the nodes of job clusters, in the policy and in the job", () => {
    const tags = { project: "forecast-platform", environment: stack, "managed-by": "pulumi" };

    for (const { name } of all(graph, "databricks:index/clusterPolicy:ClusterPolicy")) {
      const rules = policyOf(graph, name);
      const fixed = Object.keys(tags).map((key) => [key, rules[`custom_tags.${key}`]?.value]);
      expect(Object.fromEntries(fixed)).toEqual(tags);
    }
    const clusters = all(graph, "databricks:index/job:Job").flatMap(({ inputs }) =>
      entriesOf(inputs).filter(([key]) => key === "customTags"),
    );
    for (const [, customTags] of clusters) {
      expect(customTags).toMatchObject(tags);
    }
  });

  it("gives every resource a physical name that its service takes", () => {
    for (const [type, property, kind] of NAMED) {
      for (const { inputs } of all(graph, type)) {
        const { maxLength, pattern } = NAME_RULES[kind];
        const name = textOf(inputs, property);
        expect(name).toMatch(pattern);
        expect(name.length).toBeLessThanOrEqual(maxLength);
      }
    }
  });

  it("lets no two resources of a type and owner share a physical name", () => {
    const names = custom().flatMap((node) => {
      const name = fixedNameOf(node);
      const { serverName, factoryName, accountName, catalogName, resourceUri } = node.inputs;
      const owner = [serverName, factoryName, accountName, catalogName, resourceUri];
      return name === undefined ? [] : [JSON.stringify([node.type, name, owner])];
    });

    expect(new Set(names).size).toBe(names.length);
  });

  it(`protects ${stack === "prod" ? "what holds data, and nothing else" : "nothing"}`, () => {
    const stateful = custom().filter(({ type }) => STATEFUL.includes(type));
    const protectedNow = graph.resources.filter((node) => node.protect);

    expect(protectedNow).toEqual(stack === "prod" ? stateful : []);
    const usesAws = graph.resources.some(({ type }) => type.startsWith("aws:s3"));
    const expected = STATEFUL.filter((type) => usesAws || !type.startsWith("aws:"));
    expect(new Set(stateful.map(({ type }) => type))).toEqual(new Set(expected));
  });

  it("depends on declared resources only, never in a circle", () => {
    const place = new Map(graph.resources.map(({ urn }, index) => [urn, index]));
    const wrong = graph.resources.flatMap(({ name, dependencies }, index) =>
      dependencies
        .filter((urn) => (place.get(urn) ?? Number.POSITIVE_INFINITY) >= index)
        .map((urn) => `${name} -> ${urn}`),
    );

    expect(wrong).toEqual([]);
    expect(new Set(components().flatMap(({ dependencies }) => dependencies))).toEqual(new Set());
  });

  it("starts no trigger before the run log's schema is there", () => {
    const run = custom().filter(({ type }) => type.endsWith(":PipelineRun"));
    const started = custom().filter(({ type }) => type.endsWith(":StartedTrigger"));

    expect(run.map(({ name }) => name)).toEqual(["schema-run"]);
    expect(started.length > 0).toBe(stack !== "dev");
    for (const { dependencies } of started) expect(dependencies).toContain(run[0]?.urn);
  });

  it("makes all that is inside the workspace with the workspace's own provider", () => {
    const inside = custom().filter(({ type }) => type.startsWith("databricks:"));

    expect(inside.length).toBeGreaterThan(20);
    expect(inside.map(({ name }) => [name, again.providers.get(name)])).toEqual(
      inside.map(({ name }) => [name, "databricks-provider"]),
    );
  });

  it("tells where the platform is", () => {
    expect(again.outputs.toSorted()).toEqual([
      "databricksUrl",
      "factoryName",
      "lakeEndpoint",
      "resourceGroupName",
      "runLogServer",
    ]);
  });
});

describe("the three environments", () => {
  it("have the same resources, apart from what only started triggers need", async () => {
    const started = /StartedTrigger|ScheduledQueryRule|::watch-schedule/;
    const urns = async (stack: (typeof ENVIRONMENT_NAMES)[number]) =>
      (await recordEnvironment(stack)).resources
        .map(({ urn }) => urn.replace(`urn:pulumi:${stack}::`, "urn:pulumi:any::"))
        .filter((urn) => !started.test(urn));
    const [dev, staging, prod] = await Promise.all(ENVIRONMENT_NAMES.map(urns));

    expect(staging).toEqual(dev);
    expect(prod).toEqual(dev);
  });

  it("are a tree of these resources", async () => {
    expect(tree(await recordEnvironment("staging"))).toMatchSnapshot();
  });
});

describe("the program that Pulumi runs", () => {
  it("rejects wrong settings with their message alone, before it declares anything", async () => {
    const config = configOf("dev", { "forecast-platform:compute": "cluster" });
    const recording = record(program, { config });

    await expect(recording).rejects.toBeInstanceOf(RunError);
    await expect(recording).rejects.toThrow(/^.*\[CONFIG_.*compute.*$/m);
  });
});

function urnOf(graph: Graph, node: ResourceNode): string {
  const chain = (one: ResourceNode): string => {
    const parent = graph.resources.find(({ urn }) => urn === one.parent);
    return parent === undefined ? one.type : `${chain(parent)}$${one.type}`;
  };
  return `urn:pulumi:${graph.stack}::${PROJECT_NAME}::${chain(node)}::${node.name}`;
}

/** Whether a value of a preview is what an update has, wherever the preview knows it. */
function agrees(preview: GraphValue, update: GraphValue): boolean {
  if (isUnknown(preview)) {
    return true;
  }
  if (Array.isArray(preview) && Array.isArray(update)) {
    return (
      preview.length === update.length &&
      preview.every((value, index) => agrees(value, update[index] ?? null))
    );
  }
  if (isObject(preview) && isObject(update)) {
    const keys = new Set([...Object.keys(preview), ...Object.keys(update)]);
    return [...keys].every((key) => agrees(preview[key] ?? null, update[key] ?? null));
  }
  return preview === update;
}

/** Every key among the inputs with its value, at any depth. */
function entriesOf(value: GraphValue): (readonly [string, GraphValue])[] {
  if (Array.isArray(value)) {
    return value.flatMap(entriesOf);
  }
  return isObject(value)
    ? Object.entries(value).flatMap((entry) => [entry, ...entriesOf(entry[1])])
    : [];
}

function some(value: GraphValue, test: (value: GraphValue) => boolean): boolean {
  return test(value) || entriesOf(value).some(([, inner]) => test(inner));
}

function fixedNameOf({ type, inputs }: ResourceNode): GraphValue | undefined {
  const property = ARM_TYPES[type]?.nameProperty;
  return (
    (property === undefined ? undefined : inputs[property]) ?? inputs["name"] ?? inputs["path"]
  );
}

/** Whether the provider's own type declaration has tags among the arguments. */
function takesTags(type: string): boolean {
  const [pack = "", module = "", kind = ""] = type.split(":");
  if (pack !== "azure-native" && pack !== "databricks" && pack !== "aws") {
    return false;
  }
  const [namespace = ""] = module.split("/");
  const folder = pack === "databricks" ? pack : `${pack}/${namespace}`;
  const file = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}.d.ts`;
  const path = join(PROJECT_DIRECTORY, "node_modules", "@pulumi", folder, file);
  return /^export interface \w+Args \{[\s\S]*^ {4}tags\?:/m.test(readFileSync(path, "utf8"));
}

/** What the program that Pulumi runs declares, and how. */
interface Recorded {
  readonly graph: Graph;
  /** Keys of the stack's outputs. */
  readonly outputs: readonly string[];
  /** The name of the provider that each resource asks for, by the resource's name. */
  readonly providers: ReadonlyMap<string, string | undefined>;
}

async function recordProgram(stack: EnvironmentName, change: Change): Promise<Recorded> {
  const providers = new Map<string, string | undefined>();
  const outputs: string[] = [];
  const listen = () => {
    const monitor = runtime.getMonitor() as unknown as Monitor;
    const { registerResource } = monitor;
    monitor.registerResource = (request, callback) => {
      providers.set(request.getName(), request.getProvider().split("::")[3]);
      return registerResource(request, callback);
    };
    outputs.push(...Object.keys(program()));
  };
  const graph = await record(listen, { stack, config: configOf(stack, change) });
  return { graph, outputs, providers };
}

/** The part of the SDK's monitor that tells providers. */
interface Monitor {
  registerResource: (
    request: { getName(): string; getProvider(): string },
    callback: unknown,
  ) => unknown;
}
