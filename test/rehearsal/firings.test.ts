/** When triggers fire, in the zones that Data Factory knows, and what they hand on. */
import type { Trigger } from "../../rehearsal/factory";
import { firingsOf } from "../../rehearsal/firings";

function trigger(changes: Partial<Trigger["recurrence"]> = {}): Trigger {
  return {
    name: "forecast-demand",
    pipeline: "forecast-run",
    parameters: {
      forecast: "demand",
      period:
        "@startOfDay(convertFromUtc(trigger().scheduledTime, 'Korea Standard Time'), 'yyyy-MM-ddTHH:mm:ss')",
    },
    recurrence: {
      hours: [18],
      minutes: [0],
      weekDays: ["Friday"],
      timeZone: "Korea Standard Time",
      ...changes,
    },
  };
}

function timesOf(changes: Partial<Trigger["recurrence"]>, from: string, until: string): string[] {
  return firingsOf([trigger(changes)], new Date(from), new Date(until)).map(({ at }) =>
    at.toISOString(),
  );
}

describe("the firings of a trigger", () => {
  it("are at the local time of its zone, on its days", () => {
    expect(timesOf({}, "2026-12-01T00:00:00Z", "2026-12-15T00:00:00Z")).toEqual([
      "2026-12-04T09:00:00.000Z",
      "2026-12-11T09:00:00.000Z",
    ]);
  });

  it("follow the clock where it changes in summer", () => {
    const days = { timeZone: "W. Europe Standard Time", weekDays: ["Saturday", "Sunday"] };

    expect(timesOf(days, "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z")).toEqual([
      "2026-03-28T17:00:00.000Z",
      "2026-03-29T16:00:00.000Z",
    ]);
  });

  it("begin with the first instant of the span and leave out its end", () => {
    expect(timesOf({}, "2026-12-04T09:00:00Z", "2026-12-11T09:00:00Z")).toEqual([
      "2026-12-04T09:00:00.000Z",
    ]);
  });

  it("hand on what the trigger's expressions say", () => {
    const [firing] = firingsOf(
      [trigger({ hours: [5], weekDays: ["Saturday"] })],
      new Date("2026-12-04T00:00:00Z"),
      new Date("2026-12-06T00:00:00Z"),
    );

    // Saturday 05:00 in Seoul is still Friday in UTC.
    expect(firing?.at.toISOString()).toBe("2026-12-04T20:00:00.000Z");
    expect(firing?.parameters).toEqual({ forecast: "demand", period: "2026-12-05T00:00:00" });
  });
});
