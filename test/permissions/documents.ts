/** The policy documents of a recorded graph, by the name of what they belong to. */
import { type Graph, type GraphValue, ofType } from "../../graph/graph";

const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/** One statement as parsed JSON. */
export type PlainStatement = Readonly<Record<string, unknown>>;

/** A policy document as parsed JSON, not judged yet. */
export interface PlainDocument {
  readonly Statement: readonly PlainStatement[];
}

/** Documents by name. */
export type Documents = Readonly<Record<string, PlainDocument>>;

/** All documents of an environment's AWS account, as far as the environment makes them. */
export interface AccountDocuments {
  /** On buckets, by the bucket's name. */
  readonly buckets: Documents;
  /** Of the identities: `<role's name>/<policy's name>`. */
  readonly identities: Documents;
  /** The ARN of the key that a bucket encrypts with, by the bucket's name. */
  readonly keyOfBucket: Readonly<Record<string, string>>;
  /** On keys, by the key's ARN. */
  readonly keys: Documents;
  /** Of roles that may be taken, by the role's name. */
  readonly trusts: Documents;
}

/**
 * Reads the documents out of a graph.
 *
 * @throws Error where one is not known yet, as in a preview: nothing could be said of it
 */
export function documentsOf(graph: Graph): AccountDocuments {
  const encryptions = ofType(graph, ENCRYPTION).map(({ dependencies, inputs }) => ({
    bucket: textIn(inputs["bucket"]),
    dependencies,
    keyArn: /arn:aws:kms:[^"]+/.exec(JSON.stringify(inputs))?.[0] ?? "",
  }));
  const arnOfKey = (urn: string) =>
    encryptions.find(({ dependencies }) => dependencies.includes(urn))?.keyArn ?? urn;
  return {
    buckets: collect(graph, "aws:s3/bucketPolicy:BucketPolicy", "policy", ["bucket"]),
    identities: collect(graph, "aws:iam/rolePolicy:RolePolicy", "policy", ["role", "name"]),
    keyOfBucket: Object.fromEntries(encryptions.map(({ bucket, keyArn }) => [bucket, keyArn])),
    keys: Object.fromEntries(
      ofType(graph, "aws:kms/key:Key").map(({ inputs, urn }) => [
        arnOfKey(urn),
        parseDocument(inputs["policy"]),
      ]),
    ),
    trusts: collect(graph, "aws:iam/role:Role", "assumeRolePolicy", ["name"]),
  };
}

function collect(
  graph: Graph,
  type: string,
  property: string,
  names: readonly string[],
): Documents {
  return Object.fromEntries(
    ofType(graph, type).map(({ inputs }) => [
      names.map((name) => textIn(inputs[name])).join("/"),
      parseDocument(inputs[property]),
    ]),
  );
}

/** A policy document out of the input that holds its text. */
export function parseDocument(text: GraphValue | undefined): PlainDocument {
  return JSON.parse(textIn(text)) as PlainDocument;
}

function textIn(value: GraphValue | undefined): string {
  if (typeof value !== "string") {
    throw new Error(`a text is needed, got ${JSON.stringify(value)}`);
  }
  return value;
}
