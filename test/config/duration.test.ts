import fc from "fast-check";
import {
  type Duration,
  durationToMinutes,
  isDuration,
  minutesToDuration,
  suggestDuration,
} from "../../config/duration";
import { configErrorOf } from "./example";

describe("a duration", () => {
  it.each<[Duration, number]>([
    ["90 minutes", 90],
    ["1 minute", 1],
    ["12 hours", 720],
    ["1 hour", 60],
    ["7 days", 10_080],
    ["1 day", 1440],
  ])("%s is %i minutes", (duration, minutes) => {
    expect(durationToMinutes(duration)).toBe(minutes);
  });

  it("comes back from minutes as it went", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (minutes) => {
        const duration = minutesToDuration(minutes);

        expect(isDuration(duration)).toBe(true);
        expect(durationToMinutes(duration)).toBe(minutes);
      }),
    );
  });

  it.each([
    "",
    "12",
    "12h",
    "0 hours",
    "-1 hours",
    "1.5 hours",
    "12  hours",
    "1e3 days",
    "12 weeks",
  ])("rejects %j", (text) => {
    expect(isDuration(text)).toBe(false);
    expect(configErrorOf(() => durationToMinutes(text as Duration)).code).toBe("CONFIG_FORMAT");
  });

  it.each([
    ["12h", "12 hours"],
    ["90 min", "90 minutes"],
    ["1 week", "7 days"],
    ["3D", "3 days"],
    ["soon", undefined],
    ["12 months", undefined],
  ])("%s is guessed to mean %s", (text, duration) => {
    expect(suggestDuration(text)).toBe(duration);
  });
});
