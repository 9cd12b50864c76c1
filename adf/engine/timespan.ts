// The service's timespans, `[d.]hh:mm:ss`.

/** Seconds of a day. */
export const DAY_SECONDS = 86_400;

/**
 * Seconds of a timespan, or undefined where a text is none.
 *
 * @see https://learn.microsoft.com/rest/api/datafactory/pipelines/create-or-update (policy.timeout, read 2026-11-23)
 */
export function timespanSeconds(text: string): number | undefined {
  const parts = /^(?:(\d{1,7})\.)?(\d\d):(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (minutes > 60 || seconds > 60) return undefined;
  return days * DAY_SECONDS + hours * 3600 + minutes * 60 + seconds;
}
