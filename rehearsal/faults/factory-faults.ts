/** Faults of the factory, of the run log, and of people who come in between. */
import type { ActivityAnswer } from "../../adf/engine";
import type { Draw } from "../../cost/simulation/draws";
import { type Fault, failure, type Moment, occasion } from "./fault";
import { type FaultPlace, oneOf } from "./kinds";

/** A lease of a begun step, and until run-watch looks. */
const TAKE_OVER_MINUTES = 332;

/** The activities of a turn that runs a job, and of the one that loads. */
const OF_A_JOB = ["Decide", "Begin", "Run job", "Read answer", "Record answer"] as const;
const OF_A_LOAD = ["Decide", "Begin", "Load results", "Record load"] as const;
const STATEMENTS_OF_A_JOB = ["Decide", "Begin", "Record answer"] as const;
const STATEMENTS_OF_A_LOAD = ["Decide", "Begin", "Record load", "Close"] as const;

/** What the factory hears of a statement that is done and could not say so. */
export const ANSWER_LOST = "A transport-level error: the connection was lost after the commit.";

/** A try at an activity that fails is made twice more. */
const TRIES = 3;

/** The factory's run dies. */
export function killed(place: FaultPlace, draw: Draw): Fault {
  const activity = oneOf(draw, place.stage === "load" ? OF_A_LOAD : OF_A_JOB);
  const when = oneOf(draw, ["before", "after"]);
  const fault = base(place, {
    detail: `at ${activity}, ${when} its effect`,
    delayMinutes: TAKE_OVER_MINUTES,
  });
  const isMeant = occasion(1);
  return Object.assign(fault, {
    act: ({ kill, proceed, request }: Moment) => {
      if (request.activity !== activity || !isMeant()) return undefined;
      fault.struck = true;
      return (async () => {
        const answer = when === "after" ? await proceed() : failure("killed", "Killed", 1);
        kill();
        return { ...answer, seconds: 1 };
      })();
    },
  });
}

/** A statement fails before it is done. */
export function sqlBefore(place: FaultPlace, draw: Draw): Fault {
  return sql(place, draw, "before");
}

/** A statement is done, and its answer lost. */
export function sqlAfter(place: FaultPlace, draw: Draw): Fault {
  return sql(place, draw, "after");
}

function sql(place: FaultPlace, draw: Draw, when: "after" | "before"): Fault {
  const isFirst = place.stage === firstStageOf(place);
  const activity = oneOf(
    draw,
    place.stage === "load"
      ? STATEMENTS_OF_A_LOAD
      : isFirst
        ? (["Claim", ...STATEMENTS_OF_A_JOB] as const)
        : STATEMENTS_OF_A_JOB,
  );
  const times = 1 + Math.floor(draw() * 4);
  const isNeverClaimed = activity === "Claim" && when === "before" && times >= TRIES;
  const fault = base(place, {
    detail: `${activity} ${when} its commit, ${times} times`,
    delayMinutes: activity === "Claim" ? TAKE_OVER_MINUTES : 30,
    ...(isNeverClaimed && { ends: ["none"] }),
  });
  const isMeant = occasion(1, times);
  return Object.assign(fault, {
    act: ({ proceed, request }: Moment) => {
      if (request.activity !== activity || !isMeant()) return undefined;
      fault.struck = true;
      return (async (): Promise<ActivityAnswer> => {
        if (when === "after") await proceed();
        const message = when === "after" ? ANSWER_LOST : "A transport-level error: no connection.";
        return failure(message, "SqlFailedToConnect", 20);
      })();
    },
  });
}

/** Somebody starts the run once more, or the next one, while it goes on. */
export function secondTrigger(place: FaultPlace, draw: Draw): Fault {
  const activity = oneOf(draw, place.stage === "load" ? OF_A_LOAD : OF_A_JOB);
  const isOther = draw() < 0.3;
  const fault = base(place, {
    detail: `${isOther ? "for the day before" : "for the same period"}, at ${activity}`,
    delayMinutes: 0,
  });
  const isMeant = occasion(1);
  return Object.assign(fault, {
    act: ({ fired, proceed, request, submit }: Moment) => {
      if (request.activity !== activity || !isMeant()) return undefined;
      fault.struck = true;
      const period = isOther ? dayBefore(fired["period"] ?? "") : (fired["period"] ?? "");
      submit({ pipeline: "forecast-run", parameters: { ...fired, period } });
      return proceed();
    },
  });
}

/** A person cancels the run, and may restart it. */
export function cancelled(place: FaultPlace, draw: Draw): Fault {
  // Once a load is being recorded there is nothing to cancel any more.
  const activity = oneOf(draw, place.stage === "load" ? ["Begin", "Load results"] : OF_A_JOB);
  const restartMinutes = draw() < 0.5 ? Math.ceil(draw() * 90) : undefined;
  const again = restartMinutes === undefined ? "" : `, restarted ${restartMinutes} minutes later`;
  const fault = base(place, {
    detail: `at ${activity}${again}`,
    // A restart gives a new deadline.
    delayMinutes: 0,
    ...(restartMinutes === undefined && { ends: ["cancelled"] }),
  });
  const isMeant = occasion(1);
  return Object.assign(fault, {
    act: ({ proceed, request, runId, submit }: Moment) => {
      if (request.activity !== activity || runId === undefined || !isMeant()) return undefined;
      fault.struck = true;
      const operate = (operation: string, afterSeconds: number) =>
        submit({
          pipeline: "operate-run",
          parameters: { runId, operation, decidedBy: "somebody" },
          afterSeconds,
        });
      operate("cancel", 0);
      if (restartMinutes !== undefined) operate("restart", restartMinutes * 60);
      return proceed();
    },
  });
}

/** The service's clock is another one from this stage on. */
export function clockSkew(place: FaultPlace, draw: Draw): Fault {
  const minutes = Math.round((draw() - 0.5) * 30) || 1;
  const fault = base(place, { detail: `by ${minutes} minutes`, delayMinutes: 60 });
  return Object.assign(fault, {
    skewMinutes: minutes,
    act: ({ proceed }: Moment) => {
      if (fault.struck) return undefined;
      fault.struck = true;
      return proceed();
    },
  });
}

/** A person approves the model: while it is trained, or once the run has stopped for want of it. */
export function approval(place: FaultPlace, draw: Draw): Fault {
  const isLate = place.stage === "load";
  const before = !isLate && draw() < 0.4;
  const activity = before ? "Begin" : "Run job";
  const detail = isLate
    ? "after the run has stopped, which is then restarted"
    : before
      ? "before there is the version that is meant"
      : "while the job runs";
  const fault = base(place, {
    detail,
    delayMinutes: 0,
    everywhere: true,
    // What was approved before it was there becomes champion only where its promotion starts late enough.
    ...(before && { ends: ["MODEL_NOT_PROMOTED", "succeeded"] }),
  });
  const isMeant = occasion(1);
  return Object.assign(fault, {
    act: ({ fired, proceed, request, runId, submit }: Moment) => {
      if (request.activity !== activity || runId === undefined || !isMeant()) return undefined;
      fault.struck = true;
      const { forecast = "" } = fired;
      const decided = { forecast, modelVersion: "1", decision: "approved", decidedBy: "somebody" };
      const minutes = isLate ? 30 + Math.ceil(draw() * 60) : 0;
      const approve = {
        pipeline: "approve-model",
        parameters: decided,
        afterSeconds: minutes * 60,
      };
      submit(approve);
      if (isLate) {
        submit({
          pipeline: "operate-run",
          parameters: { runId, operation: "restart", stage: "predict", decidedBy: "somebody" },
          afterSeconds: (minutes + 20) * 60,
        });
      }
      return proceed();
    },
  });
}

function dayBefore(period: string): string {
  return new Date(Date.parse(`${period}Z`) - 86_400_000).toISOString().slice(0, 19);
}

function firstStageOf({ backend }: FaultPlace): string {
  return backend === "random-forest" ? "train" : "import";
}

/** A fault of a place that has not struck. */
export function base(
  { backend, kind, stage }: FaultPlace,
  more: Omit<Fault, keyof FaultPlace | "struck">,
): Fault {
  return { backend, kind, stage, struck: false, ...more };
}
