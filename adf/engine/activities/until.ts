import { evaluateBoolean, evaluateTimespan } from "../evaluate";
import { property } from "../json";
import type { Kernel } from "../kernel";
import type { PlannedScope } from "../plan";
import { runScope, type ScopeEnd } from "../scope-run";
import { ActivityFault, type ActivityRun } from "../state";
import { containerEnd, inside, placeOf } from "./place";

/** @see https://learn.microsoft.com/azure/data-factory/control-flow-until-activity#type-properties (read 2026-11-24) */
const DEFAULT_TIMEOUT = "7.00:00:00";

/** Turns within one instant after which a loop is taken to turn for ever. */
const MAX_STILL_TURNS = 250_000;

interface Loop {
  readonly scope: PlannedScope;
  /** Seconds. */
  readonly deadline: number;
  turn: number;
  /** How many turns this instant has seen. */
  still: number;
  /** Of the turn's beginning: the instant, and what had changed until then. */
  beganAt: number;
  changes: number;
}

/** A run of its activities, again and again until a condition holds after a turn. */
export function until(kernel: Kernel, run: ActivityRun): void {
  const scope = run.activity.scopes.get("activities");
  if (scope === undefined) throw new ActivityFault("activities must be given", "BadRequest");
  const { now } = kernel.clock;
  const given = property(run.activity.typeProperties, "timeout") ?? DEFAULT_TIMEOUT;
  const deadline = now + evaluateTimespan(given, "timeout", placeOf(kernel, run));
  const loop: Loop = { scope, deadline, turn: -1, still: 0, beganAt: now, changes: 0 };
  beginTurn(kernel, run, loop);
}

function beginTurn(kernel: Kernel, run: ActivityRun, loop: Loop): void {
  const { now } = kernel.clock;
  const { activities } = run.frame.context;
  // A turn reads nothing of the turn before it.
  for (const name of loop.scope.names) delete activities[name];
  loop.turn += 1;
  loop.still = now === loop.beganAt ? loop.still + 1 : 0;
  loop.beganAt = now;
  loop.changes = kernel.changes;
  runScope(kernel, loop.scope, inside(run, loop.turn), (end) => {
    void kernel.guard(run, () => endTurn(kernel, run, loop, end));
  });
}

/**
 * The condition is asked once a turn has ended. The timeout stops no turn, but begins none either,
 * as in the workflow engine beneath; a turn that ends too late does not count as a success.
 *
 * @see https://learn.microsoft.com/azure/logic-apps/logic-apps-control-flow-loops#prevent-endless-loops (limits of an Until)
 */
function endTurn(kernel: Kernel, run: ActivityRun, loop: Loop, end: ScopeEnd): void {
  const { now } = kernel.clock;
  const { typeProperties } = run.activity;
  const isInTime = now <= loop.deadline;
  const condition = property(typeProperties, "expression");
  if (isInTime && evaluateBoolean(condition, "expression", placeOf(kernel, run))) {
    kernel.finish(run, containerEnd(end));
  } else if (now >= loop.deadline) {
    timeOut(kernel, run);
  } else if (turnsForEver(kernel, loop)) {
    rest(kernel, run, loop);
  } else {
    beginTurn(kernel, run, loop);
  }
}

// A turn that took no time and changed nothing will be followed by its like.
function turnsForEver({ changes, clock }: Kernel, loop: Loop): boolean {
  if (clock.now !== loop.beganAt) return false;
  return changes === loop.changes || loop.still >= MAX_STILL_TURNS;
}

/** Waits for something else to happen, or for the timeout. */
function rest(kernel: Kernel, run: ActivityRun, loop: Loop): void {
  const { clock } = kernel;
  const instant = Math.min(clock.nextInstant() ?? loop.deadline, loop.deadline);
  clock.after(instant - clock.now, () =>
    kernel.guard(run, () =>
      clock.now >= loop.deadline ? timeOut(kernel, run) : beginTurn(kernel, run, loop),
    ),
  );
}

function timeOut(kernel: Kernel, run: ActivityRun): void {
  const message = `Activity ${run.activity.name} did not end within its timeout`;
  kernel.finish(run, {
    status: "Failed",
    output: {},
    error: { message, errorCode: "ActionTimedOut" },
  });
}
