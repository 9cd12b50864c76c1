// The names of months and days in the culture of the service, en-US.

/** The months, from January. */
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** The days of the week, from Sunday. */
export const WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

/** The index of a name or of its first three letters, in any case; -1 where there is none. */
export function indexOfName(names: readonly string[], text: string): number {
  const wanted = text.toLowerCase();
  return names.findIndex((name) => {
    const known = name.toLowerCase();
    return known === wanted || known.slice(0, 3) === wanted;
  });
}
