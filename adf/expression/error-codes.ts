// Every code of an expression that cannot be read or evaluated, with its cause and repair.

interface ErrorEntry {
  readonly cause: string;
  readonly repair: string;
}

const TABLE = {
  EXPRESSION_ARGUMENT: {
    cause: "a function was given a value that it does not take",
    repair: "give a value of the documented kind, or convert it first",
  },
  EXPRESSION_ARGUMENT_COUNT: {
    cause: "a function was given too few or too many arguments",
    repair: "give as many arguments as the function has parameters",
  },
  EXPRESSION_CONTEXT: {
    cause: "an expression reads what does not exist where it is evaluated",
    repair: "use it only where the service knows it, or give it in the context",
  },
  EXPRESSION_DATE: {
    cause:
      "a text is not a timestamp, a date format, a time unit or a time zone, or a date is out of range",
    repair: "give an ISO 8601 timestamp, a .NET format and a Windows time zone id",
  },
  EXPRESSION_DIVISION_BY_ZERO: {
    cause: "a number is divided by zero",
    repair: "test the divisor with if() first",
  },
  EXPRESSION_INDEX: {
    cause: "an element or property is selected that does not exist",
    repair: "select one that exists, or use ?. or ?[] to get null",
  },
  EXPRESSION_LOGIC_APPS_ONLY: {
    cause: "a function exists in Logic Apps but not in Data Factory",
    repair: "use what Data Factory has instead",
  },
  EXPRESSION_NESTING: {
    cause: "an expression or a value is nested too deeply",
    repair: "nest less deeply; keep parts of the value in variables",
  },
  EXPRESSION_OVERFLOW: {
    cause: "a number does not fit into a 64-bit integer, or into a float",
    repair: "use smaller numbers, or a float such as 1.0",
  },
  EXPRESSION_PARSE: {
    cause: "a text is not JSON, XML, base64, a data URI or an XPath expression",
    repair: "give a text in the form that the function reads",
  },
  EXPRESSION_SYNTAX: {
    cause: "an expression does not follow the grammar",
    repair: "use literals, function calls, and .name or [index] after a call",
  },
  EXPRESSION_TOO_LARGE: {
    cause: "a result, or the work to compute it, is larger than the limit",
    repair: "make less of it at once",
  },
  EXPRESSION_TOO_LONG: {
    cause: "an expression has more characters than the service takes",
    repair: "split it over variables",
  },
  EXPRESSION_UNKNOWN_ACTIVITY: {
    cause: "an activity is read that there is not, or that has not run",
    repair: "name an activity that this one depends on",
  },
  EXPRESSION_UNKNOWN_FUNCTION: {
    cause: "a function is called that does not exist",
    repair: "call one of the functions of Data Factory",
  },
  EXPRESSION_UNKNOWN_PARAMETER: {
    cause: "a parameter is read that there is not",
    repair: "declare it in the pipeline, or use another",
  },
  EXPRESSION_UNKNOWN_VARIABLE: {
    cause: "a variable is read that there is not",
    repair: "declare it in the pipeline, or use another",
  },
} as const;

/** A code of an expression. */
export type ExpressionErrorCode = keyof typeof TABLE;

/** The codes of expressions, each with its cause and repair. Changing a code is a breaking change. */
export const EXPRESSION_ERRORS: Readonly<Record<ExpressionErrorCode, ErrorEntry>> =
  Object.freeze(TABLE);
