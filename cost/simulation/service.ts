/** A forecasting service played in virtual time: a stage at a time, each started by a job. */
import type { Night, StageTime } from "./night";

/** What a job finds, and does about it. */
export interface Progress {
  /** Seconds of the job's own work. */
  readonly seconds: number;
  /** The stage that the service works on now; undefined once everything is fetched. */
  readonly working?: StageTime;
  /** Seconds until the stage ends, as the service says; undefined where it says nothing. */
  readonly estimateSeconds?: number;
}

/** The service of one night. Instants are seconds since the start of the simulation. */
export class PlayedService {
  readonly #night: Night;
  /** How many stages were started. */
  #started = 0;
  #endsAt = 0;
  #estimatedEnd: number | undefined;

  constructor(night: Night) {
    this.#night = night;
  }

  /** Whether every stage was started and is done. */
  isDone(at: number): boolean {
    return this.#started === this.#night.stages.length && this.#endsAt <= at;
  }

  /** Whether nothing works at the moment. */
  isIdle(at: number): boolean {
    return this.#endsAt <= at;
  }

  /**
   * A job's look at the service: it starts the next stage where nothing works, fetches the results where
   * all is done, and else leaves again.
   *
   * @param lookSeconds - what the look itself takes before anything is done about it
   */
  advance(at: number, lookSeconds = 0): Progress {
    const { poll, collect } = this.#night.work;
    const seen = at + lookSeconds;
    if (this.isDone(seen)) return { seconds: lookSeconds + collect * 60 };
    if (this.isIdle(seen)) return this.#submit(at, lookSeconds);
    const seconds = lookSeconds === 0 ? poll * 60 : lookSeconds;
    return this.#working(at + seconds, seconds);
  }

  /** Starts every stage, each after the one before, as a chain inside the service's cloud does. */
  startChain(at: number): Progress {
    const { stages, work } = this.#night;
    const seconds = work.submit * 60;
    const total = (of: (stage: StageTime) => number) =>
      stages.reduce((sum, stage) => sum + of(stage) * 60, 0);
    this.#started = stages.length;
    this.#endsAt = at + seconds + total(({ minutes }) => minutes);
    // A stage that says nothing beforehand takes what it took the last time.
    this.#estimatedEnd =
      at + seconds + total(({ estimateMinutes, minutes }) => estimateMinutes ?? minutes);
    return this.#working(at + seconds, seconds);
  }

  #submit(at: number, lookSeconds: number): Progress {
    const stage = this.#night.stages[this.#started];
    const seconds = lookSeconds + this.#night.work.submit * 60;
    const from = at + seconds;
    this.#started += 1;
    this.#endsAt = from + (stage?.minutes ?? 0) * 60;
    const estimate = stage?.estimateMinutes;
    this.#estimatedEnd = typeof estimate === "number" ? from + estimate * 60 : undefined;
    return this.#working(from, seconds);
  }

  #working(at: number, seconds: number): Progress {
    const working = this.#night.stages[this.#started - 1];
    const left = this.#estimatedEnd === undefined ? undefined : this.#estimatedEnd - at;
    return {
      seconds,
      ...(working === undefined ? {} : { working }),
      // A service whose estimate has passed says nothing any more.
      ...(left === undefined || left <= 0 ? {} : { estimateSeconds: Math.ceil(left) }),
    };
  }
}
