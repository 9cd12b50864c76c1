// Proves: the platform keeps its own rule book, as it is recorded. Does not prove that a deployed
// environment still is what was recorded.

import { ENVIRONMENTS } from "../../config/environments";
import { evaluate } from "../../policy/evaluate";
import type { Finding } from "../../policy/rule";
import { readWaivers } from "../../policy/waiver";
import waivers from "../../policy/waivers.json";
import { CASES, type Case } from "../stacks/environments";
import { recordEnvironment } from "../support/record";

async function findings(
  { stack, change }: Pick<Case, "stack" | "change">,
  mode: "preview" | "update",
): Promise<readonly Finding[]> {
  const graph = await recordEnvironment(stack, change, mode);
  const { protect: protectedStack, startTriggers: startsTriggers } = ENVIRONMENTS[stack];
  const context = { budgetConfigured: true, protectedStack, startsTriggers };
  return evaluate(graph, { ...context, waivers: readWaivers(waivers), today: "2026-11-24" });
}

function errorsOf(found: readonly Finding[]): readonly string[] {
  return found
    .filter(({ severity }) => severity === "error")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe.each(CASES)("$title", (environment) => {
  it("has no error", async () => {
    expect(errorsOf(await findings(environment, "update"))).toStrictEqual([]);
  });

  it("shows that the run log admits Azure services, and why", async () => {
    const waived = (await findings(environment, "update")).filter((each) => each.waived);

    expect(waived.map(({ rule, urn }) => [rule, urn.split("::").at(-1)])).toStrictEqual([
      ["sql-firewall-azure-services", "run-log-azure-services"],
    ]);
  });
});

it("has no error in prod while nothing of it is deployed yet", async () => {
  const found = await findings({ stack: "prod", change: {} }, "preview");

  expect(errorsOf(found)).toStrictEqual([]);
});
