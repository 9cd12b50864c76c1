import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSettings } from "../../config/parse";
import { loadSettings } from "../../config/read";
import { readStackFile } from "../../config/stack-file";
import { configErrorOf } from "./example";

const VALID = `config:
  azure-native:location: eastus
  aws:region: us-east-1
  forecast-platform:forecasts:
    - name: demand
      backend: amazon-forecast
      frequency: D
      horizon: 14
      schedule: { days: [Friday], time: 18:00, timeZone: Korea Standard Time }
      input: curated/demand
  forecast-platform:databricks: { accountId: 00000000-0000-0000-0000-000000000000 }
  forecast-platform:aws: { accountId: "000000000000", oidcProviderArn: "" }
  forecast-platform:watch: off
  forecast-platform:alerts: { email: mlops@example.com }
  forecast-platform:budget: { monthly: 50, currency: USD, from: 2026-12 }
`;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "settings-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(text: string, stack = "dev"): void {
  writeFileSync(join(directory, `Pulumi.${stack}.yaml`), text);
}

function messageOf(text: string): string {
  write(text);
  return configErrorOf(() => loadSettings(directory, "dev")).message;
}

describe("a settings file", () => {
  it("gives the settings, with bare times, months and off kept as text", () => {
    write(VALID);

    const { settings } = loadSettings(directory, "dev");

    expect(settings.forecasts[0]?.schedule.time).toBe("18:00");
    expect(settings.budget?.from).toBe("2026-12");
    expect(settings.watch).toBeNull();
  });

  it("gives what Pulumi's runtime would hold, which parses to the same settings", () => {
    write(VALID);

    const { settings, config } = loadSettings(directory, "dev");

    expect(config["azure-native:location"]).toBe("eastus");
    expect(config["forecast-platform:aws"]).toBe(
      '{"accountId":"000000000000","oidcProviderArn":""}',
    );
    expect(parseSettings("dev", config)).toStrictEqual(settings);
  });

  it("resolves anchors and merge keys", () => {
    write(`${VALID}  other:a: &a { x: 1 }\n  other:b: { <<: *a, y: 2 }\n`);

    expect(readStackFile(directory, "dev").values["other:b"]).toStrictEqual({ x: 1, y: 2 });
  });

  it.each([
    [["forecast-platform:forecasts", 0, "horizon"], 8],
    [["forecast-platform:forecasts", 0, "schedule", "time"], 9],
    [["forecast-platform:forecasts", 0, "deadline"], 5],
    [["forecast-platform:operators"], 1],
  ])("knows where %j or its parent is written", (path, line) => {
    write(VALID);

    expect(readStackFile(directory, "dev").locate(path)).toMatchObject({
      file: "Pulumi.dev.yaml",
      line,
    });
  });

  it("rejects wrong settings with their lines, in the order of the file", () => {
    const text = VALID.replace("horizon: 14", "horizon: 900")
      .replace('accountId: "000000000000"', "accountId: 000000000000")
      .replace("location: eastus", "locaton: eastus");

    expect(messageOf(text).split("\n")).toStrictEqual([
      "[CONFIG_MISSING] Pulumi.dev.yaml:1 azure-native:location: is missing; azure-native:locaton looks like it; rename that to azure-native:location",
      "[CONFIG_RANGE] Pulumi.dev.yaml:8 forecast-platform:forecasts[0].horizon: must be at most 500 for amazon-forecast, got 900; lower it, or choose random-forest or a coarser frequency",
      '[CONFIG_TYPE] Pulumi.dev.yaml:12 forecast-platform:aws.accountId: must be text, got the number 0; put it in quotes, such as accountId: "012345678901"',
    ]);
  });

  it.each([
    [
      "an open list",
      "config:\n  a:b: [1,\n",
      "[CONFIG_SYNTAX] Pulumi.dev.yaml:3:1: flow sequence in block collection must be sufficiently indented and end with a ]; correct the text there",
    ],
    [
      "a tab",
      "config:\n\ta:b: 1\n",
      "[CONFIG_SYNTAX] Pulumi.dev.yaml:2:1: tabs do not indent YAML; indent with spaces",
    ],
    [
      "a bare colon",
      "config:\n  a:b: c: d\n",
      "[CONFIG_SYNTAX] Pulumi.dev.yaml:2:8: a value holds a colon and a space, which begin a map; put the value in quotes",
    ],
    [
      "two documents",
      "config: {}\n---\nconfig: {}\n",
      "[CONFIG_SYNTAX] Pulumi.dev.yaml:2:1: must be one document, got several; remove the line ---",
    ],
    [
      "an alias of nothing",
      "config: { a:b: *c }\n",
      "[CONFIG_SYNTAX] Pulumi.dev.yaml:1:1: unresolved alias (the anchor must be set before the alias): c; write the values out",
    ],
    [
      "a key given twice",
      "config:\n  aws:region: a\n  aws:region: b\n",
      "[CONFIG_DUPLICATE] Pulumi.dev.yaml:3 aws:region: is given twice in the same map; keep one of them",
    ],
    [
      "no text",
      "",
      "[CONFIG_MISSING] Pulumi.dev.yaml:1: the file is empty; write the settings as a map below config:",
    ],
    [
      "only a comment",
      "# later\n",
      "[CONFIG_MISSING] Pulumi.dev.yaml:1: the file is empty; write the settings as a map below config:",
    ],
    [
      "a list",
      "- a\n",
      "[CONFIG_TYPE] Pulumi.dev.yaml:1: must be a map, got a list; write the settings as a map below config:",
    ],
    [
      "no config",
      "encryptionsalt: v1:x\n",
      "[CONFIG_MISSING] Pulumi.dev.yaml:1 config: is missing; write the settings as a map below config:",
    ],
    [
      "an empty config",
      "config:\n",
      "[CONFIG_MISSING] Pulumi.dev.yaml:1 config: is empty; write the settings as a map below config:",
    ],
    [
      "a config that is a list",
      "config: [a]\n",
      "[CONFIG_TYPE] Pulumi.dev.yaml:1 config: must be a map, got a list; write the settings as a map below config:",
    ],
    [
      "a setting beside config",
      "forecast-platform:watch: off\n",
      "[CONFIG_UNKNOWN_KEY] Pulumi.dev.yaml:1 forecast-platform:watch: stands beside config: and not below it; indent it below config:",
    ],
    [
      "a misspelt config",
      "confg: {}\n",
      '[CONFIG_UNKNOWN_KEY] Pulumi.dev.yaml:1 confg: is not a setting; did you mean "config"?',
    ],
  ])("rejects %s", (_title, text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it("rejects a text that repeats itself without end", () => {
    const bomb = ["config:", "  a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef"]) {
      bomb.push(`  ${to}: &${to} [${Array(9).fill(`*${from}`).join(", ")}]`);
    }

    expect(messageOf(bomb.join("\n"))).toContain("[CONFIG_SYNTAX]");
  });
});

describe("a stack's name", () => {
  it("rejects one without a file and lists those that have one", () => {
    write(VALID);

    expect(configErrorOf(() => loadSettings(directory, "prod")).message).toBe(
      '[CONFIG_NO_STACK] stack: has no file Pulumi.prod.yaml in the project\'s folder; write that file, or choose one of "dev"',
    );
  });

  it.each(["prd", "../prod", "", "Prod"])("rejects %j, which is no environment", (name) => {
    write(VALID);
    write(VALID, "prod");
    const { code, message } = configErrorOf(() => loadSettings(directory, name));

    expect(code).toBe("CONFIG_NO_STACK");
    expect(message).toContain(`must be one of "dev", "prod", got ${JSON.stringify(name)}; `);
  });

  it("rejects a folder that does not exist", () => {
    expect(configErrorOf(() => loadSettings(join(directory, "none"), "dev")).code).toBe(
      "CONFIG_NO_STACK",
    );
  });

  it("rejects a file that cannot be read", () => {
    mkdirSync(join(directory, "Pulumi.dev.yaml"));

    expect(configErrorOf(() => loadSettings(directory, "dev")).message).toContain(
      "has a file Pulumi.dev.yaml that cannot be read (EISDIR)",
    );
  });
});
