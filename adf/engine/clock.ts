// Virtual time: what is to happen when. Two events of one instant happen in the order in which they
// were asked for, so a run is the same every time.

import { EngineError, show } from "./error";

/** What happens at an instant; a promise is waited for before the clock goes on. */
export type Action = () => void | Promise<void>;

interface Timed {
  readonly at: number;
  readonly order: number;
  readonly action: Action;
}

const LAST_INSTANT = Date.UTC(9999, 11, 31);
const COMPACT_FROM = 1024;

/** The one clock of a simulation. */
export class Clock {
  /** Seconds since the start. */
  now = 0;
  readonly #start: number;
  #order = 0;
  readonly #later: Timed[] = [];
  #soon: Action[] = [];
  #head = 0;
  #text = "";
  #textOf = -1;

  /**
   * @param start - an instant, ISO 8601
   * @throws EngineError `ENGINE_TIME`
   */
  constructor(start: string) {
    this.#start = Date.parse(start);
    if (Number.isNaN(this.#start)) {
      throw new EngineError("ENGINE_TIME", "now", `must be an instant, got ${show(start)}`);
    }
  }

  /** Lets something happen in some seconds; in 0, after what already waits for this instant. */
  after(seconds: number, action: Action): void {
    if (seconds === 0) {
      this.#soon.push(action);
      return;
    }
    const at = this.now + seconds;
    if (!(seconds > 0 && this.#start + at * 1000 < LAST_INSTANT)) {
      throw new EngineError("ENGINE_TIME", "", `a duration of ${seconds} seconds leads nowhere`);
    }
    this.#order += 1;
    push(this.#later, { at, order: this.#order, action });
  }

  /** The next thing that happens, with the clock set to its instant; undefined at the end. */
  next(): Action | undefined {
    const [first] = this.#later;
    if (first !== undefined && first.at <= this.now) return pop(this.#later)?.action;
    if (this.#head < this.#soon.length) return this.#take();
    if (first === undefined) return undefined;
    this.now = first.at;
    return pop(this.#later)?.action;
  }

  /** When something happens after this instant, as far as is known. */
  nextInstant(): number | undefined {
    return this.#later[0]?.at;
  }

  /** This instant, ISO 8601 with seven digits as the service writes it. */
  text(): string {
    if (this.#textOf !== this.now) {
      this.#text = new Date(this.#start + this.now * 1000).toISOString().replace("Z", "0000Z");
      this.#textOf = this.now;
    }
    return this.#text;
  }

  #take(): Action | undefined {
    const action = this.#soon[this.#head];
    this.#head += 1;
    if (this.#head === this.#soon.length) {
      this.#soon.length = 0;
      this.#head = 0;
    } else if (this.#head >= COMPACT_FROM && this.#head * 2 > this.#soon.length) {
      this.#soon = this.#soon.slice(this.#head);
      this.#head = 0;
    }
    return action;
  }
}

function isBefore(left: Timed | undefined, right: Timed): boolean {
  if (left === undefined) return false;
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

function push(heap: Timed[], timed: Timed): void {
  let hole = heap.length;
  heap.push(timed);
  while (hole > 0) {
    const above = (hole - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isBefore(parent, timed)) break;
    heap[hole] = parent;
    hole = above;
  }
  heap[hole] = timed;
}

function pop(heap: Timed[]): Timed | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
  let hole = 0;
  for (let below = 1; below < heap.length; below = hole * 2 + 1) {
    const left = heap[below];
    const right = heap[below + 1];
    const least = left !== undefined && isBefore(right, left) ? below + 1 : below;
    const child = heap[least];
    if (child === undefined || isBefore(last, child)) break;
    heap[hole] = child;
    hole = least;
  }
  heap[hole] = last;
  return first;
}
