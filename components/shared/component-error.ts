/** Every code of {@link ComponentError}, with its cause and its repair. */
export const COMPONENT_CODES = Object.freeze({
  CLUSTER_POLICY_CONTRADICTION: {
    cause: "no value satisfies a rule of a cluster policy",
    repair: "give a default that the rule itself allows, and minValue <= maxValue",
  },
  CLUSTER_POLICY_EMPTY_RULE: {
    cause: "a rule of a cluster policy fixes nothing",
    repair: "give it a value, values, a bound, a pattern or a default, or leave it out",
  },
  CLUSTER_POLICY_UNKNOWN_ATTRIBUTE: {
    cause: "a rule of a cluster policy names no attribute of a cluster, so it would rule nothing",
    repair: "correct its spelling, or add the attribute to policy-attributes.ts with its source",
  },
  CLUSTER_POLICY_WRONG_TYPE: {
    cause: "a rule of a cluster policy does not fit the kind of its attribute's value",
    repair: "use a rule and values of the attribute's kind",
  },
  JOB_CLUSTER_NOT_FIXED: {
    cause: "a policy leaves open what the clusters of its jobs are made of",
    repair: "fix the attribute, so that the jobs' clusters follow from the policy",
  },
});

/** A code of {@link COMPONENT_CODES}. */
export type ComponentErrorCode = keyof typeof COMPONENT_CODES;

/** One wrong argument. */
export interface ComponentProblem {
  readonly code: ComponentErrorCode;
  /** The argument's path, such as `rules["spark_version"]`. */
  readonly path: string;
  /** What is wrong, with the value given and what is allowed. */
  readonly message: string;
  readonly repair: string;
}

/** Arguments that a component cannot be made of, with every problem at once. */
export class ComponentError extends Error {
  /** The first problem's code. */
  readonly code: ComponentErrorCode;
  /** The first problem's path. */
  readonly path: string;
  readonly problems: readonly ComponentProblem[];
  /** The first problem's repair. */
  readonly repair: string;

  /**
   * @param component - the component's class, such as `JobPolicy`
   * @param name - the component's name in the program
   * @param problems - at least one
   */
  constructor(component: string, name: string, problems: readonly ComponentProblem[]) {
    const line = (problem: ComponentProblem) =>
      `[${problem.code}] ${component} "${name}": ${problem.path} ${problem.message}; ${problem.repair}`;
    super(problems.map(line).join("\n"));
    const [first] = problems;
    if (first === undefined) {
      throw new TypeError("a ComponentError needs a problem");
    }
    this.name = "ComponentError";
    this.code = first.code;
    this.path = first.path;
    this.repair = first.repair;
    this.problems = problems;
  }
}
