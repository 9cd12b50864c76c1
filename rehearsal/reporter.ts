/** The reports of a play's runs, each made when the run has ended; what it was made from is let go. */
import type { Played } from "./plan";
import { dueRuns } from "./play";
import {
  type ReportSources,
  type RunReport,
  type RunRow,
  reportOf,
  runsOfFactoryRun,
} from "./reports";
import { joined, type RunRecord } from "./run-record";
import type { Scenario } from "./scenarios";
import { needlessOf } from "./undisturbed";
import { lostRuns, Submissions, type Violation, violationsOf } from "./violations";

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

/** Makes the reports, in the order in which runs end. */
export class Reporter {
  readonly #sources: ReportSources;
  readonly #scenario: Scenario;
  readonly #runs: RunReport[] = [];
  readonly #violations: Violation[] = [];
  readonly #submissions = new Submissions();
  /** What was done for runs that have not ended, by the factory run that began each. */
  readonly #kept = new Map<string, RunRecord>();

  constructor(sources: ReportSources, scenario: Scenario) {
    this.#sources = sources;
    this.#scenario = scenario;
  }

  /** The runs that are reported, the earliest first. */
  get runs(): readonly RunReport[] {
    const key = ({ forecast, startedAt }: RunReport) => `${startedAt} ${forecast}`;
    return this.#runs.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** What must not be, and what the runs did without need. */
  get violations(): readonly Violation[] {
    return [
      ...this.#submissions.violations(),
      ...violationsOf(this.runs),
      ...lostRuns(this.runs, dueRuns(this.#sources.played)),
      ...this.#violations,
    ];
  }

  /** Takes what a factory run did; its run is reported unless it goes on in another factory run. */
  async ended(record: RunRecord): Promise<void> {
    await this.#takeCalls();
    for (const row of await runsOfFactoryRun(this.#sources.clouds, record.factoryRunId)) {
      const whole = joined(this.#kept.get(row.factory_run_id), record);
      if (ENDED.has(row.status)) {
        this.#kept.delete(row.factory_run_id);
        await this.#report(row, whole);
      } else {
        this.#kept.set(row.factory_run_id, whole);
      }
    }
  }

  /** Reports the runs that have not ended although nothing happens any more. */
  async rest(): Promise<void> {
    await this.#takeCalls();
    for (const [factoryRunId, record] of this.#kept) {
      const rows = await runsOfFactoryRun(this.#sources.clouds, factoryRunId);
      const row = rows.find((each) => each.factory_run_id === factoryRunId);
      if (row !== undefined) await this.#report(row, record);
    }
    this.#kept.clear();
  }

  async #takeCalls(): Promise<void> {
    const { service } = this.#sources.clouds;
    this.#submissions.add((await service?.takeJournal()) ?? []);
  }

  async #report(row: RunRow, record: RunRecord): Promise<void> {
    const played = this.#playedOf(row);
    if (played === undefined) return;
    const report = await reportOf(row, played, record, this.#sources);
    this.#runs.push(report);
    this.#violations.push(...needlessOf(report, record, this.#scenario));
  }

  /** What is reported of; undefined for a run that only leaves a past behind. */
  #playedOf({ forecast, started_at }: RunRow): Played | undefined {
    return this.#sources.played.find(
      (each) => each.forecast.name === forecast && started_at >= each.reportedFrom,
    );
  }
}
