/** What Script and Lookup activities do in a simulated night, on the run log in memory. */
import type { ActivityAnswer, ActivityRequest } from "../adf/engine";
import type { Json } from "../adf/expression";
import { DATASETS } from "../pipelines/connections";
import { JOB_PARAMETER } from "../run-log/contract";
import type { Row } from "../run-log/embedded";
import { InMemoryRunLog, type InMemoryRunLogOptions } from "../run-log/in-memory";
import type { JobAnswer } from "../run-log/in-memory-run";
import { OVERDUE_QUERY, STATEMENTS } from "../run-log/statements";

/** Virtual seconds that a statement or a lookup takes. */
const STATEMENT_SECONDS = 2;

/** Virtual seconds that the results of a run take to load. */
const LOAD_SECONDS = 60;

type Values = Readonly<Record<string, string | number | null>>;

/** The activities of the platform's pipelines that are no jobs, for one forecast. */
export class InMemoryNight {
  readonly #log: InMemoryRunLog;
  readonly #answers = new Map<string, JobAnswer>();
  readonly #statements: ReadonlyMap<string, (now: number, values: Values) => Row>;

  constructor(options: InMemoryRunLogOptions) {
    const log = new InMemoryRunLog(options);
    this.#log = log;
    this.#statements = new Map<string, (now: number, values: Values) => Row>([
      [
        STATEMENTS.claim.text,
        (now, { lease_owner, period }) =>
          log.claim(now, { owner: String(lease_owner), period: String(period) }),
      ],
      [STATEMENTS.begin.text, (now, { step_id }) => log.begin(now, String(step_id))],
      [
        STATEMENTS.record.text,
        (now, { answer, step_id }) =>
          log.record(now, String(step_id), JSON.parse(String(answer)) as JobAnswer),
      ],
      [
        STATEMENTS.recordFailure.text,
        (now, { error_message, step_id }) =>
          log.recordFailure(now, String(step_id), String(error_message)),
      ],
      [STATEMENTS.loadDone.text, (now, { step_id }) => log.loadDone(now, String(step_id))],
      [STATEMENTS.close.text, (now, { lease_owner }) => log.close(now, String(lease_owner))],
    ]);
  }

  /** Answers an activity. @returns undefined for a job, which somebody else plays */
  answer(request: ActivityRequest): ActivityAnswer | undefined {
    switch (request.type) {
      case "Script":
        return succeeded({ resultSets: [{ rowCount: 1, rows: [this.#run(request) as Json] }] });
      case "Lookup":
        return succeeded(this.#lookUp(request));
      case "Copy":
        return { status: "Succeeded", output: { rowsCopied: 1 }, seconds: LOAD_SECONDS };
      default:
        return undefined;
    }
  }

  /** The step that a job is started for; undefined for a job of no run. */
  stepOf({
    input,
  }: ActivityRequest): { readonly stage: string; readonly stepId: string } | undefined {
    const document = textAt(input["jobParameters"], JOB_PARAMETER);
    const step = JSON.parse(document === "" ? "{}" : document) as Record<string, string>;
    const { stage, step_id: stepId } = step;
    return stage === undefined || stepId === undefined ? undefined : { stage, stepId };
  }

  /** Keeps a job's answer, where the pipeline looks it up. */
  keep(stepId: string, answer: JobAnswer): void {
    this.#answers.set(stepId, answer);
  }

  #run({ input, now }: ActivityRequest): Row {
    const [block] = input["scripts"] as unknown as readonly {
      readonly text: string;
      readonly parameters: readonly { readonly name: string; readonly value: Values[string] }[];
    }[];
    const statement = this.#statements.get(block?.text ?? "");
    if (block === undefined || statement === undefined) {
      throw new TypeError(`no simulated night has the statement ${block?.text.slice(0, 80)}`);
    }
    const values = block.parameters.map(({ name, value }) => [name, value] as const);
    return statement(secondOf(now), Object.fromEntries(values));
  }

  #lookUp({ input, now, runId }: ActivityRequest): Json {
    if (textAt(input["dataset"], "referenceName") === DATASETS.stepAnswer) {
      const { parameters } = input["dataset"] as unknown as { parameters: { stepId: string } };
      const answer = this.#answers.get(parameters.stepId);
      if (answer === undefined) throw new TypeError(`no job has answered ${parameters.stepId}`);
      return { firstRow: { ...answer } };
    }
    // Nothing is ever overdue in a night of one run.
    if (textAt(input["source"], "sqlReaderQuery") === OVERDUE_QUERY) return { count: 0, value: [] };
    return { firstRow: this.#log.decide(secondOf(now), runId) as Json };
  }
}

function succeeded(output: Json): ActivityAnswer {
  return { status: "Succeeded", output, seconds: STATEMENT_SECONDS };
}

function secondOf(instant: string): number {
  return Math.round(Date.parse(instant) / 1000);
}

function textAt(value: Json | undefined, key: string): string {
  const found = (value as Readonly<Record<string, Json>> | undefined)?.[key];
  return typeof found === "string" ? found : "";
}
