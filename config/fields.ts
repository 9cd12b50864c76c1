import { z } from "zod";
import type { ConfigCode } from "./codes";

/** What a text rule adds to the problem that it reports. */
export interface RuleParams {
  readonly code: ConfigCode;
  /** Guesses the value that was meant. */
  readonly suggest?: (given: string) => string | undefined;
}

/** A rule on a text: what it must be, how to tell, and how to guess what was meant. */
export interface TextRule<T extends string> {
  /** What the text must be, to follow "must be". */
  readonly be: string;
  readonly test: RegExp | ((text: string) => text is T) | ((text: string) => boolean);
  readonly code?: ConfigCode;
  readonly suggest?: (given: string) => string | undefined;
}

/** What the reference of settings says of one, beside what its schema says by itself. */
export interface SettingWords {
  /** What it is, in Markdown. */
  readonly description: string;
  /** What holds where it is not given, in Markdown. @default - the schema's own default, or "required" */
  readonly absent?: string;
}

/** Puts the reference's words on a schema; a copy, so that a schema that several settings share has none. */
export function described<T extends z.ZodType>(schema: T, words: SettingWords): T {
  return schema.meta({ ...words });
}

/** A text that satisfies a rule; reported as CONFIG_FORMAT unless the rule names another code. */
export function text<T extends string = string>(rule: TextRule<T>): z.ZodType<T> {
  const { test, code = "CONFIG_FORMAT", suggest } = rule;
  const passes = test instanceof RegExp ? (value: string) => test.test(value) : test;
  const params: RuleParams = { code, ...(suggest && { suggest }) };
  // The refinement is what makes the text a T, which the library's types do not carry.
  return z
    .string()
    .refine(passes, { error: `must be ${rule.be}`, params: { ...params } })
    .transform((value) => value as T)
    .meta({ allowed: rule.be });
}

/** One of a few words. */
export function choice<const T extends string>(words: readonly T[]): z.ZodType<T> {
  return z.enum(words);
}

/** A list whose entries differ, reported as CONFIG_DUPLICATE. */
export function distinct<T extends string>(entry: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .array(entry)
    .min(1)
    .refine((entries) => new Set(entries).size === entries.length, {
      error: "must not name an entry twice",
      params: { code: "CONFIG_DUPLICATE" },
    });
}
