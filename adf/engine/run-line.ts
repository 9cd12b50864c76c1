// `adf run`: a line with a pipeline and its outcomes in, the run that follows out.

import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { BEHAVIOURS } from "./activities/index";
import { Engine } from "./engine";
import { EngineError, pointer, show } from "./error";
import type { EngineErrorCode } from "./error-codes";
import type { EngineListener } from "./events";
import { isNestedAtMost, isRecord, type JsonRecord, property, textOf } from "./json";
import { MAX_NESTING, planOf } from "./plan";
import type { RunResult } from "./result";
import { lastOutcomes, scriptedHandler } from "./scripted";

/** Something that the service would refuse, or that will hurt. */
export interface DefinitionProblem {
  readonly code: string;
  /** `error` where the service refuses it. */
  readonly severity: string;
  /** A JSON pointer into the definition. */
  readonly path: string;
  readonly message: string;
}

/** Finds what is wrong with a definition. */
export type Lint = (definition: unknown) => readonly DefinitionProblem[];

/** How lines are answered. */
export interface RunLineOptions {
  /** Finds what the service would refuse. @default - only what the engine itself cannot run */
  readonly lint?: Lint;
  /** Is told the events of the run. @default - nobody */
  readonly listener?: EngineListener;
}

/** What a run answers to its line. */
export type RunAnswer =
  | Omit<RunResult, "queuedSeconds" | "returnValue" | "runId">
  | { readonly problems: readonly DefinitionProblem[] }
  | { readonly error: { readonly code: EngineErrorCode; readonly message: string } };

/** What the engine refuses as the service does. */
const REFUSED: ReadonlySet<EngineErrorCode> = new Set([
  "ENGINE_ACTIVITY_NAME",
  "ENGINE_DEPENDENCY",
  "ENGINE_DEPENDENCY_CYCLE",
]);

/** Types that are never asked of a handler; a called pipeline is, where it is not given. */
const RUN_BY_ENGINE: ReadonlySet<string> = new Set(
  [...BEHAVIOURS.keys()].filter((type) => type !== "" && type !== "ExecutePipeline"),
);

/** A line has a few levels more than the definitions in it. */
const MAX_LINE_NESTING = MAX_NESTING + 10;

/**
 * The answer to one line `{pipeline, parameters?, outcomes, pipelines?, now?, globalParameters?}`.
 *
 * `pipelines` are definitions that the pipeline may call; one that is not given needs an outcome
 * under the name of the activity that calls it. Other keys are not read.
 */
export async function answerRunLine(
  text: string,
  options: RunLineOptions = {},
): Promise<RunAnswer> {
  try {
    return await answer(lineOf(text), options);
  } catch (error) {
    const known = error instanceof EngineError ? error : fault(error);
    return { error: { code: known.code, message: known.message } };
  }
}

async function answer(line: JsonRecord, options: RunLineOptions): Promise<RunAnswer> {
  const definitions = [property(line, "pipeline"), ...called(line)];
  const problems = definitions.flatMap((definition) => problemsOf(definition, options.lint));
  if (problems.length > 0) return { problems };
  const outcomes = property(line, "outcomes") ?? {};
  const now = property(line, "now");
  if (now !== undefined && typeof now !== "string") throw lineShape("now", "must be a text", now);
  const engine = new Engine({
    pipelines: definitions,
    handler: scriptedHandler(outcomes),
    ...(options.listener === undefined ? {} : { listener: options.listener }),
    ...(now === undefined ? {} : { now }),
    globalParameters: record(line, "globalParameters"),
  });
  const pipeline = textOf(definitions[0], "name");
  const run = engine.submit({ pipeline, parameters: record(line, "parameters") });
  await engine.finish();
  const { queuedSeconds, returnValue, runId, ...result } = run.result;
  rejectContradiction(definitions[0], result.activities, outcomes);
  return result;
}

function problemsOf(definition: unknown, lint: Lint = () => []): readonly DefinitionProblem[] {
  const refusal = refusalOf(definition);
  if (refusal?.code === "ENGINE_ACTIVITY_TYPE") throw refusal;
  const problems = isRecord(definition)
    ? lint(definition).filter(({ severity }) => severity === "error")
    : [];
  if (problems.length > 0 || refusal === undefined) {
    return problems.map(({ code, severity, path, message }) => ({ code, severity, path, message }));
  }
  if (!REFUSED.has(refusal.code)) throw refusal;
  const { code, path, rule: message } = refusal;
  return [{ code, severity: "error", path, message }];
}

function refusalOf(definition: unknown): EngineError | undefined {
  try {
    planOf(definition);
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}

// An outcome for what the engine runs itself is not asked for; a failure that is given in vain is a
// mistake in the line, and its answer would be misread.
function rejectContradiction(
  definition: unknown,
  ended: RunResult["activities"],
  outcomes: unknown,
): void {
  const last = lastOutcomes(outcomes);
  for (const { name, type } of planOf(definition).activities) {
    const isVain = last.get(name) === "Failed" && ended[name] === "Succeeded";
    if (!isVain || !RUN_BY_ENGINE.has(type)) continue;
    const rule = `a ${type} is run by the engine itself, and it succeeded`;
    throw new EngineError("ENGINE_OUTCOME_CONTRADICTED", `outcomes${pointer(name)}`, rule);
  }
}

function lineOf(text: string): JsonRecord {
  const line = parsed(text);
  if (!isRecord(line)) throw lineShape("", "must be an object", line);
  if (!isNestedAtMost(line, MAX_LINE_NESTING)) {
    const rule = `must not be nested deeper than ${MAX_NESTING} levels`;
    throw new EngineError("ENGINE_NESTING", "", rule);
  }
  if (property(line, "pipeline") === undefined) throw lineShape("pipeline", "must be given", line);
  return line;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const errors: ParseError[] = [];
    parse(text.slice(0, MAX_REREAD), errors, { disallowComments: true });
    const [first] = errors;
    const where = first === undefined ? "" : `character ${first.offset + 1}`;
    const what = first === undefined ? "cannot be read" : printParseErrorCode(first.error);
    throw new EngineError("ENGINE_LINE_JSON", where, what);
  }
}

/** Characters of a line that is not JSON in which its first mistake is looked for. */
const MAX_REREAD = 1_000_000;

function called(line: JsonRecord): readonly unknown[] {
  const given = property(line, "pipelines") ?? [];
  if (Array.isArray(given)) return given;
  throw lineShape("pipelines", "must be a list of definitions", given);
}

function record(line: JsonRecord, key: string): JsonRecord {
  const given = property(line, key) ?? {};
  if (isRecord(given)) return given;
  throw lineShape(key, "must be an object", given);
}

function lineShape(place: string, rule: string, got: unknown): EngineError {
  return new EngineError("ENGINE_LINE_SHAPE", place, `${rule}, got ${show(got)}`);
}

function fault(error: unknown): EngineError {
  const said = error instanceof Error ? error.message : String(error);
  return new EngineError("ENGINE_FAULT", "", said);
}
