import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_CODES } from "../../config/codes";
import { parseSettings } from "../../config/parse";
import { configErrorOf, FORECASTS, forecast, linesOf, stack } from "./example";

describe("the error", () => {
  it("lists every problem in the order of the paths and carries the first", () => {
    const forecasts = Array.from({ length: 11 }, (_, index) =>
      forecast({ name: `f${index}`, horizon: 0 }),
    );
    const error = configErrorOf(() => parseSettings("dev", stack({ [FORECASTS]: forecasts })));

    expect(error.problems.map(({ path }) => path)).toStrictEqual(
      forecasts.map((_, index) => `${FORECASTS}[${index}].horizon`),
    );
    expect(error).toMatchObject({
      ...error.problems[0],
      message: error.message,
      name: "ConfigError",
    });
    expect(error.message.split("\n")).toHaveLength(11);
  });

  it("cuts a long value at 80 characters", () => {
    const [line = ""] = linesOf(stack({ "forecast-platform:operators": "g".repeat(500) }));

    expect(/got (".*")/.exec(line)?.[1]).toBe(`"${"g".repeat(77)}…"`);
  });

  it("names codes that are in the table, and the table no other", () => {
    const folder = join(__dirname, "../../config");
    const used = readdirSync(folder)
      .filter((file) => file !== "codes.ts")
      .flatMap(
        (file) =>
          readFileSync(join(folder, file), "utf8").match(/(?<=")CONFIG_[A-Z_]+(?=")/g) ?? [],
      );

    expect([...new Set(used)].sort()).toStrictEqual(Object.keys(CONFIG_CODES).sort());
  });
});
