/** What goes on in the data factories of the clouds: started triggers, and runs of pipelines. */
import type { Properties } from "./cloud-type";

/** A pipeline run. */
export interface PipelineRun {
  readonly id: string;
  readonly parameters: Properties;
  readonly pipelineId: string;
  /** How often its status was asked for. */
  polls: number;
}

/** Whether a trigger fires. */
export type RuntimeState = "Started" | "Stopped";

/** The state of all factories, with what goes wrong in them. */
export class FactoryState {
  /** What has happened to triggers, in order. @format `start <name>`, `stop <name>` */
  readonly events: string[] = [];
  readonly runs: PipelineRun[] = [];
  /** The error that runs of pipelines end with; undefined: they succeed. */
  runError:
    | { readonly activity: string; readonly code: string; readonly message: string }
    | undefined;
  /** How many starts are still refused, since the trigger is being provisioned. */
  startsRefused = 0;
  /** Whether a stop is taken and never done. */
  stopsHang = false;
  readonly #states = new Map<string, { readonly state: RuntimeState; polls: number }>();

  /** Whether a trigger fires, or is about to. */
  isStarted(id: string): boolean {
    return this.#states.get(id.toLowerCase())?.state === "Started";
  }

  /** Begins to start or stop a trigger; its state follows after some polls. */
  move(id: string, state: RuntimeState, polls: number): void {
    this.events.push(`${state === "Started" ? "start" : "stop"} ${id.split("/").at(-1) ?? ""}`);
    this.#states.set(id.toLowerCase(), { state, polls });
  }

  /** The state that a poll sees. */
  stateOf(id: string): RuntimeState {
    const known = this.#states.get(id.toLowerCase());
    if (known === undefined) return "Stopped";
    known.polls -= 1;
    if (known.polls < 0) return known.state;
    return known.state === "Started" ? "Stopped" : "Started";
  }

  /** Forgets a trigger that was deleted. */
  forget(id: string): void {
    this.#states.delete(id.toLowerCase());
  }
}
