// Proves: how waivers are read and refused, and what they make of findings. Does not prove that a
// reason is a good one.

import { type EvaluateOptions, evaluate } from "../../policy/evaluate";
import { POLICY_CODES, type PolicyCode, PolicyError } from "../../policy/policy-error";
import { readWaivers, type Waiver } from "../../policy/waiver";
import waivers from "../../policy/waivers.json";
import { graphOf } from "../cost/hand-made";
import { node } from "./rule-case";

const WAIVER = {
  rule: "sql-firewall-azure-services",
  resource: "azure-services",
  reason: "no fixed addresses",
  until: "2027-12-31",
};

const GRAPH = graphOf(
  node("azure-native:sql:FirewallRule", "azure-services", {
    startIpAddress: "0.0.0.0",
    endIpAddress: "0.0.0.0",
  }),
);

const FINDING = {
  rule: "sql-firewall-azure-services",
  severity: "warning",
  urn: "urn:pulumi:dev::forecast-platform::azure-native:sql:FirewallRule::azure-services",
  message:
    'FirewallRule "azure-services": startIpAddress and endIpAddress must not both be "0.0.0.0", got both',
  repair: "use a private endpoint, or waive it with the reason why the caller has no addresses",
};

const STACK_URN = "urn:pulumi:dev::forecast-platform::pulumi:pulumi:Stack::forecast-platform-dev";

function optionsOf(given: readonly Waiver[], today = "2026-11-24"): EvaluateOptions {
  const context = { budgetConfigured: false, protectedStack: false, startsTriggers: false };
  return { ...context, waivers: given, today };
}

function refused(run: () => unknown): PolicyError {
  try {
    run();
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a waiver", () => {
  it("leaves its finding visible, as info, with its reason and last day", () => {
    expect(evaluate(GRAPH, optionsOf([WAIVER]))).toStrictEqual([
      {
        ...FINDING,
        severity: "info",
        message: `${FINDING.message}; waived until 2027-12-31: no fixed addresses`,
        waived: { reason: "no fixed addresses", until: "2027-12-31" },
      },
    ]);
  });

  it("is about one rule, one resource and the stacks that it names", () => {
    const others: readonly Waiver[] = [
      { ...WAIVER, rule: "sql-firewall-range" },
      { ...WAIVER, resource: "services" },
      { ...WAIVER, stacks: ["prod"] },
    ];

    expect(evaluate(GRAPH, optionsOf(others))).toStrictEqual([FINDING]);
  });

  it("holds on its last day", () => {
    const [finding] = evaluate(GRAPH, optionsOf([WAIVER], "2027-12-31"));

    expect(finding?.severity).toBe("info");
  });

  it("waives nothing any more after its last day, and is an error itself", () => {
    expect(evaluate(GRAPH, optionsOf([WAIVER], "2028-01-01"))).toStrictEqual([
      {
        rule: "waiver-expired",
        severity: "error",
        urn: FINDING.urn,
        message:
          'waiver of "sql-firewall-azure-services" for "azure-services" must not be past its day, got 2027-12-31: no fixed addresses',
        repair: "mend what it waives, or agree on a new reason and a new day",
      },
      FINDING,
    ]);
  });

  it("is reported when a stack that it names does not need it", () => {
    const waiver = { ...WAIVER, resource: "gone", stacks: ["dev"] };

    expect(evaluate(graphOf(), optionsOf([waiver]))).toStrictEqual([
      {
        rule: "waiver-unused",
        severity: "warning",
        urn: STACK_URN,
        message:
          'waiver of "sql-firewall-azure-services" for "gone" must waive a finding until 2027-12-31, got none',
        repair: "remove the waiver, or the stack from it",
      },
    ]);
  });

  it.each([[undefined], [["prod"]]])(
    "is not reported where it is not needed and not named: stacks %j",
    (stacks) => {
      const waiver = { ...WAIVER, ...(stacks && { stacks }) };

      expect(evaluate(graphOf(), optionsOf([waiver]))).toStrictEqual([]);
    },
  );

  it("waives an error too, and a finding of the stack itself", () => {
    const account = node("aws:s3/bucket:Bucket", "exchange");
    const waiver = { ...WAIVER, rule: "budget-aws", resource: "forecast-platform-dev" };
    const options = { ...optionsOf([waiver]), budgetConfigured: true };
    const found = evaluate(graphOf(account), options).filter(({ rule }) => rule === "budget-aws");

    expect(found.map(({ severity, urn }) => [severity, urn])).toStrictEqual([["info", STACK_URN]]);
  });
});

describe("the reader of waivers", () => {
  it("reads those of the platform", () => {
    expect(readWaivers(waivers)).toStrictEqual(waivers);
  });

  it("reads stacks, and gives what nobody can change", () => {
    const [waiver] = readWaivers([{ ...WAIVER, stacks: ["dev"] }]);

    expect(waiver).toStrictEqual({ ...WAIVER, stacks: ["dev"] });
    expect(Object.isFrozen(waiver) && Object.isFrozen(waiver?.stacks)).toBe(true);
  });

  it.each<[string, unknown, PolicyCode, string]>([
    ["no list", {}, "POLICY_WAIVER_TYPE", "waivers must be a list, got a map"],
    ["no map", ["x"], "POLICY_WAIVER_TYPE", "waivers[0] must be a map, got a string"],
    [
      "a waiver without a reason",
      [{ ...WAIVER, reason: " " }],
      "POLICY_WAIVER_MISSING",
      "waivers[0].reason must be given, got nothing",
    ],
    [
      "a reason that is no text",
      [{ ...WAIVER, reason: 7 }],
      "POLICY_WAIVER_TYPE",
      "waivers[0].reason must be a text, got a number",
    ],
    [
      "an empty list of stacks",
      [{ ...WAIVER, stacks: [] }],
      "POLICY_WAIVER_TYPE",
      "waivers[0].stacks must be a list of stacks, got an empty list",
    ],
    [
      "a misspelt field",
      [{ ...WAIVER, stack: "dev" }],
      "POLICY_WAIVER_UNKNOWN_FIELD",
      'waivers[0] must be a field of a waiver, got "stack" (did you mean "stacks"?)',
    ],
    [
      "a misspelt rule",
      [{ ...WAIVER, rule: "sql-firewall-azure-service" }],
      "POLICY_WAIVER_UNKNOWN_RULE",
      'waivers[0].rule must be the id of a rule, got "sql-firewall-azure-service" (did you mean "sql-firewall-azure-services"?)',
    ],
    [
      "a rule unlike any other",
      [{ ...WAIVER, rule: "xyz" }],
      "POLICY_WAIVER_UNKNOWN_RULE",
      'waivers[0].rule must be the id of a rule, got "xyz"',
    ],
    [
      "a day that is not in the calendar",
      [{ ...WAIVER, until: "2027-02-30" }],
      "POLICY_DATE_FORMAT",
      'waivers[0].until must be a day, got "2027-02-30"',
    ],
    [
      "two waivers of one finding",
      [WAIVER, { ...WAIVER, stacks: ["dev"] }],
      "POLICY_WAIVER_DUPLICATE",
      "waivers[1] must be the only one of its rule and resource, got that of waivers[0]",
    ],
  ])("rejects %s", (_, given, code, message) => {
    const error = refused(() => readWaivers(given));
    const { repair } = POLICY_CODES[code];

    expect([error.code, error.repair]).toStrictEqual([code, repair]);
    expect(error.message).toBe(`[${code}] ${message}; ${repair}`);
  });

  it("rejects everything that is wrong at once", () => {
    const { path, problems } = refused(() =>
      readWaivers([{ rule: "tags" }, { ...WAIVER, extra: 1 }]),
    );

    expect(path).toBe("waivers[0].resource");
    expect(problems.map((problem) => problem.path)).toStrictEqual([
      "waivers[0].resource",
      "waivers[0].reason",
      "waivers[0].until",
      "waivers[1]",
    ]);
  });

  it("takes two waivers of one rule or of one resource, and of both in different stacks", () => {
    const given = [
      { ...WAIVER, stacks: ["dev"] },
      { ...WAIVER, stacks: ["prod"] },
      { ...WAIVER, resource: "other" },
      { ...WAIVER, rule: "tags" },
    ];

    expect(readWaivers(given)).toStrictEqual(given);
  });
});

describe("an evaluation", () => {
  it("rejects a today that is no day", () => {
    const error = refused(() => evaluate(GRAPH, optionsOf([], "24.11.2026")));

    expect(error.message).toBe(
      '[POLICY_DATE_FORMAT] today must be a day, got "24.11.2026"; write it as yyyy-MM-dd, such as 2027-12-31',
    );
  });

  it("orders findings by severity, rule and resource, whatever the order of the graph", () => {
    const resources = ["b", "a"].flatMap((name) => [
      node("azure-native:storage:StorageAccount", name, { accountName: name }),
      node("azure-native:datafactory:Factory", name, { publicNetworkAccess: "Enabled" }),
    ]);
    const one = evaluate(graphOf(...resources), optionsOf([]));
    const other = evaluate(graphOf(...resources.toReversed()), optionsOf([]));
    const order = one.map(({ severity, rule, urn }) => [
      ["error", "warning", "info"].indexOf(severity),
      rule,
      urn,
    ]);

    expect(other).toStrictEqual(one);
    expect(order).toStrictEqual(
      order.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    );
    expect(one.length).toBeGreaterThan(10);
  });
});
