// Proves: each rule finds a graph that breaks it, says so exactly, and leaves one alone that keeps
// it. Does not prove that a service behaves as the rule's source says.

import type { GraphValue, ResourceNode } from "../../graph/graph";
import { RULE_SECTIONS, RULES } from "../../policy/rules";
import { graphOf } from "../cost/hand-made";
import { ALL_CASES } from "./all-cases";
import { messagesOf, node, violationsOf } from "./rule-case";

const CASES = ALL_CASES.map((each) => ({
  ...each,
  title: each.about === undefined ? each.rule : `${each.rule} (${each.about})`,
}));

describe("the rule book", () => {
  it("has at least 30 rules, each with an id of its own", () => {
    const ids = RULES.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(30);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toStrictEqual([]);
  });

  it("has every rule in one section", () => {
    expect(RULE_SECTIONS.flatMap(([, rules]) => rules)).toStrictEqual(RULES);
  });

  it("rests on official pages", () => {
    const hosts = /^https:\/\/(?:learn\.microsoft\.com|docs\.aws\.amazon\.com|www\.pulumi\.com)\//;

    expect(RULES.map(({ source }) => source).filter((url) => !hosts.test(url))).toStrictEqual([]);
  });

  it("says what holds, why, and what to do, in the style of the errors", () => {
    const rough = RULES.filter(
      ({ title, why, repair }) =>
        !/^[A-Z].*[^.]$/.test(title) ||
        !/^[^A-Z].*[^.]$/.test(why) ||
        !/^[^A-Z].*[^.]$/.test(repair),
    );

    expect(rough.map(({ id }) => id)).toStrictEqual([]);
  });

  it("shows every rule in the table below", () => {
    const shown = new Set(CASES.map(({ rule }) => rule));

    expect(RULES.map(({ id }) => id).filter((id) => !shown.has(id))).toStrictEqual([]);
  });

  it("finds nothing in an empty graph where no budget is configured", () => {
    const found = RULES.flatMap(({ id }) =>
      violationsOf(id, graphOf(), { budgetConfigured: false }),
    );

    expect(found).toStrictEqual([]);
  });
});

describe("a rule", () => {
  it.each(CASES)("rejects a graph that breaks $title", ({ rule, breaks, messages, context }) => {
    expect(messagesOf(rule, breaks, context)).toStrictEqual(messages);
  });

  it.each(CASES)("accepts a graph that keeps $title", ({ rule, keeps, ...how }) => {
    expect(messagesOf(rule, keeps, how.keepsContext ?? how.context)).toStrictEqual([]);
  });

  it.each(CASES)("finds only resources of the graph, or its stack: $title", (each) => {
    const graph = graphOf(...each.breaks);
    const urns = graph.resources.map(({ urn }) => urn);
    const stack = "urn:pulumi:dev::forecast-platform::pulumi:pulumi:Stack::forecast-platform-dev";

    for (const { urn } of violationsOf(each.rule, graph, each.context)) {
      expect([...urns, stack]).toContain(urn);
    }
  });

  it("is indifferent to what is known only after a deployment", () => {
    const unknown: GraphValue = { $unknown: true };
    const blank = ({ inputs, ...rest }: ResourceNode): ResourceNode => ({
      ...rest,
      inputs: Object.fromEntries(Object.keys(inputs).map((key) => [key, unknown])),
    });
    // A secret, a token and what is missing are found whatever their value is.
    const always = /absent|must have|must not be there|protect|Replace|StartedTrigger|got no/;

    for (const { rule, keeps, ...how } of CASES) {
      const found = messagesOf(rule, keeps.map(blank), how.keepsContext ?? how.context);
      expect(found.filter((message) => !always.test(message))).toStrictEqual([]);
    }
  });

  it("joins resources by dependency where their names are not known yet", () => {
    const account = node("azure-native:storage:StorageAccount", "lake");
    const policy = (urn: string) =>
      node(
        "azure-native:storage:ManagementPolicy",
        "lifecycle",
        { accountName: { $unknown: true }, policy: { rules: [{ enabled: true }] } },
        { dependencies: [urn] },
      );

    expect(messagesOf("storage-lifecycle", [account, policy(account.urn)])).toStrictEqual([]);
    expect(messagesOf("storage-lifecycle", [account, policy("urn:other")])).toHaveLength(1);
  });

  it.each([
    ["adf-trigger-started", { startsTriggers: false }],
    ["protected-state", { protectedStack: false }],
    ["budget-azure", { budgetConfigured: false }],
    ["budget-aws", { budgetConfigured: false }],
  ])("asks %s only of the environments that it is meant for", (rule, context) => {
    const breaks = CASES.filter((each) => each.rule === rule).flatMap((each) => each.breaks);

    expect(breaks).not.toStrictEqual([]);
    expect(messagesOf(rule, breaks, context)).toStrictEqual([]);
  });

  it("never shows a credential", () => {
    const token = `dapi${"0".repeat(32)}`;
    const account = node("azure-native:storage:StorageAccount", "lake", {
      minimumTlsVersion: token,
    });

    expect(messagesOf("storage-tls", [account])).toStrictEqual([
      'StorageAccount "lake": minimumTlsVersion must be TLS1_2 or TLS1_3, got [secret]',
    ]);
  });
});
