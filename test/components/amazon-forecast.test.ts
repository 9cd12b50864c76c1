/**
 * The AWS half: the audience of tokens, the identity provider and the roles of both backends.
 *
 * Not proven here: that AWS and Entra take these inputs. What the documents allow is asked in
 * test/permissions.
 */

import { APP_ROLE } from "../../components/amazon-forecast/token-audience";
import { SESSION_SECONDS } from "../../components/aws/iam-role";
import type { Graph } from "../../graph/graph";
import { ACCOUNT, REGION, recordAws } from "../permissions/aws-resources";
import { type PlainDocument, parseDocument } from "../permissions/documents";
import { all, byName, childrenOf, dependenciesOf, inputsOf, only } from "../support/query";

const TAGS = { project: "forecast-platform", environment: "dev", "managed-by": "pulumi" };
const ZERO = "00000000-0000-0000-0000-000000000000";
const AUDIENCE = `api://${ZERO}`;
const ISSUER = "sts.windows.net/tenant of forecaster/";

let graph: Graph;

beforeAll(async () => {
  graph = await recordAws();
});

describe("the audience of tokens", () => {
  it("is an application of this tenant with v1 tokens", () => {
    expect(childrenOf(graph, "audience")).toEqual([
      "audience-application",
      "audience-role",
      "audience-identifier",
      "audience-principal",
      "audience-assignment",
    ]);
    expect(inputsOf(graph, "audience-application")).toStrictEqual({
      displayName: "forecast-dev-aws",
      description: "The audience of the tokens that the forecasting jobs exchange for AWS sessions",
      requestedAccessTokenVersion: 1,
      signInAudience: "AzureADMyOrg",
    });
  });

  it("has its own client id in its identifier", () => {
    expect(inputsOf(graph, "audience-identifier")).toStrictEqual({
      applicationId: `/applications/${ZERO}`,
      identifierUri: AUDIENCE,
    });
    expect(dependenciesOf(graph, "audience-identifier")).toEqual(["audience-application"]);
  });

  it("gives tokens to the forecaster alone", () => {
    expect(inputsOf(graph, "audience-principal")).toStrictEqual({
      appRoleAssignmentRequired: true,
      clientId: ZERO,
    });
    expect(inputsOf(graph, "audience-role")).toStrictEqual({
      applicationId: `/applications/${ZERO}`,
      allowedMemberTypes: ["Application"],
      description: "May exchange a token for a session of the forecasting roles in AWS",
      displayName: "AWS session",
      roleId: APP_ROLE.id,
      value: APP_ROLE.value,
    });
    expect(all(graph, "azuread:index/appRoleAssignment:AppRoleAssignment")).toHaveLength(1);
    expect(inputsOf(graph, "audience-assignment")).toStrictEqual({
      appRoleId: APP_ROLE.id,
      principalObjectId: "principal of forecaster",
      resourceObjectId: ZERO,
    });
    expect(dependenciesOf(graph, "audience-assignment")).toEqual([
      "audience-principal",
      "audience-role",
    ]);
  });
});

describe("the identity provider", () => {
  it("is the tenant's v1 issuer, with its slash, for the one audience", () => {
    expect(inputsOf(graph, "identity-provider")).toStrictEqual({
      clientIdLists: [AUDIENCE],
      tags: TAGS,
      url: `https://${ISSUER}`,
    });
  });

  it("comes before the roles that trust it", () => {
    expect(dependenciesOf(graph, "forecast-poller")).toEqual([
      "audience-identifier",
      "identity-provider",
    ]);
  });

  it("is not made where the account has one, and the roles trust that one", async () => {
    const existingArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
    const given = await recordAws({ existingArn });

    expect(childrenOf(given, "identity")).toEqual([]);
    expect(documentOf(given, "forecast-poller", "assumeRolePolicy")).toStrictEqual(
      documentOf(graph, "forecast-poller", "assumeRolePolicy"),
    );
    expect(documentOf(given, "forecast-poller", "assumeRolePolicy")).toMatchObject({
      Statement: [{ Principal: { Federated: existingArn } }],
    });
  });
});

describe("a role", () => {
  const roles = () => all(graph, "aws:iam/role:Role");

  it("has one inline policy, a short session and a name of its backend", () => {
    expect(roles().map(({ inputs }) => inputs["name"])).toEqual([
      "forecast-dev-amazon-forecast-import",
      "forecast-dev-amazon-forecast-export",
      "forecast-dev-amazon-forecast-submitter",
      "forecast-dev-amazon-forecast-poller",
      "forecast-dev-amazon-forecast-cleaner",
      "forecast-dev-sagemaker-automl-execution",
      "forecast-dev-sagemaker-automl-submitter",
      "forecast-dev-sagemaker-automl-poller",
      "forecast-dev-sagemaker-automl-cleaner",
    ]);
    for (const { name, inputs } of roles()) {
      expect(Object.keys(inputs).sort()).toEqual([
        "assumeRolePolicy",
        "description",
        "maxSessionDuration",
        "name",
        "tags",
      ]);
      expect(inputs).toMatchObject({ maxSessionDuration: SESSION_SECONDS, tags: TAGS });
      expect(inputsOf(graph, `${name}-policy`)["role"]).toBe(inputs["name"]);
    }
    expect(all(graph, "aws:iam/rolePolicy:RolePolicy")).toHaveLength(roles().length);
  });

  it("of the jobs trusts the forecaster's token for the audience, and nothing else", () => {
    const jobs = roles().filter(({ name }) => /submitter|poller|cleaner/.test(name));

    for (const { name } of jobs) {
      expect(documentOf(graph, name, "assumeRolePolicy")).toStrictEqual({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "TrustForecaster",
            Effect: "Allow",
            Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
            Action: ["sts:AssumeRoleWithWebIdentity"],
            Condition: {
              StringEquals: {
                [`${ISSUER}:aud`]: AUDIENCE,
                [`${ISSUER}:sub`]: "principal of forecaster",
              },
            },
          },
        ],
      });
    }
    expect(jobs).toHaveLength(6);
  });

  it.each([
    ["service-import", "forecast"],
    ["service-export", "forecast"],
    ["sagemaker-execution", "sagemaker"],
  ])("of a service trusts it for this account and region, %s", (name, service) => {
    expect(documentOf(graph, name, "assumeRolePolicy")).toStrictEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TrustService",
          Effect: "Allow",
          Principal: { Service: `${service}.amazonaws.com` },
          Action: ["sts:AssumeRole"],
          Condition: {
            StringEquals: { "aws:SourceAccount": ACCOUNT },
            ArnLike: { "aws:SourceArn": `arn:aws:${service}:${REGION}:${ACCOUNT}:*` },
          },
        },
      ],
    });
  });

  it("is handed over by exact ARN to one service, after it is made", () => {
    const passed = (name: string) =>
      statementsOf(graph, name).filter(({ Action }) => Action.includes("iam:PassRole"));

    expect(passed("forecast-submitter-policy")).toStrictEqual([
      {
        Sid: "PassServiceRoles",
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: [
          `arn:aws:iam::${ACCOUNT}:role/forecast-dev-amazon-forecast-import`,
          `arn:aws:iam::${ACCOUNT}:role/forecast-dev-amazon-forecast-export`,
        ],
        Condition: { StringEquals: { "iam:PassedToService": "forecast.amazonaws.com" } },
      },
    ]);
    expect(dependenciesOf(graph, "forecast-submitter-policy")).toEqual([
      "exchange-bucket",
      "exchange-key",
      "forecast-submitter",
      "service-export",
      "service-import",
    ]);
    expect(passed("sagemaker-submitter-policy")).toStrictEqual([
      {
        Sid: "PassExecutionRole",
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: [`arn:aws:iam::${ACCOUNT}:role/forecast-dev-sagemaker-automl-execution`],
        Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
      },
    ]);
  });

  it("creates only what carries the environment's tags, and uses only what does", () => {
    const asked = {
      "aws:RequestTag/project": "forecast-platform",
      "aws:RequestTag/environment": "dev",
    };
    const owned = {
      "aws:ResourceTag/project": "forecast-platform",
      "aws:ResourceTag/environment": "dev",
    };
    const here = `arn:aws:forecast:${REGION}:${ACCOUNT}`;
    const bySid = new Map(
      statementsOf(graph, "forecast-submitter-policy").map((one) => [one.Sid, one]),
    );

    expect(bySid.get("CreateData")).toStrictEqual({
      Sid: "CreateData",
      Effect: "Allow",
      Action: [
        "forecast:CreateDataset",
        "forecast:CreateDatasetGroup",
        "forecast:CreateDatasetImportJob",
      ],
      Resource: [
        `${here}:dataset/forecast_dev_*`,
        `${here}:dataset-group/forecast_dev_*`,
        `${here}:dataset-import-job/forecast_dev_*/*`,
      ],
      Condition: { StringEquals: asked },
    });
    expect(bySid.get("Train")).toStrictEqual({
      Sid: "Train",
      Effect: "Allow",
      Action: ["forecast:CreateAutoPredictor"],
      Resource: ["*"],
      Condition: { StringEquals: { ...asked, "aws:RequestedRegion": REGION } },
    });
    expect(bySid.get("ExportForecast")).toStrictEqual({
      Sid: "ExportForecast",
      Effect: "Allow",
      Action: ["forecast:CreateForecastExportJob"],
      Resource: [`${here}:forecast/forecast_dev_*`],
      Condition: { StringEquals: { ...asked, ...owned } },
    });
  });

  it.each([
    "forecast-submitter-policy",
    "sagemaker-submitter-policy",
    "service-export-policy",
    "sagemaker-execution-policy",
  ])("uses the key through S3 and in no other way, %s", (name) => {
    const withKey = statementsOf(graph, name).filter(({ Action }) =>
      Action.some((one) => one.startsWith("kms:")),
    );

    expect(withKey).toStrictEqual([
      {
        Sid: "UseKeyThroughS3",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [`arn:aws:kms:${REGION}:${ACCOUNT}:key/${ZERO}`],
        Condition: { StringEquals: { "kms:ViaService": `s3.${REGION}.amazonaws.com` } },
      },
    ]);
  });

  it("names its actions one by one, and every resource that its service knows", () => {
    const statements = policies().flatMap((name) => statementsOf(graph, name));
    const anywhere = statements.filter(({ Resource }) => Resource.includes("*"));

    expect(statements.flatMap(({ Action }) => Action).filter((one) => one.includes("*"))).toEqual(
      [],
    );
    expect(anywhere.map(({ Action, Condition }) => [Action, Condition])).toEqual(
      anywhere.map(({ Action }) => [
        Action,
        { StringEquals: expect.objectContaining({ "aws:RequestedRegion": REGION }) },
      ]),
    );
    expect(anywhere.flatMap(({ Action }) => Action).sort()).toEqual([
      "ecr:GetAuthorizationToken",
      "forecast:CreateAutoPredictor",
      "forecast:ListDatasetGroups",
      "forecast:ListDatasetImportJobs",
      "forecast:ListDatasets",
      "forecast:ListForecastExportJobs",
      "forecast:ListForecasts",
      "forecast:ListPredictorBacktestExportJobs",
      "forecast:ListPredictors",
      "sagemaker:ListAutoMLJobs",
      "sagemaker:ListCandidatesForAutoMLJob",
      "sagemaker:ListModels",
    ]);
  });

  it("names the environment in the prefix of each service's own form", async () => {
    const staging = await recordAws({ environment: "staging" });
    const text = (name: string) => JSON.stringify(documentOf(staging, name, "policy"));

    expect(text("forecast-cleaner-policy")).toContain(`:${ACCOUNT}:predictor/forecast_staging_*`);
    expect(text("sagemaker-cleaner-policy")).toContain(`:${ACCOUNT}:model/forecast-staging-*`);
    expect(JSON.stringify(staging).match(/forecast[_-]dev\b/g)).toBeNull();
  });

  it("has a policy that fits", () => {
    // IAM: the inline policies of a role hold at most 10240 characters, blanks not counted.
    for (const name of policies()) {
      expect(JSON.stringify(documentOf(graph, name, "policy")).length).toBeLessThan(10_240);
    }
  });

  const policies = () => all(graph, "aws:iam/rolePolicy:RolePolicy").map(({ name }) => name);
});

describe("every component of the AWS half", () => {
  it.each([
    ["audience", ["audience"]],
    ["identity", ["arn", "issuer"]],
    ["exchange", ["bucketArn", "bucketName", "keyArn"]],
    ["service", ["exportRoleArn", "importRoleArn"]],
    ["forecast", ["audience", "bucketName", "cleanerRoleArn", "pollerRoleArn", "submitterRoleArn"]],
    [
      "sagemaker",
      [
        "audience",
        "bucketName",
        "cleanerRoleArn",
        "executionRoleArn",
        "pollerRoleArn",
        "submitterRoleArn",
      ],
    ],
  ])("registers its outputs, %s", (name, outputs) => {
    expect(byName(graph, name).registeredOutputs).toEqual(outputs);
    expect(childrenOf(graph, name).length).toBeLessThanOrEqual(8);
  });

  it("declares in a preview what it declares in an update, in the same order each time", async () => {
    const shapes = (one: Graph) => one.resources.map(({ inputs: _, ...shape }) => shape);

    expect(shapes(await recordAws({ mode: "preview" }))).toEqual(shapes(graph));
    expect(await recordAws()).toStrictEqual(graph);
  });

  it("deletes before it replaces, and names its children after itself", () => {
    const custom = graph.resources.filter((node) => node.custom);
    const parents = new Map(graph.resources.map(({ urn, name }) => [urn, name]));

    for (const { name, options, parent } of custom) {
      expect(options.deleteBeforeReplace).toBe(true);
      expect(name.startsWith(`${parents.get(parent ?? "")}-`)).toBe(true);
    }
  });

  it("makes one provider, bucket and key", () => {
    only(graph, "aws:iam/openIdConnectProvider:OpenIdConnectProvider");
    only(graph, "aws:s3/bucket:Bucket");
    only(graph, "aws:kms/key:Key");
  });
});

interface Statement {
  readonly Action: readonly string[];
  readonly Condition?: unknown;
  readonly Resource: readonly string[];
  readonly Sid: string;
}

function statementsOf(from: Graph, name: string): readonly Statement[] {
  return documentOf(from, name, "policy").Statement as unknown as readonly Statement[];
}

function documentOf(from: Graph, name: string, property: string): PlainDocument {
  return parseDocument(inputsOf(from, name)[property]);
}
