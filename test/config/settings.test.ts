import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { AMAZON_FORECAST_REGIONS, BACKENDS } from "../../config/backends";
import { ENVIRONMENT_NAMES, ENVIRONMENTS } from "../../config/environments";
import { EXAMPLES, TOP_KEYS } from "../../config/examples";
import { FORECAST_DEFAULTS } from "../../config/forecast";
import { parseSettings } from "../../config/parse";
import { SETTINGS_DEFAULTS } from "../../config/settings";
import { AWS, FORECASTS, forecast, stack, stackOf } from "./example";

describe("the settings of a stack", () => {
  it("are complete when only what is needed is given", () => {
    expect(parseSettings("prod", stack())).toStrictEqual({
      environment: ENVIRONMENTS.prod,
      location: "eastus",
      forecasts: [
        {
          ...forecast(),
          quantiles: [0.1, 0.5, 0.9],
          deadline: "12 hours",
          retrainAfter: "7 days",
          allowNegative: false,
        },
      ],
      compute: "job-cluster",
      approval: "required",
      databricks: { accountId: "00000000-0000-0000-0000-000000000000" },
      watch: "1 hour",
      operators: "11111111-2222-3333-4444-555555555555",
      alerts: { email: "mlops@example.com" },
    });
  });

  it("take every setting that is given", () => {
    const arn = "arn:aws:iam::012345678901:oidc-provider/sts.windows.net/a-tenant/";
    const given = {
      ...AWS,
      "forecast-platform:aws": { accountId: "012345678901", oidcProviderArn: arn },
      "forecast-platform:compute": "serverless",
      "forecast-platform:approval": "none",
      "forecast-platform:watch": "30 minutes",
      "forecast-platform:budget": { monthly: 50, currency: "USD", from: "2026-12" },
    };

    expect(parseSettings("prod", stack(given))).toMatchObject({
      aws: { accountId: "012345678901", region: "us-east-1", oidcProviderArn: arn },
      compute: "serverless",
      approval: "none",
      watch: "30 minutes",
      budget: { monthly: 50, currency: "USD", from: "2026-12" },
    });
  });

  it("are the same from the texts that Pulumi's runtime holds", () => {
    const values = stack({ ...AWS, "forecast-platform:watch": "off" });
    const texts = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );

    expect(parseSettings("dev", texts)).toStrictEqual(parseSettings("dev", values));
  });

  it("keep an account id as text", () => {
    expect(parseSettings("dev", { ...stack(), ...AWS }).aws?.accountId).toBe("012345678901");
  });

  it.each(["off", false, "false"])("have no watch when it is %j", (watch) => {
    expect(parseSettings("prod", stack({ "forecast-platform:watch": watch })).watch).toBeNull();
  });

  it("have no OIDC provider when its ARN is empty", () => {
    const aws = { accountId: "012345678901", oidcProviderArn: "" };
    const { aws: settings } = parseSettings("dev", stack({ ...AWS, "forecast-platform:aws": aws }));

    expect(settings).toStrictEqual({ accountId: "012345678901", region: "us-east-1" });
  });

  it("need no operators and no alerts in dev", () => {
    const values = stack();
    delete values["forecast-platform:operators"];
    delete values["forecast-platform:alerts"];

    const settings = parseSettings("dev", values);

    expect("operators" in settings || "alerts" in settings).toBe(false);
  });

  it.each(BACKENDS)("take the longest horizon of %s", (backend) => {
    const horizon = backend === "random-forest" ? 1000 : 500;
    const values = { ...stackOf({ backend, horizon }), ...AWS };

    expect(parseSettings("dev", values).forecasts[0]?.horizon).toBe(horizon);
  });

  it.each(AMAZON_FORECAST_REGIONS)("take Amazon Forecast in %s", (region) => {
    const values = { ...stackOf({ backend: "amazon-forecast" }), ...AWS, "aws:region": region };

    expect(parseSettings("dev", values).aws?.region).toBe(region);
  });

  it("leave the keys of other namespaces to their providers", () => {
    const foreign = { "azure-native:clientId": "x", "aws:tokenBucketRateLimitCapacity": "5" };

    expect(parseSettings("dev", stack(foreign))).toStrictEqual(parseSettings("dev", stack()));
  });
});

describe("the environments", () => {
  it("differ by these data alone", () => {
    const { dev, staging, prod } = ENVIRONMENTS;
    const fields = Object.keys(dev) as (keyof typeof dev)[];

    expect(fields.map((field) => [field, dev[field], staging[field], prod[field]])).toStrictEqual([
      ["name", "dev", "staging", "prod"],
      ["guarded", false, true, true],
      ["protect", false, false, true],
      ["startTriggers", false, true, true],
      ["softDeleteDays", 7, 14, 30],
      ["backupRetentionDays", 7, 14, 35],
      ["backupRedundancy", "Local", "Zone", "Geo"],
      ["storageRedundancy", "Standard_LRS", "Standard_ZRS", "Standard_ZRS"],
      ["spot", true, false, false],
      ["nodePublicIp", true, false, false],
      ["forceDestroy", true, false, false],
      ["watch", null, "1 hour", "1 hour"],
      ["approval", "none", "none", "required"],
    ]);
  });

  it.each(ENVIRONMENT_NAMES)("give %s its defaults", (name) => {
    const { environment, watch, approval } = parseSettings(name, stack());

    expect(environment).toBe(ENVIRONMENTS[name]);
    expect([watch, approval]).toStrictEqual([
      ENVIRONMENTS[name].watch,
      ENVIRONMENTS[name].approval,
    ]);
  });
});

describe("the documentation of the settings", () => {
  const source = ["forecast.ts", "settings.ts"]
    .map((file) => readFileSync(join(__dirname, "../../config", file), "utf8"))
    .join("\n");

  it.each(Object.entries({ ...FORECAST_DEFAULTS, ...SETTINGS_DEFAULTS }))(
    "states the default of %s",
    (field, value) => {
      const written = JSON.stringify(value).replaceAll(",", ", ");
      // The tag, the end of its comment, then the field it stands above.
      const tag = new RegExp(`@default ([^\\n]*?)\\s*\\*/\\s*readonly ${field}\\??:`);

      expect(tag.exec(source)?.[1]).toBe(written);
    },
  );

  it("has an example of every key, and the examples are valid together", () => {
    const entry = Object.entries(EXAMPLES)
      .filter(([path]) => /^forecast-platform:forecasts\[\]\.[A-Za-z]+$/.test(path))
      .map(([path, example]) => [path.slice(path.lastIndexOf(".") + 1), parseYaml(example)]);
    const top = TOP_KEYS.filter((key) => key !== FORECASTS).map((key) => [
      key,
      parseYaml(EXAMPLES[key] ?? ""),
    ]);
    const values = { ...Object.fromEntries(top), [FORECASTS]: [Object.fromEntries(entry)] };

    const settings = parseSettings("dev", values);

    expect(Object.keys(settings).sort()).toStrictEqual(
      // aws:region lies in aws, and the stack's name gives the environment.
      [...TOP_KEYS.map((key) => key.slice(key.indexOf(":") + 1)), "environment"]
        .filter((key) => key !== "region")
        .sort(),
    );
    expect(Object.keys(settings.forecasts[0] ?? {}).sort()).toStrictEqual(
      entry.map(([key]) => key).sort(),
    );
  });
});
