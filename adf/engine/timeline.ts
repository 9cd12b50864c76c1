// A run as a person reads it: who ran when, for how long, and how it ended.

import type { ActivityEvent, EngineEvent, PipelineEvent } from "./events";

/** Rows that are shown; of a longer run the rest is counted. */
const MAX_ROWS = 2000;
const MAX_MESSAGE = 120;
const INDENT = "  ";

interface Row {
  readonly depth: number;
  readonly title: string;
  readonly type: string;
  readonly startedAt: number;
  endedAt: number;
  attempts: number;
  status: string;
  note: string;
}

/** Listens to a simulation, and draws it. */
export class Timeline {
  readonly #rows: Row[] = [];
  readonly #byId = new Map<string, Row>();
  readonly #depths = new Map<string, number>();
  #left = 0;

  /** The listener of the engine. */
  readonly listen = (event: EngineEvent): void => {
    if (event.of === "pipeline") this.#pipeline(event);
    else this.#activity(event);
  };

  /** The lines drawn so far. */
  toString(): string {
    const cells = this.#rows.map((row) => [
      clockTime(row.startedAt),
      `${INDENT.repeat(row.depth)}${row.title}`,
      row.type,
      row.status === "Skipped" ? "" : duration(row.endedAt - row.startedAt),
      row.status,
      [
        ...(row.attempts > 1 ? [`${row.attempts} attempts`] : []),
        ...(row.note === "" ? [] : [row.note]),
      ].join("; "),
    ]);
    const widths = cells[0]?.map((_, column) =>
      Math.max(...cells.map((line) => line[column]?.length ?? 0)),
    );
    const lines = cells.map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join(INDENT)
        .trimEnd(),
    );
    const more = this.#left === 0 ? [] : [`… and ${this.#left} more activity runs`];
    return [...lines, ...more].map((line) => `${line}\n`).join("");
  }

  #pipeline(event: PipelineEvent): void {
    const { kind, parent, pipeline, runId } = event;
    if (kind === "queued") {
      const depth = parent === undefined ? 0 : (this.#depths.get(parent.activityRunId) ?? 0) + 1;
      this.#depths.set(runId, depth);
    } else if (kind === "started") {
      this.#add(runId, event.at, {
        title: pipeline,
        type: "pipeline",
        depth: this.#depths.get(runId) ?? 0,
      });
    } else {
      this.#end(runId, event);
      this.#depths.delete(runId);
    }
  }

  #activity(event: ActivityEvent): void {
    const { activity, activityRunId, at, containerRunId, iteration, kind, runId, type } = event;
    const depth = (this.#depths.get(containerRunId ?? runId) ?? 0) + 1;
    const title = iteration === undefined ? activity : `${activity} [${iteration}]`;
    if (kind === "started") {
      this.#depths.set(activityRunId, depth);
      this.#add(activityRunId, at, { title, type, depth });
    } else if (kind === "ended") {
      if (event.attempt === 0) this.#add(activityRunId, at, { title, type, depth });
      this.#end(activityRunId, event);
      this.#depths.delete(activityRunId);
    } else if (kind === "retried") {
      const row = this.#byId.get(activityRunId);
      if (row !== undefined) row.attempts = event.attempt;
    }
  }

  #add(id: string, at: number, what: Pick<Row, "title" | "type" | "depth">): void {
    if (this.#rows.length >= MAX_ROWS) {
      this.#left += 1;
      return;
    }
    const row = { ...what, startedAt: at, endedAt: at, attempts: 1, status: "", note: "" };
    this.#rows.push(row);
    this.#byId.set(id, row);
  }

  #end(id: string, event: EngineEvent): void {
    const row = this.#byId.get(id);
    if (row === undefined) return;
    this.#byId.delete(id);
    row.endedAt = event.at;
    row.status = event.status ?? "";
    if (event.of === "activity") row.note = shortened(event.error?.message ?? "");
  }
}

/** A duration as people write it: `1 h 5 min`, `30 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor((whole % 3600) / 60), "min"],
    [whole % 60, "s"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.length === 0 ? "0 s" : shown.join(" ");
}

function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = pad(Math.floor(whole / 3600));
  return `${hours}:${pad(Math.floor((whole % 3600) / 60))}:${pad(whole % 60)}`;
}

function shortened(message: string): string {
  const line = message.replaceAll("\n", " ");
  return line.length <= MAX_MESSAGE ? line : `${line.slice(0, MAX_MESSAGE - 1)}…`;
}
