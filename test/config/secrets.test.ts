import fc from "fast-check";
import { ConfigError } from "../../config/config-error";
import { EXAMPLES, TOP_KEYS } from "../../config/examples";
import { parseSettings } from "../../config/parse";
import { configErrorOf, FORECASTS, forecast, linesOf, stack, type Values } from "./example";

const SENTINEL = "s3ntinel";

describe("nothing secret is stored", () => {
  it.each([
    "azure-native:clientSecret",
    "azure-native:clientCertificatePassword",
    "azuread:clientSecret",
    "databricks:token",
    "databricks:clientSecret",
    "databricks:googleCredentials",
    "aws:secretKey",
    "aws:accessKey",
    "aws:token",
    "forecast-platform:apiToken",
    "someone:api_key",
  ])("rejects %s, without its value", (key) => {
    expect(linesOf(stack({ [key]: SENTINEL }))).toStrictEqual([
      `[CONFIG_SECRET] ${key}: holds a credential, and nothing secret is stored, got [secret]; remove it and revoke it: sign in by the Azure CLI, by OIDC or by an assumed role`,
    ]);
  });

  it("rejects a value that Pulumi has encrypted", () => {
    expect(linesOf(stack({ "azure-native:tenantId": { secure: SENTINEL } }))).toStrictEqual([
      "[CONFIG_SECRET] azure-native:tenantId: is encrypted, and nothing secret is stored, got [secret]; write it as plain text if it is not secret, else remove it",
    ]);
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "dapi0123456789abcdef0123456789abcdef",
    "eyJhbGciOiJSUzI1NiJ9.e30.x",
    "Server=x;Password=hunter2",
    "DefaultEndpointsProtocol=https;AccountKey=abc",
    "https://x.blob.core.windows.net/c?sv=1&sig=abc",
  ])("rejects the text %s wherever it stands, without printing it", (text) => {
    const places: Values[] = [
      { "aws:profile": text },
      { "aws:assumeRoles": JSON.stringify([{ externalId: text }]) },
      { "forecast-platform:operators": text },
      { [FORECASTS]: [forecast({ name: text })] },
      { [FORECASTS]: [forecast({ [text]: 1 })] },
      { [`forecast-platform:${text}`]: 1 },
    ];

    for (const place of places) {
      const { message } = configErrorOf(() => parseSettings("dev", stack(place)));

      expect(message).not.toContain(text);
      expect(message).toContain("[secret]");
    }
  });

  it("rejects an unknown key without printing its value", () => {
    const nested = { [FORECASTS]: [forecast({ colour: SENTINEL, shade: { deep: SENTINEL } })] };

    expect(
      linesOf(stack({ ...nested, "forecast-platform:colour": SENTINEL })).join(),
    ).not.toContain(SENTINEL);
  });
});

describe("whatever the values", () => {
  const anyValue = fc.oneof(
    fc.jsonValue(),
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom(
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      "__proto__",
      "[",
      "{}",
      "1e999",
    ),
  );

  /** Puts a value at a path such as `forecast-platform:forecasts[].schedule.time` of a valid stack. */
  function place(path: string, value: unknown): Values {
    const [top = "", ...rest] = path.replaceAll("[]", ".0").split(/\.(?=[^.]*)/);
    const values = structuredClone(
      stack({ "forecast-platform:aws": {}, "forecast-platform:budget": {} }),
    );
    const holder = rest
      .slice(0, -1)
      .reduce<unknown>(
        (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
        values[top],
      );
    const last = rest.at(-1);
    if (last === undefined || typeof holder !== "object" || holder === null) values[top] = value;
    else Reflect.set(holder, last, value);
    return values;
  }

  function refusal(call: () => unknown): string {
    try {
      call();
      return "";
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.message;
    }
  }

  it("throws nothing but ConfigError, one line for each problem", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(EXAMPLES)), anyValue, (path, value) => {
        const message = refusal(() => parseSettings("dev", place(path, value)));

        for (const line of message.split("\n").filter((text) => text !== "")) {
          expect(line).toMatch(/^\[CONFIG_[A-Z_]+\] .+: .+; .+[^.]$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("throws nothing but ConfigError for any keys at all", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...TOP_KEYS)), anyValue),
        (values) => {
          refusal(() => parseSettings("prod", values));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never prints a credential that stands among them", () => {
    const secret = "password=s3ntinel";
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(EXAMPLES)),
        fc.constantFrom<(text: string) => unknown>(
          (text) => text,
          (text) => [text],
          (text) => ({ [text]: text }),
          (text) => ({ secure: text }),
          (text) => JSON.stringify({ token: text, list: [text] }),
          (text) => `${"x".repeat(70)}${text}`,
        ),
        (path, wrap) => {
          expect(refusal(() => parseSettings("dev", place(path, wrap(secret))))).not.toContain(
            SENTINEL,
          );
        },
      ),
    );
  });

  it("is not exhausted by depth or length", () => {
    const deep = "[".repeat(50_000) + "]".repeat(50_000);

    expect(refusal(() => parseSettings("dev", stack({ [FORECASTS]: deep })))).toContain("CONFIG_");
    expect(refusal(() => parseSettings("dev", stack({ "a:b": "ey".repeat(300_000) })))).toBe("");
  });
});
