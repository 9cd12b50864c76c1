/** Policy documents with one part taken away or widened: what a careless edit would do. */
import type { AccountDocuments, PlainDocument, PlainStatement } from "./documents";

/** The documents of an account with one change. */
export interface Mutation {
  readonly mutated: AccountDocuments;
  readonly title: string;
}

type Change = readonly [string, PlainStatement | undefined];

const GROUPS = ["buckets", "identities", "keys", "trusts"] as const;

/** Actions that nobody of the requests takes: looking after the key is the deployment's. */
const UNASKED = /^kms:(?!Decrypt|GenerateDataKey)/;

/** Every document, with each of its statements changed in each way. */
export function mutationsOf(documents: AccountDocuments): readonly Mutation[] {
  return GROUPS.flatMap((group) =>
    Object.entries(documents[group]).flatMap(([name, document]) =>
      mutationsOfDocument(document).map(([title, changed]) => ({
        title: `${group} ${name} ${title}`,
        mutated: { ...documents, [group]: { ...documents[group], [name]: changed } },
      })),
    ),
  );
}

function mutationsOfDocument(
  document: PlainDocument,
): readonly (readonly [string, PlainDocument])[] {
  return document.Statement.flatMap((statement, at) =>
    changesOf(statement).map(([title, changed]) => {
      const Statement = document.Statement.toSpliced(at, 1, ...(changed ? [changed] : []));
      return [`${String(statement["Sid"])}: ${title}`, { ...document, Statement }] as const;
    }),
  );
}

function changesOf(statement: PlainStatement): readonly Change[] {
  const actions = (statement["Action"] as readonly string[]).filter((one) => !UNASKED.test(one));
  return [
    ...withoutOne(statement, "Action", actions),
    ...withoutOne(statement, "Resource", listOf(statement["Resource"])),
    ...widened(statement),
    ...withoutConditions(statement),
  ];
}

function withoutOne(
  statement: PlainStatement,
  key: string,
  values: readonly string[],
): readonly Change[] {
  return values.map((value) => {
    const rest = listOf(statement[key]).filter((one) => one !== value);
    return [`without ${value}`, rest.length === 0 ? undefined : { ...statement, [key]: rest }];
  });
}

/** A statement that denies is narrowed by less, not by more. */
function widened(statement: PlainStatement): readonly Change[] {
  const resources = listOf(statement["Resource"]);
  const isNamed = resources.length > 0 && !resources.includes("*");
  return statement["Effect"] === "Allow" && isNamed
    ? [["on every resource", { ...statement, Resource: ["*"] }]]
    : [];
}

function withoutConditions(statement: PlainStatement): readonly Change[] {
  const condition = (statement["Condition"] ?? {}) as Record<string, Record<string, unknown>>;
  return Object.entries(condition).flatMap(([operator, tests]) =>
    Object.keys(tests).map((key): Change => {
      const { [key]: _, ...rest } = tests;
      const Condition = { ...condition, [operator]: rest };
      return [`without the condition on ${key}`, { ...statement, Condition }];
    }),
  );
}

function listOf(value: unknown): readonly string[] {
  return (value ?? []) as readonly string[];
}
