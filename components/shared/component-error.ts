/** What components refuse in their arguments, each code literal once. */
export type ComponentErrorCode =
  | "CLUSTER_POLICY_CONTRADICTION"
  | "CLUSTER_POLICY_EMPTY_RULE"
  | "CLUSTER_POLICY_UNKNOWN_ATTRIBUTE"
  | "CLUSTER_POLICY_WRONG_TYPE"
  | "JOB_CLUSTER_NOT_FIXED";

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
