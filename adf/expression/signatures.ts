// Every function of the language as data: what it takes, what it gives, where it is documented.

/** The groups of the documentation, and what reads the run. */
const GROUPS = [
  "String",
  "Collection",
  "Logical",
  "Conversion",
  "Math",
  "Date",
  "Reference",
] as const;

/** A group of functions. */
export type FunctionGroup = (typeof GROUPS)[number];

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** What it takes, such as `string` or `array or object`. */
  readonly takes: string;
  readonly optional: boolean;
}

/** What a function takes and gives. */
export interface Signature {
  readonly name: string;
  readonly group: FunctionGroup;
  /** Fewest arguments. */
  readonly min: number;
  /** Most arguments; infinite where the last parameter repeats. */
  readonly max: number;
  readonly parameters: readonly Parameter[];
  readonly gives: string;
  readonly summary: string;
  /** Its section of the documentation. */
  readonly source: string;
}

const FUNCTIONS_PAGE =
  "https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions";
const VARIABLES_PAGE =
  "https://learn.microsoft.com/azure/data-factory/control-flow-system-variables";

// One function a line: name(parameter: what it takes; ...) -> what it gives. A summary. A `?` after
// a parameter's name makes it optional, `...` lets the last one repeat.
const TABLE: Readonly<Record<FunctionGroup, string>> = {
  String: `
    concat(text...: any) -> string. The texts of all arguments, one after the other.
    endsWith(text: string; searchText: string) -> boolean. Whether a text ends with another, in any case.
    guid(format?: string) -> string. A new GUID; formats N, D, B, P, X.
    indexOf(text: string; searchText: string) -> integer. Where a text first occurs, in any case; -1 where it does not.
    lastIndexOf(text: string; searchText: string) -> integer. Where a text last occurs, in any case; -1 where it does not.
    replace(text: string; oldText: string; newText: string) -> string. A text with every occurrence replaced; case-sensitive.
    split(text: string; delimiter: string) -> array. The parts of a text between delimiters; case-sensitive.
    startsWith(text: string; searchText: string) -> boolean. Whether a text starts with another, in any case.
    substring(text: string; startIndex: integer; length?: integer) -> string. Part of a text; an error where it reaches beyond the end. The page requires 'length'; the engine takes the rest of the text without it.
    toLower(text: string) -> string. The text in lower case.
    toUpper(text: string) -> string. The text in upper case.
    trim(text: string) -> string. The text without white space at its ends.
  `,
  Collection: `
    contains(collection: string, array or object; value: any) -> boolean. Whether a text holds a part, an array an element, an object a key; case-sensitive, but for keys.
    empty(collection: string, array, object or null) -> boolean. Whether there is nothing in it.
    first(collection: string or array) -> any. The first character or element, null where there is none.
    intersection(collection1: array or object; collection2...: array or object) -> array or object. What all collections have.
    join(collection: array; delimiter: string) -> string. The texts of the elements with the delimiter between them.
    last(collection: string or array) -> any. The last character or element, null where there is none.
    length(collection: string or array) -> integer. How many characters or elements there are.
    skip(collection: string or array; count: integer) -> string or array. What follows the first 'count' items.
    take(collection: string or array; count: integer) -> string or array. The first 'count' items.
    union(collection1: array or object; collection2...: array or object) -> array or object. What any of the collections has, once.
  `,
  Logical: `
    and(condition...: boolean) -> boolean. Whether all conditions are true; evaluates only as many as it needs. The editor takes exactly two, the engine any number.
    equals(object1: any; object2...: any) -> boolean. Whether all have the same type and value; 1 equals 1.0.
    greater(value: number or string; compareTo: number or string) -> boolean. Whether a number or text is greater than another of its kind; texts in any case.
    greaterOrEquals(value: number or string; compareTo: number or string) -> boolean. Whether a number or text is not less than another of its kind; texts in any case.
    if(condition: boolean; valueIfTrue: any; valueIfFalse: any) -> any. One of two values; only that one is evaluated.
    less(value: number or string; compareTo: number or string) -> boolean. Whether a number or text is less than another of its kind; texts in any case.
    lessOrEquals(value: number or string; compareTo: number or string) -> boolean. Whether a number or text is not greater than another of its kind; texts in any case.
    not(condition: boolean) -> boolean. The opposite.
    or(condition...: boolean) -> boolean. Whether a condition is true; evaluates only as many as it needs. The editor takes exactly two, the engine any number.
  `,
  Conversion: `
    array(value: any) -> array. An array of one element.
    base64(value: string) -> string. The base64 text of a text's UTF-8.
    base64ToBinary(value: string) -> object. Binary content from base64 text.
    base64ToString(value: string) -> string. The text that base64 text holds.
    binary(value: string) -> object. Binary content of a text's UTF-8.
    bool(value: any) -> boolean. The boolean of 'true' or 'false' in any case, or whether a number is not 0.
    coalesce(object...: any) -> any. The first value that is not null; evaluates only as many as it needs.
    createArray(object...: any) -> array. An array of the arguments.
    dataUri(value: string) -> string. A data URI that holds a text.
    dataUriToBinary(value: string) -> object. Binary content from a data URI.
    dataUriToString(value: string) -> string. The text that a data URI holds.
    decodeBase64(value: string) -> string. The same as 'base64ToString'.
    decodeDataUri(value: string) -> any. What a data URI holds: text of a text type, the value of JSON, else binary content.
    decodeUriComponent(value: string) -> string. The same as 'uriComponentToString'.
    encodeUriComponent(value...: any) -> string. The same as 'uriComponent'.
    float(value: string or number) -> float. The float of a text; a comma separates thousands.
    int(value: string, number or boolean) -> integer. The integer of a text without fraction.
    json(value: string, XML, or any value but null) -> any. The value of a JSON text, or the JSON form of XML.
    string(value: any) -> string. The text of a value; compact JSON for objects and arrays.
    uriComponent(value...: any) -> string. The texts of all arguments, with what is unsafe in a URI escaped.
    uriComponentToBinary(value: string) -> object. Binary content of an escaped text, unescaped.
    uriComponentToString(value: string) -> string. An escaped text, unescaped.
    xml(value: string or object) -> XML. XML from its text, or from a JSON object with one root.
    xpath(xml: XML; xpath: string) -> any. What an XPath 1.0 expression selects or computes.
  `,
  Math: `
    add(summand1: number; summand2: number) -> number. The sum.
    div(dividend: number; divisor: number) -> number. The quotient; of two integers, without its fraction.
    max(number...: number or array) -> number. The greatest of the arguments, or of one array.
    min(number...: number or array) -> number. The least of the arguments, or of one array.
    mod(dividend: number; divisor: number) -> number. The remainder, with the dividend's sign.
    mul(multiplicand1: number; multiplicand2: number) -> number. The product.
    rand(minValue: integer; maxValue: integer) -> integer. A random integer from 'minValue' to below 'maxValue'.
    range(startIndex: integer; count: integer) -> array. Consecutive integers.
    sub(minuend: number; subtrahend: number) -> number. The difference.
  `,
  Date: `
    addDays(timestamp: string; days: integer; format?: string) -> string. Some days later.
    addHours(timestamp: string; hours: integer; format?: string) -> string. Some hours later.
    addMinutes(timestamp: string; minutes: integer; format?: string) -> string. Some minutes later.
    addSeconds(timestamp: string; seconds: integer; format?: string) -> string. Some seconds later.
    addToTime(timestamp: string; interval: integer; timeUnit: string; format?: string) -> string. Some time units later; months end with their last day.
    convertFromUtc(timestamp: string; destinationTimeZone: string; format?: string) -> string. A UTC timestamp in a zone's time.
    convertTimeZone(timestamp: string; sourceTimeZone: string; destinationTimeZone: string; format?: string) -> string. A timestamp of one zone in another's time.
    convertToUtc(timestamp: string; sourceTimeZone: string; format?: string) -> string. A zone's timestamp in UTC.
    dayOfMonth(timestamp: string) -> integer. The day of the month.
    dayOfWeek(timestamp: string) -> integer. The day of the week; Sunday is 0.
    dayOfYear(timestamp: string) -> integer. The day of the year.
    formatDateTime(timestamp: string; format?: string) -> string. A timestamp in a .NET format.
    getFutureTime(interval: integer; timeUnit: string; format?: string) -> string. Some time units from now.
    getPastTime(interval: integer; timeUnit: string; format?: string) -> string. Some time units ago.
    startOfDay(timestamp: string; format?: string) -> string. The first moment of its day.
    startOfHour(timestamp: string; format?: string) -> string. The first moment of its hour.
    startOfMonth(timestamp: string; format?: string) -> string. The first moment of its month.
    subtractFromTime(timestamp: string; interval: integer; timeUnit: string; format?: string) -> string. Some time units earlier.
    ticks(timestamp: string) -> integer. The 100-nanosecond intervals since the year 1.
    utcNow(format?: string) -> string. The time of the evaluation, UTC.
  `,
  Reference: `
    activity(name: string) -> object. What an activity left behind: 'output', 'Status', 'Error'.
    dataset() -> object. The parameters of a dataset, inside its definition.
    item() -> any. The element of a loop or filter.
    linkedService() -> object. The parameters of a linked service, inside its definition.
    pipeline() -> object. The run's system variables, 'parameters' and 'globalParameters'.
    trigger() -> object. What a trigger knows of its firing, in its own parameters only.
    variables(name: string) -> any. The value of a variable.
  `,
};

const LINE = /^(\w+)\((.*?)\) -> ([^.]+)\. (.+)$/;

function signature(group: FunctionGroup, line: string): Signature {
  const [, name = "", list = "", gives = "", summary = ""] = LINE.exec(line) ?? [];
  const parameters = list === "" ? [] : list.split("; ").map(parameter);
  const repeats = parameters.some((entry) => entry.name.endsWith("..."));
  return Object.freeze({
    name,
    group,
    min: parameters.filter(({ optional }) => !optional).length,
    max: repeats ? Number.POSITIVE_INFINITY : parameters.length,
    parameters,
    gives,
    summary,
    source: group === "Reference" ? VARIABLES_PAGE : `${FUNCTIONS_PAGE}#${name.toLowerCase()}`,
  });
}

function parameter(text: string): Parameter {
  const [name = "", takes = ""] = text.split(": ");
  return { name: name.replace("?", ""), takes, optional: name.endsWith("?") };
}

/** All functions, by the group and order of the documentation. */
export const SIGNATURES: readonly Signature[] = Object.freeze(
  GROUPS.flatMap((group) =>
    TABLE[group]
      .trim()
      .split("\n")
      .map((line) => signature(group, line.trim())),
  ),
);

const BY_NAME = new Map(SIGNATURES.map((entry) => [entry.name.toLowerCase(), entry]));

/** The signature of a function, by its name in any case. */
export function signatureOf(name: string): Signature | undefined {
  return BY_NAME.get(name.toLowerCase());
}
