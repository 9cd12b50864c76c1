/**
 * What a review reads of `npm run preview -- --json`.
 *
 * The other side was printed by another version of the program, so what is not needed may be missing,
 * and what is new is left alone.
 */
import { z } from "zod";
import { readJson } from "./read-json";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  custom: z.boolean(),
  protect: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

const finding = z.looseObject({
  rule: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  urn: z.string(),
  message: z.string(),
  repair: z.string().default(""),
});

const amount = z.number().nullish();

const night = z.object({
  /** From the trigger to the loaded results; null where they never come. */
  readyMinutes: z.number().nullable(),
  clusterMinutes: z.number(),
  jobRuns: z.number(),
  waits: z.number().optional(),
  waitMinutes: z.number().optional(),
  /** Null where a part of it has no price. */
  compute: z.number().nullable(),
  dataFactory: z.number().nullable(),
  /** Of a rehearsal alone, which has real data. */
  resultRows: z.number().optional(),
  /** How large the loss is, as a share of the seasonal baseline's. */
  lossOfBaseline: z.number().optional(),
});

const line = z.looseObject({ item: z.string(), cost: z.number() });

const preview = z.looseObject({
  stack: z.string(),
  resources: z.array(resource),
  pipelines: z
    .array(z.looseObject({ name: z.string(), definition: z.record(z.string(), z.unknown()) }))
    .default([]),
  cost: z.looseObject({
    currency: z.string().default("USD"),
    monthly: z.looseObject({ standing: amount, runs: amount, total: amount }),
    perRun: z
      .array(
        z.looseObject({ forecast: z.string(), total: amount, lines: z.array(line).default([]) }),
      )
      .default([]),
    unpriced: z.array(z.looseObject({ name: z.string(), item: z.string() })).default([]),
  }),
  /** Absent: the version is too old to tell them. */
  nights: z.array(night.extend({ forecast: z.string() })).optional(),
  findings: z.array(finding).default([]),
});

/** One environment, as a version of the program sees it. */
export type Previewed = z.infer<typeof preview>;

/** One resource of it. */
export type PreviewedResource = z.infer<typeof resource>;

/** What its rule book finds. */
export type PreviewedFinding = z.infer<typeof finding>;

/** One night of a forecast, simulated or rehearsed. */
export type Night = z.infer<typeof night>;

/** @returns the preview, or in a word or two why the text is none. */
export function readPreview(text: string): Previewed | string {
  return readJson(preview, text);
}
