/**
 * The exchange bucket with its key.
 *
 * Not proven here: that AWS takes these inputs. What the policies allow is asked in test/permissions.
 */
import { EXCHANGE_DAYS } from "../../components/amazon-forecast/exchange-lifecycle";
import type { Graph } from "../../graph/graph";
import { ACCOUNT, BUCKET, REGION, recordAws } from "../permissions/aws-resources";
import { parseDocument } from "../permissions/documents";
import { all, childrenOf, dependenciesOf, inputsOf } from "../support/query";

const TAGS = { project: "forecast-platform", environment: "dev", "managed-by": "pulumi" };
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`;

let graph: Graph;

beforeAll(async () => {
  graph = await recordAws();
});

describe("the exchange bucket", () => {
  it("has eight parts, all of the one bucket and region", () => {
    expect(childrenOf(graph, "exchange")).toEqual([
      "exchange-key",
      "exchange-bucket",
      "exchange-public-access",
      "exchange-ownership",
      "exchange-policy",
      "exchange-versioning",
      "exchange-lifecycle",
      "exchange-encryption",
    ]);
    const parts = childrenOf(graph, "exchange").map((name) => inputsOf(graph, name));
    expect(parts.map(({ region }) => region)).toEqual(parts.map(() => REGION));
    expect(parts.slice(1).map(({ bucket }) => bucket)).toEqual(parts.slice(1).map(() => BUCKET));
    expect(inputsOf(graph, "exchange-bucket")["tags"]).toStrictEqual(TAGS);
  });

  it("is open to nobody by any list", () => {
    expect(inputsOf(graph, "exchange-public-access")).toStrictEqual({
      bucket: BUCKET,
      region: REGION,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputsOf(graph, "exchange-ownership")["rule"]).toStrictEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
  });

  it("keeps versions, and encrypts with its own key", () => {
    expect(inputsOf(graph, "exchange-versioning")["versioningConfiguration"]).toStrictEqual({
      status: "Enabled",
    });
    expect(inputsOf(graph, "exchange-encryption")["rules"]).toStrictEqual([
      {
        applyServerSideEncryptionByDefault: { kmsMasterKeyId: KEY_ARN, sseAlgorithm: "aws:kms" },
        bucketKeyEnabled: true,
      },
    ]);
    expect(dependenciesOf(graph, "exchange-encryption")).toEqual([
      "exchange-bucket",
      "exchange-key",
    ]);
  });

  it("loses what was put in and what came out, with all that remains of it", () => {
    expect(inputsOf(graph, "exchange-lifecycle")["rules"]).toStrictEqual([
      {
        id: "expire-input",
        status: "Enabled",
        filter: { prefix: "in/" },
        expiration: { days: EXCHANGE_DAYS.objects },
      },
      {
        id: "expire-output",
        status: "Enabled",
        filter: { prefix: "out/" },
        expiration: { days: EXCHANGE_DAYS.objects },
      },
      {
        id: "expire-remains",
        status: "Enabled",
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: EXCHANGE_DAYS.uploads },
        expiration: { expiredObjectDeleteMarker: true },
        noncurrentVersionExpiration: { noncurrentDays: EXCHANGE_DAYS.oldVersions },
      },
    ]);
    expect(dependenciesOf(graph, "exchange-lifecycle")).toEqual([
      "exchange-bucket",
      "exchange-versioning",
    ]);
  });

  it("refuses to speak without TLS 1.2", () => {
    const common = {
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:*"],
      Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
    };

    expect(parseDocument(inputsOf(graph, "exchange-policy")["policy"])).toStrictEqual({
      Version: "2012-10-17",
      Statement: [
        {
          ...common,
          Sid: "DenyPlainHttp",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          ...common,
          Sid: "DenyOldTls",
          Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
        },
      ],
    });
  });

  it("has a key that turns, that the account manages and five roles use through S3", () => {
    const { policy, ...inputs } = inputsOf(graph, "exchange-key");
    const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    const [manage, use] = parseDocument(policy).Statement;

    expect(inputs).toStrictEqual({
      description: "The exchange bucket of the forecasting platform, dev",
      deletionWindowInDays: 7,
      enableKeyRotation: true,
      region: REGION,
      tags: TAGS,
    });
    expect(manage).toMatchObject({ Effect: "Allow", Principal: root, Resource: ["*"] });
    expect(JSON.stringify(manage?.["Action"])).not.toMatch(
      /\*|crypt|Generate|CreateGrant|Sign|Mac|Derive/,
    );
    expect(use).toStrictEqual({
      Sid: "UseThroughS3",
      Effect: "Allow",
      Principal: root,
      Resource: ["*"],
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Condition: {
        StringEquals: {
          "aws:PrincipalArn": [
            "amazon-forecast-submitter",
            "amazon-forecast-import",
            "amazon-forecast-export",
            "sagemaker-automl-submitter",
            "sagemaker-automl-execution",
          ].map((role) => `arn:aws:iam::${ACCOUNT}:role/forecast-dev-${role}`),
          "kms:ViaService": `s3.${REGION}.amazonaws.com`,
        },
      },
    });
  });

  it("names as the key's users roles that there are", () => {
    const names = all(graph, "aws:iam/role:Role").map(({ inputs }) => inputs["name"]);
    const [, use] = parseDocument(inputsOf(graph, "exchange-key")["policy"]).Statement;
    const users = [...JSON.stringify(use).matchAll(/role\/([a-z-]+)/g)].map(([, name]) => name);

    expect(users).toHaveLength(5);
    expect(names).toEqual(expect.arrayContaining(users));
  });

  it("is protected in prod with its key, for as long as KMS allows, and kept when not empty", async () => {
    const prod = await recordAws({ environment: "prod" });

    expect(inputsOf(graph, "exchange-bucket")["forceDestroy"]).toBe(true);
    expect(inputsOf(prod, "exchange-bucket")["forceDestroy"]).toBe(false);
    expect(inputsOf(prod, "exchange-key")["deletionWindowInDays"]).toBe(30);
    expect(prod.resources.filter(({ protect }) => protect).map(({ name }) => name)).toEqual([
      "exchange-key",
      "exchange-bucket",
    ]);
    expect(graph.resources.filter(({ protect }) => protect)).toEqual([]);
  });
});
