/**
 * Data Factory: what it refuses of a definition, of a reference, and of a started trigger.
 *
 * Definitions are held against the service's ARM schema, where it is at hand, and against the lint
 * of `adf/lint`, whose errors are what the service refuses.
 */
import { lint } from "../../../../adf/lint";
import { fromAzureNative } from "../../../../adf/wire";
import { HAS_ARM_SCHEMA, validateDefinition, validatePipeline } from "../../../adf/arm-schema";
import type { CloudResource, CloudType, Properties, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { objectsOf, recordOf, textOf } from "../values";
import { armType } from "./arm";

const FACTORY = "azure-native:datafactory:";

/** The types that a definition can refer to, by the type of the reference. */
const REFERENCED: Readonly<Record<string, string>> = {
  CredentialReference: `${FACTORY}CredentialOperation`,
  DatasetReference: `${FACTORY}Dataset`,
  LinkedServiceReference: `${FACTORY}LinkedService`,
  PipelineReference: `${FACTORY}Pipeline`,
  TriggerReference: `${FACTORY}Trigger`,
};

export const DATA_FACTORY_TYPES: Readonly<Record<string, CloudType>> = {
  [`${FACTORY}Factory`]: armType(`${FACTORY}Factory`),
  [`${FACTORY}CredentialOperation`]: member("CredentialOperation", definitionOf("Credential")),
  [`${FACTORY}Dataset`]: member("Dataset", definitionOf("Dataset")),
  [`${FACTORY}LinkedService`]: member("LinkedService", definitionOf("LinkedService")),
  [`${FACTORY}Pipeline`]: member("Pipeline", refusePipeline),
  [`${FACTORY}Trigger`]: member("Trigger", (wanted) => {
    const { previous, clouds } = wanted;
    if (previous !== undefined) refuseStarted(previous, clouds);
    refuseTrigger(wanted);
  }),
};

/** A type that lives in a factory: its references have to exist, and it stays while it is referred to. */
function member(type: string, refuse: (wanted: Wanted) => void): CloudType {
  return armType(`${FACTORY}${type}`, {
    refuse: (wanted) => {
      refuseReferences(wanted);
      refuse(wanted);
    },
    refuseDelete: (resource, clouds) => {
      refuseReferenced(resource, clouds);
      if (type === "Trigger") refuseStarted(resource, clouds);
    },
  });
}

/** @throws Refusal for what a service answers to a change or a deletion of a started trigger */
function refuseStarted({ id, outputs }: CloudResource, clouds: Clouds): void {
  if (clouds.factory.isStarted(id)) {
    throw new Refusal(
      "TriggerEnabledCannotUpdate",
      `cannot update enabled trigger '${textOf(outputs["name"])}'; the trigger needs to be disabled first`,
    );
  }
}

function refuseReferences({ clouds, inputs }: Wanted): void {
  for (const { name, type, kind } of referencesOf(inputs)) {
    const found = clouds
      .ofType(type)
      .some((other) => sameFactory(other.inputs, inputs) && other.outputs["name"] === name);
    if (!found) {
      throw new Refusal(
        "BadRequest",
        `the document creation or update failed because of invalid reference '${name}' (${kind})`,
      );
    }
  }
}

function refuseReferenced({ inputs, outputs, type }: CloudResource, clouds: Clouds): void {
  const user = clouds.resources.find(
    (other) =>
      other.type.startsWith(FACTORY) &&
      sameFactory(other.inputs, inputs) &&
      referencesOf(other.inputs).some(
        (reference) => reference.type === type && reference.name === outputs["name"],
      ),
  );
  if (user !== undefined) {
    throw new Refusal(
      "BadRequest",
      `the document cannot be deleted since it is referenced by ${textOf(user.outputs["name"])}`,
    );
  }
}

/** What a definition refers to by a name that is known. */
interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly type: string;
}

function referencesOf(inputs: Properties): readonly Reference[] {
  return objectsOf(inputs).flatMap(({ referenceName, type: kind }) => {
    const type = REFERENCED[textOf(kind)];
    const name = textOf(referenceName);
    return type === undefined || name === "" ? [] : [{ kind: textOf(kind), name, type }];
  });
}

function sameFactory(one: Properties, other: Properties): boolean {
  return one["factoryName"] === other["factoryName"];
}

function refusePipeline({ inputs }: Wanted): void {
  const definition = fromAzureNative(textOf(inputs["pipelineName"]), inputs);
  refuseProblems([
    ...(HAS_ARM_SCHEMA ? validatePipeline(definition) : []),
    ...lint(definition)
      .filter(({ severity }) => severity === "error")
      .map(({ code, message, path }) => `[${code}] ${path} ${message}`),
  ]);
}

function refuseTrigger(wanted: Wanted): void {
  definitionOf("Trigger")(wanted);
  const recurrence = recordOf(recordOf(wanted.inputs["properties"])["recurrence"]);
  const zoned = textOf(recurrence["timeZone"]) !== "UTC";
  const start = textOf(recurrence["startTime"]);
  if (zoned && /(?:Z|[+-]\d\d:\d\d)$/.test(start)) {
    throw new Refusal(
      "InvalidRecurrence",
      `startTime '${start}' has an offset, which does not go with the timeZone '${textOf(recurrence["timeZone"])}'`,
    );
  }
}

/** Keys that stand beside `typeProperties` in the service's JSON; azure-native has all in one place. */
const BESIDE: ReadonlySet<string> = new Set([
  "annotations",
  "connectVia",
  "description",
  "folder",
  "linkedServiceName",
  "parameters",
  "pipelines",
  "schema",
  "structure",
  "type",
  "version",
]);

/** Holds a definition against the schema, in the service's own form. */
function definitionOf(kind: "Credential" | "Dataset" | "LinkedService" | "Trigger") {
  return ({ inputs }: Wanted): void => {
    const entries = Object.entries(recordOf(inputs["properties"]));
    const definition = {
      ...Object.fromEntries(entries.filter(([key]) => BESIDE.has(key))),
      typeProperties: Object.fromEntries(entries.filter(([key]) => !BESIDE.has(key))),
    };
    refuseProblems(HAS_ARM_SCHEMA ? validateDefinition(kind, definition) : []);
  };
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Refusal("BadRequest", `the definition is invalid: ${problems.join("; ")}`);
  }
}
