/**
 * What a review reads of `npm run preview -- --json`.
 *
 * The other side was printed by another version of the program, so what is not needed may be missing,
 * and what is new is left alone.
 */
import { z } from "zod";

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
  }),
  findings: z.array(finding).default([]),
});

/** One environment, as a version of the program sees it. */
export type Previewed = z.infer<typeof preview>;

/** One resource of it. */
export type PreviewedResource = z.infer<typeof resource>;

/** What its rule book finds. */
export type PreviewedFinding = z.infer<typeof finding>;

/** @returns the preview, or in a word or two why the text is none. */
export function readPreview(text: string): Previewed | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "it did not print JSON";
  }
  const read = preview.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown form"}`;
}
