/**
 * What a run does that nobody disturbs: it obeys the run log, and holds no cluster without need.
 *
 * These hold where no process dies and no answer is lost: in every scenario, and not under faults, which may
 * well make a run ask twice.
 */
import type { JobRun } from "./activities";
import type { RunReport } from "./reports";
import type { Answer, Decision, RunRecord } from "./run-record";
import type { Scenario } from "./scenarios";
import type { Violation } from "./violations";

/** Seconds by which a pipeline may be late: the lookup itself, and the statements around it. */
const SLACK_SECONDS = 180;

/** @param record - all that the factory did for the run */
export function needlessOf(
  run: RunReport,
  record: RunRecord,
  scenario: Scenario,
): readonly Violation[] {
  const found = (kind: Violation["kind"], messages: readonly string[]) =>
    messages.map((message) => ({ kind, of: run.runId, message }));
  return [
    ...found("disobeyed", disobedience(record)),
    ...found("disobeyed", endOf(run, record)),
    ...found("needless", needlessJobs(record, scenario)),
    ...found("broken-story", unlikeAnswers(run, record)),
    ...found("double-run", takeOvers(run)),
  ];
}

/** What came after each decision, held against what it said. */
function disobedience(record: RunRecord): readonly string[] {
  const { decisions } = record;
  return decisions.flatMap((decision, index) => {
    const next = decisions[index + 1];
    return next === undefined ? lastWords(decision) : betweenDecisions(record, decision, next);
  });
}

function lastWords({ action, at }: Decision): readonly string[] {
  return action === "stop" ? [] : [`its last decision is ${action} at ${at}`];
}

function betweenDecisions(
  { jobRuns }: RunRecord,
  { action, at, stepId, waitSeconds }: Decision,
  next: Decision,
): readonly string[] {
  if (action === "stop") return [`it goes on after ${at}: stop`];
  const jobs = jobRuns.filter((job) => job.at >= at && job.at < next.at);
  const flaws: string[] = [];
  const isOwn = jobs.every(({ parameters }) => parameters["step_id"] === stepId);
  if (jobs.length !== (action === "advance" ? 1 : 0) || !isOwn) {
    flaws.push(`${jobs.length} jobs ran after ${action} at ${at}`);
  }
  const seconds = secondsBetween(at, next.at);
  if (action === "wait" && !isInTime(seconds, waitSeconds)) {
    flaws.push(`it was to wait ${waitSeconds} s at ${at}, and waited ${seconds} s`);
  }
  return flaws;
}

/** The factory says of its run what the run log says: an alert depends on it. */
function endOf({ outcome }: RunReport, { events, factoryRunId }: RunRecord): readonly string[] {
  const end = events.find(
    (event) => event.of === "pipeline" && event.kind === "ended" && event.runId === factoryRunId,
  );
  const expected = outcome === "failed" ? "Failed" : "Succeeded";
  return end?.status === expected
    ? []
    : [`the run is ${outcome}, and its pipeline ${end?.status ?? "goes on"}`];
}

/** A cluster is started when the estimate has passed, not before and not long after. */
function needlessJobs({ answers, jobRuns }: RunRecord, { service }: Scenario): readonly string[] {
  return answers.flatMap((answer, index) => {
    const { at, stage, status, waitSeconds } = answer;
    if (status !== "waiting" || waitSeconds === null) return [];
    const next = jobRuns.find((job) => job.at > at);
    const flaws = next === undefined ? [] : untimely(answer, next, waitSeconds);
    const again = answers[index + 1];
    const isExact = service["estimateError"] === 0 && isEstimate(answer);
    if (isExact && again !== undefined && isEstimate(again) && again.stage === stage) {
      return [
        ...flaws,
        `a job found ${stage} unfinished after the service's own estimate at ${at}`,
      ];
    }
    return flaws;
  });
}

function untimely({ at, stage }: Answer, next: JobRun, waitSeconds: number): readonly string[] {
  const seconds = secondsBetween(at, next.at);
  if (isInTime(seconds, waitSeconds)) return [];
  return [`the next job came ${seconds} s after ${stage} needed ${waitSeconds} s at ${at}`];
}

/** Whether a service gave it, and did not just ask to come back. */
function isEstimate({ retry, status, waitSeconds }: Answer): boolean {
  return status === "waiting" && waitSeconds !== null && retry === null;
}

/** What was recorded of each answer is what it said. */
function unlikeAnswers({ stages }: RunReport, { answers }: RunRecord): readonly string[] {
  const recorded = stages.filter(({ statement }) => statement === "record");
  if (recorded.length !== answers.length) {
    return [`${answers.length} answers were read, ${recorded.length} recorded`];
  }
  return recorded.flatMap(({ stage, status }, index) => {
    const answer = answers[index];
    if (answer === undefined) return [];
    const expected = expectedOf(answer);
    const isAlike = status === expected.status && stage === expected.stage;
    const said = `${answer.status} in ${answer.stage}`;
    return isAlike ? [] : [`an answer ${said} made the run ${status} in ${stage}`];
  });
}

function expectedOf({ retry, stage, status }: Answer): { stage: string; status: string } {
  switch (status) {
    case "succeeded":
      return { stage: "load", status: "queued" };
    case "advance":
      return { stage, status: "queued" };
    case "waiting":
      return { stage, status };
    default:
      return { stage, status: retry === "never" ? "failed" : "waiting" };
  }
}

/** Nobody takes over a run whose holder lives. */
function takeOvers({ stages }: RunReport): readonly string[] {
  return stages
    .slice(1)
    .flatMap(({ minute, statement }) =>
      statement === "claim" ? [`it was taken over after ${minute.toFixed(0)} minutes`] : [],
    );
}

function isInTime(seconds: number, wanted: number): boolean {
  return seconds >= wanted && seconds <= wanted + SLACK_SECONDS;
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
