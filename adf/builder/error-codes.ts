// Every code of AdfError, with its cause and its repair: the one table that messages are made from.

/** What a code stands for. */
export interface ErrorEntry {
  /** Why the service refuses it, or why it would hurt. */
  readonly cause: string;
  /** What to do. */
  readonly repair: string;
}

const TABLE = {
  ADF_ACTIVITY_COUNT: {
    cause: "a pipeline holds more activities, inner ones included, than the service allows",
    repair: "move a part into a pipeline of its own and call it with executePipeline",
  },
  ADF_BATCH_COUNT_RANGE: {
    cause:
      "the number of elements that a ForEach handles at once is outside the range of the service",
    repair: "give a whole number in the range, or leave it out for 20",
  },
  ADF_CONCURRENCY_RANGE: {
    cause: "the number of concurrent runs is not a whole number from 1",
    repair: "leave concurrency out for unlimited runs, or give at least 1",
  },
  ADF_CONTAINER_EMPTY: {
    cause: "a pipeline, a loop's body or a branch holds no activity",
    repair: "add an activity, or leave the branch out",
  },
  ADF_DEPENDENCY_CYCLE: {
    cause: "activities depend on each other in a circle, so none can start",
    repair: "remove one of the edges",
  },
  ADF_DEPENDENCY_DUPLICATE: {
    cause: "an activity has two edges from the same activity",
    repair: "join their outcomes in one edge with on(...)",
  },
  ADF_DEPENDENCY_SCOPE: {
    cause: "an edge leads from an activity of another scope",
    repair: "depend on the container that holds it, or move one of the two",
  },
  ADF_DEPENDENCY_SELF: {
    cause: "an activity depends on itself",
    repair: "remove the edge",
  },
  ADF_DEPENDENCY_UNKNOWN: {
    cause: "an edge leads from an activity that its scope does not hold",
    repair: "use an edge of a handle that add returned",
  },
  ADF_EXPRESSION_LENGTH: {
    cause: "an expression is longer than the service reads",
    repair: "shorten it, or move a part into a variable",
  },
  ADF_INACTIVE_MARK: {
    cause: "an activity says how it counts when inactive, and is not inactive",
    repair: "set state to Inactive, or remove onInactiveMarkAs",
  },
  ADF_ITEM_SCOPE: {
    cause: "an expression reads item() outside the body of a ForEach and the condition of a Filter",
    repair: "move it inside, or read the array by an index",
  },
  ADF_LITERAL_INVALID: {
    cause: "a value has no literal form in JSON or the expression language",
    repair: "give a text, a finite number, a boolean, null, or an expression",
  },
  ADF_NAME_DUPLICATE: {
    cause: "two names of a pipeline are equal but for case, which the service ignores",
    repair: "rename one of them",
  },
  ADF_NAME_INVALID: {
    cause: "a name breaks the service's naming rules",
    repair: "shorten it, or use letters, digits, underscores, dashes and spaces",
  },
  ADF_NESTING: {
    cause: "a container holds a kind of container that the service does not run inside it",
    repair: "move the inner part into a pipeline of its own and call it with executePipeline",
  },
  ADF_PARAMETER_COUNT: {
    cause: "a pipeline declares more parameters than the service allows",
    repair: "join some of them in one parameter of type Object",
  },
  ADF_PARAMETER_UNDEFINED: {
    cause: "an expression reads a parameter that the pipeline does not declare",
    repair: "declare it in definePipeline, or read another",
  },
  ADF_PARAMETER_UNUSED: {
    cause: "the pipeline declares a parameter that no expression reads",
    repair: "read it, or remove it",
  },
  ADF_REFERENCE_UNKNOWN: {
    cause: "an expression reads an activity that the pipeline does not hold",
    repair: "read it by the handle that add returned",
  },
  ADF_REFERENCE_UPSTREAM: {
    cause: "an expression reads an activity that need not have run before",
    repair: "add an edge from it, directly or through others, or read it elsewhere",
  },
  ADF_RETRY_INTERVAL_RANGE: {
    cause: "the pause between attempts is outside the service's range",
    repair: "give whole seconds in the range, or leave it out for 30 seconds",
  },
  ADF_RETRY_RANGE: {
    cause: "the number of retries is not a whole number from 0",
    repair: "give 0 for a single attempt",
  },
  ADF_SCOPE_CLOSED: {
    cause:
      "an activity was added to a body or branch after the function that fills it had returned",
    repair: "add it inside that function",
  },
  ADF_SWITCH_CASE_COUNT: {
    cause: "a Switch has more cases than the service allows",
    repair: "move a part into a pipeline of its own, or join cases in the default branch",
  },
  ADF_SWITCH_CASE_DUPLICATE: {
    cause: "two cases of a Switch stand for the same text",
    repair: "join their activities in one case",
  },
  ADF_SWITCH_CASE_EXPRESSION: {
    cause: "the text of a case looks like an expression, which the service does not evaluate there",
    repair: "give a literal, or use an IfCondition",
  },
  ADF_TIMEOUT_FORMAT: {
    cause: "a timeout is not a timespan",
    repair: "write it as hh:mm:ss or d.hh:mm:ss, such as 00:10:00",
  },
  ADF_TIMEOUT_RANGE: {
    cause: "a timeout is outside the service's range",
    repair: "choose a timespan in the range",
  },
  ADF_TRIGGER_EXPRESSION: {
    cause: "an expression of a pipeline reads trigger(), which only a trigger knows",
    repair: "hand it to a parameter of the pipeline in the trigger",
  },
  ADF_VARIABLE_PARALLEL: {
    cause:
      "a SetVariable is inside a ForEach whose turns run at once, while variables belong to the pipeline",
    repair: "use appendVariable, or make the ForEach sequential",
  },
  ADF_VARIABLE_SELF_READ: {
    cause: "the value of a SetVariable reads the variable that it sets",
    repair: "set a second variable first, and read that",
  },
  ADF_VARIABLE_TYPE: {
    cause: "an AppendVariable names a variable that is not of type Array",
    repair: "declare the variable as Array, or set it with setVariable",
  },
  ADF_VARIABLE_UNDEFINED: {
    cause: "an activity reads or sets a variable that the pipeline does not declare",
    repair: "declare it in definePipeline, or use another",
  },
  ADF_VARIABLE_UNUSED: {
    cause: "the pipeline declares a variable that nothing reads or sets",
    repair: "use it, or remove it",
  },
  ADF_WAIT_RANGE: {
    cause: "a pause is not a whole number of seconds from 1",
    repair: "give at least 1",
  },
} as const;

/** A code of the builder. */
export type AdfErrorCode = keyof typeof TABLE;

/** The codes of the builder, each with its cause and repair. Changing a code is a breaking change. */
export const ADF_ERRORS: Readonly<Record<AdfErrorCode, ErrorEntry>> = Object.freeze(TABLE);
