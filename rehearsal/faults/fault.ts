/** What a fault is made of: when it strikes, what it does, and how a run may end because of it. */
import type { ActivityAnswer, ActivityRequest, RunRequest } from "../../adf/engine";
import type { LocalClouds } from "../local-clouds";
import type { FaultPlace } from "./kinds";

/** An activity that is asked for, and what a fault can do about it. */
export interface Moment {
  readonly request: ActivityRequest;
  /** The stage that the run is in. */
  readonly stage: string;
  /** The run's id in the run log; undefined before it has one. */
  readonly runId: string | undefined;
  readonly clouds: LocalClouds;
  /** The forecast, and the parameters that its trigger handed on. */
  readonly fired: Readonly<Record<string, string>>;
  /** Lets the activity be done; may be called again, or not at all. */
  proceed(): Promise<ActivityAnswer>;
  /** Asks for another run of a pipeline. */
  submit(wanted: RunRequest): void;
  /** Kills the run of the factory, with the runs that called it and those that it waits for. */
  kill(): void;
}

/** A fault that is injected. */
export interface Fault extends FaultPlace {
  /** What exactly happens, for a person. */
  readonly detail: string;
  /** The most by which it delays a run, minutes. */
  readonly delayMinutes: number;
  /**
   * How a run has to end that it struck: `succeeded`, `cancelled`, `none` where there never was a run, or the
   * error code of one that failed. @default - it is overcome
   */
  readonly ends?: readonly string[];
  /** What the stand-in for Amazon Forecast is told beforehand. */
  readonly service?: readonly Readonly<Record<string, unknown>>[];
  /** The kind of which the service takes no more from the beginning. */
  readonly full?: string;
  /** How an upload or a download is cut short. */
  readonly cut?: {
    readonly method: "GET" | "PUT";
    readonly prefix: string;
    readonly times: number;
  };
  /** Whether it is asked at every stage, and not only at its own. @default false */
  readonly everywhere?: boolean;
  /** Resources of a kind that may be made more than once because of it, by their kind. */
  readonly again?: Readonly<Record<string, number>>;
  /** Whether it has happened, as far as the fault itself knows. */
  struck: boolean;
  /** How far the service's clock goes before the run log's once it has struck, minutes. */
  readonly skewMinutes?: number;
  /** Is asked at every activity. @returns the answer that it gives instead of the real one */
  readonly act?: (moment: Moment) => Promise<ActivityAnswer> | undefined;
}

/** The step that an activity runs the job of, or reads the answer of; empty for any other. */
export function stepOf({ input }: ActivityRequest): string {
  const { dataset, jobParameters } = input as unknown as {
    readonly dataset?: { readonly parameters?: { readonly stepId?: string } };
    readonly jobParameters?: { readonly parameters?: string };
  };
  const document = JSON.parse(jobParameters?.parameters ?? "{}") as { readonly step_id?: string };
  return dataset?.parameters?.stepId ?? document.step_id ?? "";
}

/** A failure as Data Factory tells it. */
export function failure(message: string, errorCode: string, seconds: number): ActivityAnswer {
  return { status: "Failed", error: { message, errorCode }, seconds };
}

/** Counts occasions down to the one that is meant, which may last for several. */
export function occasion(nth: number, times = 1): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count >= nth && count < nth + times;
  };
}
