/** From where a SQL server can be reached. */
import type { GraphInputs } from "../../graph/graph";
import { resourceRule } from "../resource-rule";
import type { Rule } from "../rule";
import { isOpen, show } from "../values";

const FIREWALL = "azure-native:sql:FirewallRule";

/** More addresses than one office has: a judgement of this rule book, no limit of the service. */
const MOST_ADDRESSES = 256;

/** The rules of a SQL server's firewall. */
export const SQL_FIREWALL_RULES: readonly Rule[] = Object.freeze([
  resourceRule({
    id: "sql-firewall-azure-services",
    severity: "warning",
    title: "SQL does not admit every service of Azure",
    why: "the range 0.0.0.0 admits every resource of every tenant in Azure as far as the sign-in",
    repair: "use a private endpoint, or waive it with the reason why the caller has no addresses",
    source: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
    types: [FIREWALL],
    test: ({ inputs }) =>
      isAzureServices(inputs)
        ? ['startIpAddress and endIpAddress must not both be "0.0.0.0", got both']
        : [],
  }),
  resourceRule({
    id: "sql-firewall-range",
    severity: "error",
    title: "SQL admits no wide range of addresses",
    why: "a wide range is open to people whom nobody knows",
    repair: `narrow the range to ${MOST_ADDRESSES} addresses at most`,
    source: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
    types: [FIREWALL],
    test: ({ inputs }) => (isAzureServices(inputs) ? [] : rangeProblems(inputs)),
  }),
]);

function isAzureServices({ startIpAddress, endIpAddress }: GraphInputs): boolean {
  return startIpAddress === "0.0.0.0" && endIpAddress === "0.0.0.0";
}

function rangeProblems({ startIpAddress, endIpAddress }: GraphInputs): readonly string[] {
  if (isOpen(startIpAddress) || isOpen(endIpAddress)) return [];
  const range = `startIpAddress and endIpAddress`;
  const got = `got ${show(startIpAddress)} to ${show(endIpAddress)}`;
  const [first, last] = [addressNumber(startIpAddress), addressNumber(endIpAddress)];
  if (first === undefined || last === undefined || last < first) {
    return [`${range} must be IPv4 addresses in order, ${got}`];
  }
  const count = last - first + 1;
  return count <= MOST_ADDRESSES
    ? []
    : [`${range} must span at most ${MOST_ADDRESSES} addresses, ${got}`];
}

function addressNumber(address: GraphInputs[string] | undefined): number | undefined {
  if (typeof address !== "string" || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return undefined;
  const parts = address.split(".").map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((number, part) => number * 256 + part, 0);
}
