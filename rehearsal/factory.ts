/**
 * What a rehearsal takes from a previewed stack: the very definitions that would be deployed.
 *
 * Nothing is made again from the settings: pipelines, jobs, triggers and the rows of the run log are
 * read from the resources' inputs.
 */
import type { PipelineJson } from "../adf/wire";
import {
  type Graph,
  type GraphInputs,
  type GraphValue,
  ofType,
  type ResourceNode,
} from "../graph/graph";
import { pipelinesOf } from "./deployed-pipelines";
import { RehearsalError } from "./rehearsal-error";

/** A job of the workspace. */
export interface Job {
  readonly name: string;
  /** The notebook's name. */
  readonly notebook: string;
  /** The notebook's parameters that never change, among them `settings`. */
  readonly baseParameters: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** The node type; undefined on serverless compute. */
  readonly nodeType: string | undefined;
}

/** When a pipeline starts, in its time zone. */
export interface Trigger {
  readonly name: string;
  readonly pipeline: string;
  /** Values and expressions on `trigger()`, as the trigger hands them on. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly recurrence: Recurrence;
}

/** A recurrence by the week, the only kind that starts what is rehearsed. */
export interface Recurrence {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly weekDays: readonly string[];
  /** @format Windows time zone id */
  readonly timeZone: string;
}

/** The parts of a stack that are played. */
export interface Factory {
  readonly pipelines: readonly PipelineJson[];
  /** By Databricks id. */
  readonly jobs: ReadonlyMap<string, Job>;
  readonly triggers: readonly Trigger[];
  /** The parameters with which the deployment starts `apply-schema`. */
  readonly schemaParameters: Readonly<Record<string, string>>;
  /** The exchange bucket; undefined where no forecast runs in AWS. */
  readonly bucket: string | undefined;
}

/** @throws RehearsalError `REHEARSAL_PART_MISSING` */
export function factoryOf(graph: Graph): Factory {
  const [schemaRun] = ofType(graph, "pulumi-nodejs:dynamic/data-factory:PipelineRun");
  if (schemaRun === undefined) {
    throw new RehearsalError("REHEARSAL_PART_MISSING", graph.stack, "nothing runs apply-schema");
  }
  const [bucket] = ofType(graph, "aws:s3/bucket:Bucket");
  return {
    pipelines: pipelinesOf(graph).map(({ definition }) => definition),
    jobs: jobsOf(graph),
    triggers: ofType(graph, "azure-native:datafactory:Trigger").flatMap(triggerOf),
    schemaParameters: schemaRun.inputs["parameters"] as Readonly<Record<string, string>>,
    bucket: bucket === undefined ? undefined : textOf(bucket.inputs["bucket"]),
  };
}

/** A value that the recorder has as text. */
function textOf(value: GraphValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The shape of a job's inputs, as far as it is read. */
interface JobInputs {
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly jobClusters?: readonly { readonly newCluster: { readonly nodeTypeId: string } }[];
  readonly tasks: readonly {
    readonly notebookTask: {
      readonly notebookPath: string;
      readonly baseParameters: Readonly<Record<string, string>>;
    };
  }[];
}

function jobsOf(graph: Graph): ReadonlyMap<string, Job> {
  // A job's id is an output; what is granted on it names it.
  const ids = new Map(
    ofType(graph, "databricks:index/permissions:Permissions").flatMap(({ inputs, dependencies }) =>
      inputs["jobId"] === undefined
        ? []
        : dependencies.map((urn) => [urn, textOf(inputs["jobId"])] as const),
    ),
  );
  return new Map(
    ofType(graph, "databricks:index/job:Job").map((node) => [idOf(node, ids), jobOf(node.inputs)]),
  );
}

function idOf({ urn, name }: ResourceNode, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(urn);
  if (id === undefined) {
    throw new RehearsalError("REHEARSAL_PART_MISSING", name, "nobody may start the job");
  }
  return id;
}

function jobOf(inputs: GraphInputs): Job {
  const { name, timeoutSeconds, jobClusters, tasks } = inputs as unknown as JobInputs;
  const [task] = tasks;
  const path = task?.notebookTask.notebookPath ?? "";
  return {
    name,
    notebook: path.slice(path.lastIndexOf("/") + 1),
    baseParameters: task?.notebookTask.baseParameters ?? {},
    timeoutSeconds,
    nodeType: jobClusters?.[0]?.newCluster.nodeTypeId,
  };
}

/** The shape of a trigger's inputs, as far as it is read. */
interface TriggerInputs {
  readonly triggerName: string;
  readonly properties: {
    readonly pipelines: readonly {
      readonly parameters?: Readonly<Record<string, string>>;
      readonly pipelineReference: { readonly referenceName: string };
    }[];
    readonly recurrence: {
      readonly frequency: string;
      readonly timeZone: string;
      readonly schedule?: {
        readonly hours: readonly number[];
        readonly minutes: readonly number[];
        readonly weekDays: readonly string[];
      };
    };
  };
}

function triggerOf({ inputs }: ResourceNode): readonly Trigger[] {
  const { triggerName, properties } = inputs as unknown as TriggerInputs;
  const { schedule, timeZone, frequency } = properties.recurrence;
  if (frequency !== "Week" || schedule === undefined) return [];
  return properties.pipelines.map(({ parameters = {}, pipelineReference }) => ({
    name: triggerName,
    pipeline: pipelineReference.referenceName,
    parameters,
    recurrence: { ...schedule, timeZone },
  }));
}
