// Proves: the reference lists every setting, and says of each what it is, what is allowed and what holds
// without it. Does not prove that the words are true: the suites beside it hold the schema.

import { EXAMPLES } from "../../config/examples";
import { settingTables } from "../../config/settings-page";

const FORECAST = "forecast-platform:forecasts[].";

describe("the reference of settings", () => {
  const { stack, forecast } = settingTables("all");

  it("lists every key that has an example, and no other", () => {
    const listed = [
      ...stack.map(({ key }) => (key.includes(":") ? key : `forecast-platform:${key}`)),
      ...forecast.map(({ key }) => `${FORECAST}${key}`),
    ];

    expect(listed.sort()).toStrictEqual(
      Object.keys(EXAMPLES)
        .filter((path) => !path.endsWith("[]"))
        .sort(),
    );
  });

  it("leaves no cell empty", () => {
    const cells = [...stack, ...forecast].flatMap((row) => Object.entries({ ...row }));

    expect(cells.filter(([, text]) => text === "" || text.includes("undefined"))).toStrictEqual([]);
  });

  it("tells defaults of the schema, of the environments and by hand alike", () => {
    const absent = new Map([...stack, ...forecast].map((row) => [row.key, row.absent]));

    expect(absent.get("azure-native:location")).toBe("required");
    expect(absent.get("quantiles")).toBe("`[0.1, 0.5, 0.9]`");
    expect(absent.get("deadline")).toBe("`12 hours`");
    expect(absent.get("forecast-platform:watch")).toBe(
      "`off` in dev, `1 hour` in staging and prod",
    );
    expect(absent.get("aws.oidcProviderArn")).toBe("the stack makes it");
  });
});
