/** How fast pipelines are looked at: one of the largest allowed, and a folder of many. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lint } from "../adf/lint";
import { lintPaths } from "../tools/adf-lint-files";
import { inTurn, median } from "./measure";
import type { Figure } from "./preview";

const ROUNDS = 100;
const FOLDER_ROUNDS = 3;
const FILES = 1000;

/** A pipeline of 120 activities that read each other, and a folder of 1,000 smaller ones. */
export function lintSpeed(): readonly Figure[] {
  const large = pipelineOf("large", 120);
  const [once] = inTurn(ROUNDS, [() => milliseconds(() => lint(large))]);
  const folder = writeFolder();
  try {
    const [many] = inTurn(FOLDER_ROUNDS, [() => milliseconds(() => [...lintPaths([folder])])]);
    return [
      {
        name: "a pipeline of 120 activities, ms",
        value: median(once).toFixed(2),
        wanted: "at most 5",
      },
      {
        name: `a folder of ${FILES} pipelines, ms`,
        value: median(many).toFixed(0),
        wanted: "at most 2000",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function writeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "adf-lint-"));
  mkdirSync(join(folder, "pipeline"));
  for (let index = 0; index < FILES; index++) {
    const name = `pipeline-${index}`;
    const text = JSON.stringify(pipelineOf(name, 20), undefined, 2);
    writeFileSync(join(folder, "pipeline", `${name}.json`), text);
  }
  return folder;
}

// A chain, in which each activity reads the one before and every tenth has something to be told.
function pipelineOf(name: string, count: number): unknown {
  const activities = Array.from({ length: count }, (_, index) => ({
    name: `Look ${index}`,
    type: "Lookup",
    dependsOn:
      index === 0 ? [] : [{ activity: `Look ${index - 1}`, dependencyConditions: ["Succeeded"] }],
    policy: index % 10 === 0 ? { retry: 2 } : { timeout: "0.00:10:00", retry: 2 },
    typeProperties: {
      source: {
        type: "AzureSqlSource",
        sqlReaderQuery: {
          type: "Expression",
          value:
            index === 0
              ? "@concat('select ', pipeline().parameters.text)"
              : `@concat('select ', string(activity('Look ${index - 1}').output?.firstRow?.id))`,
        },
      },
      dataset: { referenceName: "rows", type: "DatasetReference" },
    },
  }));
  return { name, properties: { activities, parameters: { text: { type: "String" } } } };
}
