/** The data lake as a folder: its containers are folders in it, as the volumes show them to a job. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../adf/expression";

/** The lake of a rehearsal. */
export class Lake {
  /** Where it is. */
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The file in which a forecast's input is delivered. @param input - of the settings: `curated/demand` */
  inputFile(input: string): string {
    return join(this.folder, input, "part-0.parquet");
  }

  /** Where a job leaves a run's results. */
  resultsFolder(runId: string): string {
    return join(this.folder, "forecasts", "_runs", runId);
  }

  /** The file in which a job leaves the answer of a step. */
  answerFile(stepId: string): string {
    return join(this.folder, "forecasts", "_steps", `${stepId}.json`);
  }

  /**
   * The answer that a job left for a step; undefined where there is none.
   *
   * @throws SyntaxError for a file that is no JSON
   */
  async answer(stepId: string): Promise<Json | undefined> {
    try {
      return JSON.parse(await readFile(this.answerFile(stepId), "utf8")) as Json;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }
}
