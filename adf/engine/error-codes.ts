// Every code of EngineError, with its cause and its repair: the one table that messages are made from.

interface ErrorEntry {
  readonly cause: string;
  readonly repair: string;
}

const TABLE = {
  ENGINE_ACTIVITY_NAME: {
    cause: "two activities of a pipeline have one name, case ignored",
    repair: "rename one of them",
  },
  ENGINE_ACTIVITY_TYPE: {
    cause: "an activity is of a type that the engine does not know, so nobody can say how it ends",
    repair: "use a type of the service, or mark the activity Inactive",
  },
  ENGINE_ANSWER_SHAPE: {
    cause: "a handler answered something else than how an activity ended",
    repair: 'answer {"status": "Succeeded" or "Failed", output?, error?, seconds?}',
  },
  ENGINE_CALL_DEPTH: {
    cause: "pipelines call each other deeper than any sensible design, most likely in a circle",
    repair: "end the recursion by a condition",
  },
  ENGINE_DEFINITION_SHAPE: {
    cause: "a definition has not the service's JSON form",
    repair: 'give {"name": ..., "properties": {"activities": [...]}} as the service shows it',
  },
  ENGINE_DEPENDENCY: {
    cause:
      "an activity depends on what its scope does not hold, or on a condition that does not exist",
    repair: "depend on an activity beside it, by Succeeded, Failed, Skipped or Completed",
  },
  ENGINE_DEPENDENCY_CYCLE: {
    cause: "activities depend on each other in a circle, so none can start",
    repair: "remove one of the edges",
  },
  ENGINE_FAULT: {
    cause: "the engine itself is at fault",
    repair: "report it with the line that brought it about",
  },
  ENGINE_LINE_JSON: {
    cause: "a line is not JSON",
    repair: "write one JSON document on the line",
  },
  ENGINE_LINE_SHAPE: {
    cause: "a line is not a run",
    repair: 'write {"pipeline": {...}, "parameters": {...}, "outcomes": {...}}',
  },
  ENGINE_NESTING: {
    cause: "something is nested deeper than the engine reads",
    repair: "flatten it",
  },
  ENGINE_OUTCOME_CONTRADICTED: {
    cause:
      "an outcome is given for an activity that the engine runs itself, and it ended otherwise",
    repair: "leave it out, and give the outcomes of the activities that are asked for",
  },
  ENGINE_OUTCOME_MISSING: {
    cause: "an activity runs for which no outcome is given",
    repair: "give it in outcomes, by the activity's name",
  },
  ENGINE_OUTCOME_SHAPE: {
    cause: "an outcome has not the form of one",
    repair:
      'give "Succeeded" or "Failed", {status, output?, error?, seconds?}, or a list of these that is not empty',
  },
  ENGINE_PARAMETER_MISSING: {
    cause: "a pipeline is started without a value for a parameter that has no default",
    repair: "give it in parameters",
  },
  ENGINE_PIPELINE_NAME: {
    cause: "two pipelines of a factory have one name, case ignored",
    repair: "rename one of them",
  },
  ENGINE_PIPELINE_UNKNOWN: {
    cause: "a run is asked of a pipeline that the engine was not given",
    repair: "give its definition in pipelines",
  },
  ENGINE_QUEUE_FULL: {
    cause: "a pipeline with a concurrency limit has as many runs queued as the service keeps",
    repair: "start fewer runs at once, or raise the pipeline's concurrency",
  },
  ENGINE_RUN_UNKNOWN: {
    cause: "no run has this id, or it has not ended",
    repair: "use an id that submit returned, after finish",
  },
  ENGINE_STUCK: {
    cause: "runs wait for each other, so none of them can go on",
    repair: "raise the concurrency of the pipeline that calls itself, or do not wait for it",
  },
  ENGINE_TIME: {
    cause: "a point in time or a duration is none, or lies beyond the year 9999",
    repair: "give an ISO 8601 instant in UTC, and durations in seconds from 0",
  },
} as const;

/** A code of the engine. */
export type EngineErrorCode = keyof typeof TABLE;

/** The codes of the engine, each with its cause and repair. Changing a code is a breaking change. */
export const ENGINE_ERRORS: Readonly<Record<EngineErrorCode, ErrorEntry>> = Object.freeze(TABLE);
