/**
 * Statements on the exchange bucket and its key, for who puts data in and who takes results out.
 *
 * Every object is encrypted with the bucket's own key, so whoever reads or writes needs that key
 * too; S3 uses it for them, and nothing else may.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
import { type Action, actionsOf, type Statement } from "./policy-document";

/** Where a forecasting service finds its data, and where it leaves its results. */
export const EXCHANGE_PREFIXES = { input: "in/", output: "out/" } as const;

/** The bucket and its key, as a document names them. */
export interface ExchangeTarget {
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly region: string;
}

/** What S3 asks of the key: to read an object, and to write one. */
const READ_KEY: readonly Action[] = ["kms:Decrypt"];
// The parts of a large upload are read again when it is completed.
const WRITE_KEY: readonly Action[] = ["kms:Decrypt", "kms:GenerateDataKey"];

/** The value of `kms:ViaService` for calls that S3 makes. */
export function s3Service(region: string): string {
  return `s3.${region}.amazonaws.com`;
}

/** For the jobs: put data in, list, and fetch results. */
export function callerData(target: ExchangeTarget): readonly Statement[] {
  const { input, output } = EXCHANGE_PREFIXES;
  return [
    objects("PutInput", target, ["PutObject"], input),
    objects("GetOutput", target, ["GetObject"], output),
    { ...list(target), Condition: { StringLike: { "s3:prefix": [`${input}*`, `${output}*`] } } },
    keyThroughS3(target, WRITE_KEY),
  ];
}

/**
 * For a service that reads data.
 *
 * Listing is not narrowed to a prefix: how the services list is not documented.
 */
export function readInput(target: ExchangeTarget): readonly Statement[] {
  return [getInput(target), list(target), keyThroughS3(target, READ_KEY)];
}

/** For a service that writes results, and reads back what it wrote. */
export function writeOutput(target: ExchangeTarget): readonly Statement[] {
  return [
    objects("WriteOutput", target, ["GetObject", "PutObject"], EXCHANGE_PREFIXES.output),
    list(target),
    keyThroughS3(target, WRITE_KEY),
  ];
}

/** For a service that does both with one role. */
export function readInputWriteOutput(target: ExchangeTarget): readonly Statement[] {
  return [getInput(target), ...writeOutput(target)];
}

function getInput(target: ExchangeTarget): Statement {
  return objects("GetInput", target, ["GetObject"], EXCHANGE_PREFIXES.input);
}

function objects(
  Sid: string,
  { bucketArn }: ExchangeTarget,
  names: readonly string[],
  prefix: string,
): Statement {
  const Action = actionsOf("s3", names);
  return { Sid, Effect: "Allow", Action, Resource: [`${bucketArn}/${prefix}*`] };
}

function list({ bucketArn }: ExchangeTarget): Statement {
  return { Sid: "List", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucketArn] };
}

function keyThroughS3({ keyArn, region }: ExchangeTarget, actions: readonly Action[]): Statement {
  return {
    Sid: "UseKeyThroughS3",
    Effect: "Allow",
    Action: actions,
    Resource: [keyArn],
    Condition: { StringEquals: { "kms:ViaService": s3Service(region) } },
  };
}
