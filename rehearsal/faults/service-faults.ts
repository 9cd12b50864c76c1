/** Faults of Amazon Forecast and of the way to it. */
import type { Draw } from "../../cost/simulation/draws";
import { base } from "./factory-faults";
import { type Fault, type Moment, stepOf } from "./fault";
import { type FaultPlace, oneOf } from "./kinds";

/** What a stage makes. */
const MADE: Readonly<Record<string, string>> = {
  import: "DatasetImportJob",
  train: "AutoPredictor",
  forecast: "Forecast",
  export: "ForecastExportJob",
};

/** Tries of one call before a job gives up: the first, and the two that botocore makes by itself. */
const TRIES_OF_A_CALL = 3;

function madeIn({ stage }: FaultPlace): string {
  return MADE[stage] ?? "Forecast";
}

/** The operations of a stage: what it makes, and the look at it. */
function operationOf(place: FaultPlace, draw: Draw): string {
  return oneOf(draw, [`Create${madeIn(place)}`, `Describe${madeIn(place)}`]);
}

/** Calls are throttled, once or until the job gives up. */
export function throttled(place: FaultPlace, draw: Draw): Fault {
  const operation = operationOf(place, draw);
  const times = oneOf(draw, [1, TRIES_OF_A_CALL, 2 * TRIES_OF_A_CALL]);
  return base(place, {
    detail: `${operation} ${times} times`,
    delayMinutes: 60,
    service: consecutive("throttle", operation, times),
  });
}

/** A call is done, and its answer lost. */
export function callLost(place: FaultPlace, draw: Draw): Fault {
  const operation = operationOf(place, draw);
  const times = oneOf(draw, [1, TRIES_OF_A_CALL]);
  return base(place, {
    detail: `${operation} ${times} times`,
    delayMinutes: 60,
    service: consecutive("drop", operation, times),
  });
}

function consecutive(
  fault: string,
  operation: string,
  times: number,
): NonNullable<Fault["service"]> {
  // Each takes the first occasion that the ones before it have left.
  return Array.from({ length: times }, () => ({ fault, operation, nth: 1 }));
}

/** A resource fails in the service: once it is made anew, twice the run ends. */
export function createFailed(place: FaultPlace, draw: Draw): Fault {
  const kind = madeIn(place);
  const times = draw() < 0.7 ? 1 : 2;
  const message = `An internal error occurred in the ${place.stage}.`;
  return base(place, {
    detail: `${kind} ${times} times`,
    // The stage's whole time, and a pause.
    delayMinutes: 200,
    again: { [kind]: times },
    service: Array.from({ length: times }, () => ({ fault: "fail", kind, nth: 1, message })),
    ...(times > 1 && { ends: ["FORECAST_JOB_FAILED"] }),
  });
}

/** No more resources of a kind are allowed, for a while. */
export function quotaFull(place: FaultPlace, draw: Draw): Fault {
  const kind =
    place.stage === "import"
      ? oneOf(draw, ["DatasetGroup", "Dataset", "DatasetImportJob"])
      : madeIn(place);
  const minutes = 5 + Math.ceil(draw() * 60);
  let freeAt = Number.POSITIVE_INFINITY;
  const fault = base(place, {
    detail: `${kind}, for ${minutes} minutes`,
    delayMinutes: minutes + 65,
    full: kind,
    // What a stage makes is begun by the last job of the stage before.
    everywhere: true,
  });
  return Object.assign(fault, {
    act: ({ clouds, proceed, request }: Moment) => {
      if (request.activity !== "Run job") return undefined;
      return (async () => {
        const now = Date.parse(request.now);
        if (now >= freeAt) await clouds.service?.play({ most: {} });
        const answer = await proceed();
        const { retry } = ((await clouds.lake.answer(stepOf(request))) ?? {}) as { retry?: string };
        if (retry === "quota" && freeAt > now) freeAt = now + minutes * 60_000;
        return answer;
      })();
    },
  });
}
