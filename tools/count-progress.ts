/** How far something has come that takes minutes: a line that is written over on a terminal, else a few lines. */
import { CLEAR_LINE, type ProgressStream } from "./progress";

/** The share after which a new line is written where lines cannot be written over. */
const LINE_EVERY = 0.1;

/**
 * @param what - that is counted, such as `nights`
 * @param now - milliseconds, by which the time that is left is estimated
 */
export function countOn(
  stream: ProgressStream,
  what: string,
  now: () => number = () => performance.now(),
): (done: number, of: number) => void {
  const began = now();
  let told = 0;
  return (done, of) => {
    const left = ((now() - began) / done) * (of - done);
    const line = `${done} of ${of} ${what}${done < of ? `, about ${durationOf(left)} left` : ""}`;
    if (stream.isTTY) {
      stream.write(`${CLEAR_LINE}${line}${done < of ? "" : "\n"}`);
    } else if (done === of || done / of >= told + LINE_EVERY) {
      told = done / of;
      stream.write(`${line}\n`);
    }
  };
}

function durationOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
