// Functions of Logic Apps that the Data Factory page does not list, and what to use instead.
// https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference (read 2026-11-24)

interface Elsewhere {
  readonly name: string;
  readonly instead: string;
}

const COMPUTE = "compute it in the activity that reads the value";

const ROWS: readonly (readonly [name: string, instead: string])[] = [
  ["action", "use activity('name')"],
  ["actionBody", "use activity('name').output"],
  ["actionOutputs", "use activity('name').output"],
  ["actions", "use activity('name')"],
  ["addProperty", "use json(concat(...)), or union() with another object"],
  ["body", "use activity('name').output"],
  ["chunk", "use skip() and take() in a ForEach over range()"],
  ["dateDifference", "use div(sub(ticks(end), ticks(start)), 10000000) for seconds"],
  ["decimal", "use float()"],
  ["formDataMultiValues", "use activity('name').output"],
  ["formDataValue", "use activity('name').output"],
  ["formatNumber", "use string(), or format the number where it is read"],
  ["isFloat", COMPUTE],
  ["isInt", COMPUTE],
  ["items", "use item()"],
  ["iterationIndexes", "count in a variable"],
  ["listCallbackUrl", "use a Webhook activity, which makes its own callback"],
  ["multipartBody", "use activity('name').output"],
  ["nthIndexOf", "use split() and take the parts before it"],
  ["outputs", "use activity('name').output"],
  ["parameters", "use pipeline().parameters.name"],
  ["parseDateTime", "use formatDateTime() on an ISO 8601 timestamp"],
  ["removeProperty", "build the object from the properties that stay"],
  ["result", "use activity('name').output"],
  ["reverse", "use a ForEach with an AppendVariable over range()"],
  ["setProperty", "use union() with an object that has the property"],
  ["slice", "use substring()"],
  ["sort", "sort in the query that reads the rows"],
  ["triggerBody", "hand it to a parameter of the pipeline in the trigger"],
  ["triggerFormDataMultiValues", "hand it to a parameter of the pipeline in the trigger"],
  ["triggerFormDataValue", "hand it to a parameter of the pipeline in the trigger"],
  ["triggerMultipartBody", "hand it to a parameter of the pipeline in the trigger"],
  ["triggerOutputs", "hand it to a parameter of the pipeline in the trigger"],
  ["uriHost", "use split() on the URI"],
  ["uriPath", "use split() on the URI"],
  ["uriPathAndQuery", "use split() on the URI"],
  ["uriPort", "use split() on the URI"],
  ["uriQuery", "use split() on the URI"],
  ["uriScheme", "use split() on the URI"],
  ["workflow", "use pipeline()"],
  ["xmlEscape", COMPUTE],
];

/** By name in lower case. */
export const LOGIC_APPS_ONLY: ReadonlyMap<string, Elsewhere> = new Map(
  ROWS.map(([name, instead]) => [name.toLowerCase(), { name, instead }]),
);
