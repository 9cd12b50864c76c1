/** Programs that Data Factory refuses. */
import {
  Dataset,
  Factory,
  LinkedService,
  Pipeline,
  type PipelineArgs,
  Trigger,
} from "@pulumi/azure-native/datafactory";
import type { Input } from "@pulumi/pulumi";
import type { Clouds } from "../clouds/clouds";
import { type BrokenProgram, place } from "./broken-program";

const TRIGGER = "azure-native:datafactory:Trigger";

export const DATA_FACTORY_PROGRAMS: readonly BrokenProgram[] = [
  {
    title: "a factory's name that somebody has",
    reason: /DataFactoryNameInUse: the name 'taken-factory' is already taken/,
    given: ({ taken }) => taken.set("azure-native:datafactory:Factory taken-factory", "in-use"),
    declare: () => void new Factory("factory", { ...place(), factoryName: "taken-factory" }),
  },
  {
    title: "a linked service by a credential that does not exist",
    reason: /BadRequest: .* invalid reference 'nobody' \(CredentialReference\)/,
    declare: () =>
      void new LinkedService("lake", {
        ...factory(),
        linkedServiceName: "lake",
        properties: {
          type: "AzureBlobFS",
          url: "https://lake.dfs.core.windows.net/",
          credential: { type: "CredentialReference", referenceName: "nobody" },
        },
      }),
  },
  {
    title: "a dataset on a linked service that does not exist",
    reason: /BadRequest: .* invalid reference 'missing' \(LinkedServiceReference\)/,
    declare: () =>
      void new Dataset("table", {
        ...factory(),
        datasetName: "table",
        properties: {
          type: "AzureSqlTable",
          linkedServiceName: { type: "LinkedServiceReference", referenceName: "missing" },
        },
      }),
  },
  {
    title: "activities that wait for each other",
    reason: /BadRequest: the definition is invalid: .*\[ADF_LINT_DEPENDENCY_CYCLE\]/,
    declare: () =>
      pipeline([
        { name: "a", type: "Wait", waitTimeInSeconds: 1, dependsOn: [after("b")] },
        { name: "b", type: "Wait", waitTimeInSeconds: 1, dependsOn: [after("a")] },
      ]),
  },
  {
    title: "an expression that names an activity that does not exist",
    reason: /BadRequest: the definition is invalid: .*nowhere/,
    declare: () =>
      pipeline([
        {
          name: "pause",
          type: "Wait",
          waitTimeInSeconds: { type: "Expression", value: "@activity('nowhere').output.count" },
        },
      ]),
  },
  {
    title: "two activities of one name",
    reason: /BadRequest: the definition is invalid: .*twin/,
    declare: () =>
      pipeline([
        { name: "twin", type: "Wait", waitTimeInSeconds: 1 },
        { name: "twin", type: "Wait", waitTimeInSeconds: 2 },
      ]),
  },
  {
    title: "a trigger of a pipeline that does not exist",
    reason: /BadRequest: .* invalid reference 'missing' \(PipelineReference\)/,
    declare: () => nightly({ pipelineName: "missing" }),
  },
  {
    title: "a start with an offset beside a time zone",
    reason: /InvalidRecurrence: startTime '2026-01-01T00:00:00Z' has an offset/,
    declare: () => nightly({ startTime: "2026-01-01T00:00:00Z", timeZone: "Korea Standard Time" }),
  },
  {
    title: "a change of a started trigger",
    reason: /TriggerEnabledCannotUpdate: cannot update enabled trigger 'nightly'/,
    before: () => nightly({}),
    between: startTriggers,
    declare: () => nightly({ interval: 2 }),
  },
  {
    title: "the deletion of a started trigger",
    reason: /TriggerEnabledCannotUpdate: cannot update enabled trigger 'nightly'/,
    before: () => nightly({}),
    between: startTriggers,
    declare: () => nightly({ pipelineName: null }),
  },
];

/** Somebody starts every trigger. */
function startTriggers(clouds: Clouds): void {
  for (const { id } of clouds.ofType(TRIGGER)) clouds.factory.move(id, "Started", 0);
}

interface FactoryPlace {
  readonly factoryName: Input<string>;
  readonly resourceGroupName: Input<string>;
}

function factory(): FactoryPlace {
  const site = place();
  const { name } = new Factory("factory", { ...site, factoryName: "broken-factory" });
  return { factoryName: name, resourceGroupName: site.resourceGroupName };
}

function after(activity: string): {
  readonly activity: string;
  readonly dependencyConditions: string[];
} {
  return { activity, dependencyConditions: ["Succeeded"] };
}

function pipeline(activities: NonNullable<PipelineArgs["activities"]>): void {
  new Pipeline("pipeline", { ...factory(), pipelineName: "broken", activities });
}

/** A factory with a pipeline that is in order, and a trigger of it. */
function nightly({ pipelineName, ...recurrence }: Nightly): void {
  const site = factory();
  const activities = [{ name: "pause", type: "Wait" as const, waitTimeInSeconds: 1 }];
  const { name } = new Pipeline("pipeline", { ...site, pipelineName: "wait", activities });
  if (pipelineName === null) return;
  const referenceName = pipelineName ?? name;
  new Trigger("trigger", {
    ...site,
    triggerName: "nightly",
    properties: {
      type: "ScheduleTrigger",
      recurrence: { ...EVERY_DAY, ...recurrence },
      pipelines: [{ pipelineReference: { type: "PipelineReference", referenceName } }],
    },
  });
}

/** A recurrence, and the pipeline that it starts; null: there is no trigger. */
interface Nightly {
  readonly interval?: number;
  readonly pipelineName?: string | null;
  readonly startTime?: string;
  readonly timeZone?: string;
}

const EVERY_DAY = {
  frequency: "Day",
  interval: 1,
  startTime: "2026-01-01T00:00:00",
  timeZone: "UTC",
} as const;
