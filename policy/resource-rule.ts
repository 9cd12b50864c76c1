/** Rules that look at one resource at a time, and the words of what they find. */
import type { ResourceNode } from "../graph/graph";
import type { GraphIndex } from "./graph-index";
import type { Rule, RuleContext, Violation } from "./rule";

/** A rule that is asked about each resource of some types. */
export interface ResourceRule extends Omit<Rule, "check"> {
  /** The types that it looks at. */
  readonly types: readonly string[];
  /** What is wrong with one resource: `<path> <rule>, got <value>`, one text each. */
  readonly test: (
    resource: ResourceNode,
    index: GraphIndex,
    context: RuleContext,
  ) => readonly string[];
}

/** The rule of the rule book that asks a {@link ResourceRule}. */
export function resourceRule({ types, test, ...text }: ResourceRule): Rule {
  return Object.freeze({
    ...text,
    check: (index: GraphIndex, context: RuleContext) =>
      index
        .ofType(...types)
        .flatMap((resource) =>
          test(resource, index, context).map((problem) => violation(resource, problem)),
        ),
  });
}

/** A violation by a resource: `StorageAccount "lake-account": …`. */
export function violation(resource: ResourceNode, problem: string): Violation {
  const kind = resource.type.slice(resource.type.lastIndexOf(":") + 1);
  return { urn: resource.urn, message: `${kind} ${JSON.stringify(resource.name)}: ${problem}` };
}
