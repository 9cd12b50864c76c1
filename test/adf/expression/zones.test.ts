// Proves: times of zones around the changes of their clocks, against UTC times that are worked out
// by hand from the zones' published rules. Does not prove the machine's zone data.

import fc from "fast-check";
import { evaluateText } from "../../../adf/expression/index";

const PACIFIC = "Pacific Standard Time";
const BERLIN = "W. Europe Standard Time";

describe("a zone's clock", () => {
  it.each([
    // 2018-03-11 02:00 -> 03:00, 2018-11-04 02:00 -> 01:00
    ["2018-03-11T09:59:59Z", PACIFIC, "2018-03-11T01:59:59"],
    ["2018-03-11T10:00:00Z", PACIFIC, "2018-03-11T03:00:00"],
    ["2018-11-04T08:59:59Z", PACIFIC, "2018-11-04T01:59:59"],
    ["2018-11-04T09:00:00Z", PACIFIC, "2018-11-04T01:00:00"],
    // 2026-03-29 02:00 -> 03:00, 2026-10-25 03:00 -> 02:00
    ["2026-03-29T00:59:59Z", BERLIN, "2026-03-29T01:59:59"],
    ["2026-03-29T01:00:00Z", BERLIN, "2026-03-29T03:00:00"],
    ["2026-10-25T01:00:00Z", BERLIN, "2026-10-25T02:00:00"],
    ["2026-07-01T00:00:00Z", "India Standard Time", "2026-07-01T05:30:00"],
    ["2026-07-01T00:00:00Z", "Nepal Standard Time", "2026-07-01T05:45:00"],
    ["2026-07-01T00:00:00Z", "Korea Standard Time", "2026-07-01T09:00:00"],
    ["2026-07-01T00:00:00Z", "korea standard time", "2026-07-01T09:00:00"],
    // The summer of the southern half, and its half-hour change.
    ["2026-01-01T00:00:00Z", "AUS Eastern Standard Time", "2026-01-01T11:00:00"],
    ["2026-01-01T00:00:00Z", "Lord Howe Standard Time", "2026-01-01T11:00:00"],
    ["2026-07-01T00:00:00Z", "Lord Howe Standard Time", "2026-07-01T10:30:00"],
  ])("shows %s in %s as %s", (utc, zone, local) => {
    expect(evaluateText(`@convertFromUtc('${utc}', '${zone}', 's')`, {})).toBe(local);
  });

  it.each([
    ["2018-03-11T01:59:59", PACIFIC, "2018-03-11T09:59:59"],
    ["2018-03-11T03:00:00", PACIFIC, "2018-03-11T10:00:00"],
    // The hour that comes twice is read as standard time.
    ["2018-11-04T01:30:00", PACIFIC, "2018-11-04T09:30:00"],
    ["2026-10-25T02:30:00", BERLIN, "2026-10-25T01:30:00"],
    ["2026-10-25T01:59:59", BERLIN, "2026-10-24T23:59:59"],
  ])("means by %s in %s the UTC time %s", (local, zone, utc) => {
    expect(evaluateText(`@convertToUtc('${local}', '${zone}', 's')`, {})).toBe(utc);
  });

  it.each([
    ["2018-03-11T02:00:00", PACIFIC],
    ["2018-03-11T02:59:59", PACIFIC],
    ["2026-03-29T02:30:00", BERLIN],
  ])("rejects %s in %s, which it skips", (local, zone) => {
    expect(() => evaluateText(`@convertToUtc('${local}', '${zone}')`, {})).toThrow(
      "skip this time",
    );
  });

  it("comes back to the same UTC time, but for the hour that comes twice", () => {
    const zone = fc.constantFrom(
      PACIFIC,
      BERLIN,
      "Lord Howe Standard Time",
      "Morocco Standard Time",
    );
    const date = fc.date({
      min: new Date("1990-01-01T00:00:00Z"),
      max: new Date("2035-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zone, date, (name, utc) => {
        const iso = utc.toISOString();
        const local = `convertFromUtc('${iso}', '${name}')`;
        const back = evaluateText(`@concat(convertToUtc(${local}, '${name}', 's'), 'Z')`, {});
        const difference =
          Date.parse(typeof back === "string" ? back : "") -
          Math.floor(utc.getTime() / 1000) * 1000;

        expect([0, 1_800_000, 3_600_000]).toContain(difference);
      }),
    );
  });

  it("rejects names of other catalogues, with the Windows id", () => {
    expect(() => evaluateText("@convertFromUtc('2026-01-01', 'Europe/Berlin')", {})).toThrow(
      "did you mean 'W. Europe Standard Time'?",
    );
    expect(() => evaluateText("@convertFromUtc('2026-01-01', 'Korea Standrd Time')", {})).toThrow(
      "did you mean 'Korea Standard Time'?",
    );
  });
});
