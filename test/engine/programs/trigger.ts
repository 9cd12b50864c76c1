/** A trigger and its started state. */
import { Trigger } from "@pulumi/azure-native/datafactory";
import { StartedTrigger } from "../../../components/data-factory/started-trigger";
import { factoryWithPipeline, TIMEOUT_SECONDS } from "./factory";

const { pipeline, site } = factoryWithPipeline();

const trigger = new Trigger("trigger", {
  ...site,
  triggerName: "nightly",
  properties: {
    type: "ScheduleTrigger",
    recurrence: {
      frequency: "Day",
      interval: 1,
      startTime: "2026-01-01T00:00:00",
      timeZone: "UTC",
    },
    pipelines: [{ pipelineReference: { type: "PipelineReference", referenceName: pipeline.name } }],
  },
});

new StartedTrigger("started", { triggerId: trigger.id, timeoutSeconds: TIMEOUT_SECONDS }, {});
