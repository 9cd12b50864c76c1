/** Matches the texts of IAM statements, wildcards and all. */
import { violation } from "../resource-rule";
import type { Rule } from "../rule";
import type { DocumentKind, IamDocument, IamStatement } from "./iam-documents";

/** A rule that is asked about each statement of some kinds of documents that allows something. */
export interface StatementRule extends Omit<Rule, "check"> {
  readonly kinds: readonly DocumentKind[];
  /** What is wrong with the statement, in the form `<rule>, got <value>`. */
  readonly test: (statement: IamStatement) => readonly string[];
}

/** The rule of the rule book that asks a {@link StatementRule}. */
export function statementRule({ kinds, test, ...text }: StatementRule): Rule {
  const problemsOf = ({ resource, path, statements }: IamDocument) =>
    statements.flatMap((statement, at) =>
      statement.allows
        ? test(statement).map((problem) =>
            violation(resource, `${path}.Statement[${at}] ${problem}`),
          )
        : [],
    );
  return {
    ...text,
    check: ({ documents }) =>
      documents.filter(({ kind }) => kinds.includes(kind)).flatMap(problemsOf),
  };
}

/** Tells whether a statement's actions take in one action, such as `iam:PassRole`. */
export function names({ actions, notActions }: IamStatement, action: string): boolean {
  if (notActions.length > 0) return !notActions.some((pattern) => matches(pattern, action));
  return actions.some((pattern) => matches(pattern, action));
}

/** Tells whether a condition holds a key to values that are written out in full. */
export function isPinned({ conditions }: IamStatement, isKey: (key: string) => boolean): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      /^string(?:equals|like)$/.test(operator) &&
      isKey(key) &&
      values.length > 0 &&
      values.every((value) => value !== "" && !/[*?]/.test(value)),
  );
}

/** Tells a resource of a policy that does not even name a service. */
export function isEveryResource(resource: string): boolean {
  if (!resource.includes("*")) return false;
  const service = resource.split(":")[2];
  return service === undefined || service === "" || service === "*";
}

function matches(pattern: string, action: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const source = escaped.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(action);
}
