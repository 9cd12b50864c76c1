// Proves: the expression of each period, and by a calculation of our own which day it means. Does not
// prove that Data Factory calculates it so, least of all in zones with daylight saving.

import { renderExpression } from "../../adf/builder";
import { type Frequency, periodOf } from "../../pipelines/period";
import { calculatePeriod } from "./period-calculation";

describe("the period of a scheduled run", () => {
  const local = "convertFromUtc(trigger().scheduledTime, 'Korea Standard Time')";
  const full = "'yyyy-MM-ddTHH:mm:ss'";

  it.each<[Frequency, string]>([
    ["H", `formatDateTime(${local}, 'yyyy-MM-ddTHH:00:00')`],
    ["D", `startOfDay(${local}, ${full})`],
    ["W", `addDays(startOfDay(${local}), sub(0, mod(add(dayOfWeek(${local}), 6), 7)), ${full})`],
    ["M", `startOfMonth(${local}, ${full})`],
  ])("of frequency %s is one exact expression", (frequency, expected) => {
    expect(renderExpression(periodOf(frequency, "Korea Standard Time"))).toBe(expected);
  });

  it.each<[Frequency, string, string]>([
    ["H", "2026-11-29T20:59:59Z", "2026-11-30T05:00:00"],
    ["D", "2026-11-29T14:59:59Z", "2026-11-29T00:00:00"],
    ["D", "2026-11-29T15:00:00Z", "2026-11-30T00:00:00"],
    // Sunday evening in Korea, and the first second of its Monday.
    ["W", "2026-11-29T14:59:59Z", "2026-11-23T00:00:00"],
    ["W", "2026-11-29T15:00:00Z", "2026-11-30T00:00:00"],
    ["W", "2026-12-31T15:00:00Z", "2026-12-28T00:00:00"],
    ["W", "2028-02-29T18:00:00Z", "2028-02-28T00:00:00"],
    ["M", "2026-12-31T14:59:59Z", "2026-12-01T00:00:00"],
    ["M", "2026-12-31T15:00:00Z", "2027-01-01T00:00:00"],
  ])("of frequency %s at %s is %s, local time", (frequency, scheduled, period) => {
    expect(calculatePeriod(periodOf(frequency, "Korea Standard Time"), scheduled)).toBe(period);
  });

  it("of a week is the Monday on or before each day of two years", () => {
    const weekly = periodOf("W", "Korea Standard Time");
    for (let day = 0; day < 731; day += 1) {
      // Midnight UTC is nine in the morning of the same day in Korea.
      const date = new Date(Date.UTC(2027, 0, 1 + day));
      const monday = new Date(`${String(calculatePeriod(weekly, date.toISOString()))}Z`);
      const back = (date.getTime() - monday.getTime()) / 86_400_000;

      expect(monday.getUTCDay()).toBe(1);
      expect([0, 1, 2, 3, 4, 5, 6]).toContain(back);
    }
  });
});
