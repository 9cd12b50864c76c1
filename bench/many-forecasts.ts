/**
 * Measured process: previews an environment of many forecasts, or registers as many bare resources.
 *
 *   node --require ./tools/register.js bench/many-forecasts.ts preview|bare COUNT
 *
 * Prints the milliseconds after all modules are loaded, and the number of resources.
 */
import { join } from "node:path";
import { Trigger } from "@pulumi/azure-native/datafactory";
import { runtime } from "@pulumi/pulumi";
import { parseSettings } from "../config/parse";
import { readStackFile } from "../config/stack-file";
import { recordGraph } from "../graph/recorder";
import { platform } from "../stacks/platform";
import { previewOf } from "../tools/preview-data";

const [mode, count] = process.argv.slice(2);

async function preview(forecasts: number): Promise<number> {
  const { values } = readStackFile(join(__dirname, ".."), "dev");
  const one = {
    backend: "amazon-forecast",
    frequency: "D",
    horizon: 14,
    schedule: { days: ["Friday"], time: "18:00", timeZone: "Korea Standard Time" },
    input: "curated/demand",
  };
  const many = Array.from({ length: forecasts }, (_, n) => ({ ...one, name: `forecast-${n}` }));
  const settings = parseSettings("dev", { ...values, "forecast-platform:forecasts": many });
  const options = { project: "forecast-platform", stack: "dev", config: {} };
  const graph = await recordGraph(() => platform(settings), options);
  const { json } = await previewOf(graph, settings, { today: "2026-12-01", waivers: [] });
  JSON.stringify(json);
  return graph.resources.length;
}

async function bare(resources: number): Promise<number> {
  await runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  });
  for (let n = 0; n < resources; n++) {
    new Trigger(`trigger-${n}`, {
      factoryName: "factory",
      resourceGroupName: "group",
      triggerName: `trigger-${n}`,
      properties: {
        type: "ScheduleTrigger",
        recurrence: { frequency: "Week", interval: 1, schedule: { weekDays: ["Friday"] } },
      },
    });
  }
  await runtime.disconnect();
  return resources;
}

async function main(): Promise<void> {
  const start = performance.now();
  const resources = await (mode === "bare" ? bare : preview)(Number(count));
  const milliseconds = Math.round(performance.now() - start);
  process.stdout.write(`${JSON.stringify({ milliseconds, resources })}\n`);
}

void main();
