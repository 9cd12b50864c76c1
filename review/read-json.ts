/** Reads what another version of the program has printed. */
import type { z } from "zod";

/** @returns what the text holds, or in a word or two why that cannot be read. */
export function readJson<Shape extends z.ZodType>(
  shape: Shape,
  text: string,
): z.infer<Shape> | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "it did not print JSON";
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown form"}`;
}
