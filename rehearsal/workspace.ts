/** The Databricks workspace: one long-lived Python process that runs the real notebooks. */
import { join } from "node:path";
import { LineProcess } from "./line-process";
import { RehearsalError } from "./rehearsal-error";

/** What a notebook came to. */
export type NotebookEnd = { readonly exit: string | null } | { readonly failure: Failure };

/** Why a request could not be done; a fault of Python itself names no repair. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly repair?: string;
}

/** A result row as the job wrote it. */
export interface ResultRow {
  readonly run_id: string;
  readonly item_id: string;
  readonly timestamp: string;
  readonly quantile: number;
  readonly value: number;
}

/** How far a table of data reaches. */
export interface DataExtent {
  readonly first: string;
  readonly last: string;
  readonly items: number;
  readonly rows: number;
}

/** How good a forecast was; the names are those of the package's accuracy. */
export interface Accuracy {
  readonly wape: number;
  readonly mase: number;
  readonly wql: Readonly<Record<string, number>>;
  readonly baseline: Readonly<Record<string, number>>;
  readonly ratio: number;
  readonly count: number;
  readonly items: number;
}

/** One item to be drawn: what came, and the forecast beside it. */
export interface Series {
  readonly item: string;
  readonly timestamps: readonly string[];
  readonly actual: readonly number[];
  readonly forecast: readonly string[];
  readonly quantiles: Readonly<Record<string, readonly number[]>>;
}

/** What a forecast was to be of. */
export interface WantedForecast {
  /** The first step. */
  readonly period: string;
  /** Steps. */
  readonly horizon: number;
  readonly quantiles: readonly number[];
}

/** What results are worth. */
export interface Scored {
  readonly accuracy: Accuracy;
  readonly series: readonly Series[];
  readonly coverage: Coverage;
}

/** How far results are those that were wanted: every item, step and quantile once. */
export interface Coverage {
  /** Rows that the job wrote. */
  readonly written: number;
  /** Rows that are wanted and are not there. */
  readonly missing: number;
  /** Rows that are there and were not wanted, or are there twice. */
  readonly unwanted: number;
  /** The first such row, for a person. */
  readonly example: string | null;
}

/** A version of a registered model; null is what nobody wrote. */
export interface ModelVersion {
  readonly version: string;
  /** Which of `champion`, `challenger` and `previous` it holds. */
  readonly aliases: readonly string[];
  /** The stage of MLflow's classic registry: `Staging`, `Production` or `Archived`. */
  readonly stage: string | null;
  /** `passed` or `failed`. */
  readonly validation: string | null;
  /** How it was trained, `full` or `incremental`, and why. */
  readonly decision: string | null;
  readonly reason: string | null;
  /** The run of the run log that trained it. */
  readonly runId: string | null;
  readonly mlflowRunId: string | null;
  /** When that run was due, ISO 8601. */
  readonly scheduledAt: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** A registered model, its versions from the oldest on. */
export interface RegisteredModel {
  readonly model: string;
  readonly versions: readonly ModelVersion[];
}

/** Which part of which data is meant. */
interface Table {
  readonly data: string;
  readonly frequency: string;
}

/** A picture as whole SVG texts, for a desk and for a phone; `wide` is absent where the other fits both. */
export interface Picture {
  readonly wide?: string;
  readonly narrow: string;
}

/** Pictures by name. */
export type Pictures = Readonly<Record<string, Picture>>;

/** The process and what it can do. */
export class Workspace {
  readonly #process: LineProcess;

  /**
   * @param python - the interpreter of the project's environment
   * @param env - where the clouds are: endpoints and MLflow's store
   */
  constructor(python: string, env: Readonly<Record<string, string>>) {
    this.#process = new LineProcess({
      name: "the notebooks' Python",
      command: python,
      args: [join(__dirname, "worker.py")],
      cwd: join(__dirname, "..", "python"),
      env,
    });
  }

  /** Runs a notebook with its widgets. */
  async runNotebook(
    notebook: string,
    widgets: Readonly<Record<string, string>>,
  ): Promise<NotebookEnd> {
    return (await this.#process.ask({ do: "notebook", notebook, widgets })) as NotebookEnd;
  }

  /**
   * How far a table reaches.
   *
   * @throws RehearsalError `REHEARSAL_DATA`, also where a row is bad
   */
  describe(table: Table, allowNegative: boolean): Promise<DataExtent> {
    return this.#data("describe", table, { allow_negative: allowNegative });
  }

  /**
   * Writes what was known some steps after (negative: before) a period's first.
   *
   * @throws RehearsalError `REHEARSAL_DATA`
   */
  deliver(
    table: Table,
    period: string,
    steps: number,
    file: string,
  ): Promise<{ readonly rows: number }> {
    return this.#data("deliver", table, { period, steps, file });
  }

  /** The result rows in a folder of the lake, or why its files cannot be read. */
  async results(
    folder: string,
    isRecursive: boolean,
  ): Promise<{ readonly rows: readonly ResultRow[] } | { readonly failure: Failure }> {
    return (await this.#process.ask({ do: "results", folder, recursive: isRecursive })) as Awaited<
      ReturnType<Workspace["results"]>
    >;
  }

  /** Compares results with what the data hold after them. @throws RehearsalError `REHEARSAL_DATA` */
  score(table: Table, folder: string, wanted: WantedForecast): Promise<Scored> {
    return this.#data("score", table, { folder, ...wanted });
  }

  /** Writes the largest items' last steps to a file. @throws RehearsalError `REHEARSAL_DATA` */
  cut(
    table: Table,
    size: { readonly items: number; readonly steps: number },
    file: string,
  ): Promise<{ readonly rows: number }> {
    return this.#data("cut", table, { ...size, file });
  }

  /** Makes MLflow's store as good as new. @param store - its file */
  async reset(store: string): Promise<void> {
    await this.#process.ask({ do: "reset", store });
  }

  /** What the model registry holds. */
  async registry(): Promise<readonly RegisteredModel[]> {
    const answer = (await this.#process.ask({ do: "registry" })) as {
      readonly models: readonly RegisteredModel[];
    };
    return this.#unless("the model registry", answer).models;
  }

  /** Draws the pictures of a kind of document, as `pictures/draw.py` says. */
  async draw(of: string, document: object): Promise<Pictures> {
    const answer = (await this.#process.ask({ do: "draw", of, document })) as {
      readonly pictures: Pictures;
    };
    return this.#unless("the report's pictures", answer).pictures;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  async #data<Answer extends object>(what: string, table: Table, more: object): Promise<Answer> {
    const answer = (await this.#process.ask({ do: what, ...table, ...more })) as Answer;
    return this.#unless(table.data, answer);
  }

  #unless<Answer extends object>(path: string, answer: Answer): Answer {
    if (!("failure" in answer)) return answer;
    const { code, message, repair } = answer.failure as Failure;
    throw new RehearsalError("REHEARSAL_DATA", path, `${code}: ${message}`, repair);
  }
}
