/**
 * Holds the emitted policies against requests: what a run needs passes, and what it must not do
 * does not. Each part of each document is then taken away or widened, and some request has to notice.
 *
 * Not proven here: that the services evaluate these actions against these resources, and what else
 * they check. Deny rules of an organisation are not known here.
 */
import type { Graph } from "../../graph/graph";
import { isAllowed, roleCaller } from "./account";
import { awsSite, recordAws } from "./aws-resources";
import { DATA_REQUESTS, WIDE_REQUESTS } from "./data-requests";
import { type AccountDocuments, documentsOf } from "./documents";
import type { Caller } from "./evaluator";
import { FORECAST_REQUESTS } from "./forecast-requests";
import { mutationsOf } from "./mutations";
import type { Row, Who } from "./request-rows";
import { SAGEMAKER_REQUESTS } from "./sagemaker-requests";
import { inAccount, withOpenKeys, withWideRole } from "./surroundings";
import { TRUST_REQUESTS } from "./trust-requests";

const PLACE = awsSite();

const ROWS: readonly Row[] = [
  ...FORECAST_REQUESTS,
  ...DATA_REQUESTS,
  ...TRUST_REQUESTS,
  ...SAGEMAKER_REQUESTS,
];

/** Requests of roles to the key itself. */
const ROLE_KEY_ROWS = ROWS.filter(
  ({ who, action }) => typeof who === "string" && action.startsWith("kms:"),
);

const SUBMITTER = "forecast-dev-amazon-forecast-submitter";

let documents: AccountDocuments;

beforeAll(async () => {
  const graph: Graph = await recordAws();
  documents = documentsOf(graph);
});

describe("the documents of an account", () => {
  it.each(named(ROWS))("$name: $expected $action on $resource, $why", (row) => {
    expect(outcome(inAccount(documents), row)).toBe(row.expected);
  });

  it.each(named(ROLE_KEY_ROWS))(
    "$name, were the key open to the account: $expected $action, $why",
    (row) => {
      expect(outcome(withOpenKeys(inAccount(documents)), row)).toBe(row.expected);
    },
  );

  it.each(WIDE_REQUESTS)(
    "submitter, were it allowed everything: $expected $action, $why",
    (row) => {
      expect(outcome(withWideRole(documents, SUBMITTER), row)).toBe(row.expected);
    },
  );

  it("are asked with at least fifty requests, each for a reason and none twice", () => {
    const texts = ROWS.map(({ who, action, resource, context }) =>
      JSON.stringify([who, action, resource, context]),
    );

    expect(new Set(texts).size).toBe(texts.length);
    expect(ROWS.filter(({ why }) => why.length < 3)).toEqual([]);
    expect(ROWS.filter(({ expected }) => expected === "allowed").length).toBeGreaterThan(50);
    expect(ROWS.filter(({ expected }) => expected === "denied").length).toBeGreaterThan(50);
  });

  it("have no part that could be lost or widened without a request noticing", () => {
    const mutations = mutationsOf(documents);
    const unnoticed = mutations
      .filter(({ mutated }) => !isNoticed(mutated))
      .map(({ title }) => title);

    expect(unnoticed).toEqual([]);
    expect(mutations.length).toBeGreaterThan(200);
  });
});

/** Whether some request, in one of the three worlds, does not come out as it has to. */
function isNoticed(mutated: AccountDocuments): boolean {
  const differs = (account: AccountDocuments) => (row: Row) =>
    outcome(account, row) !== row.expected;
  return (
    ROWS.some(differs(inAccount(mutated))) ||
    ROLE_KEY_ROWS.some(differs(withOpenKeys(inAccount(mutated)))) ||
    WIDE_REQUESTS.some(differs(withWideRole(mutated, SUBMITTER)))
  );
}

function outcome(account: AccountDocuments, row: Row): Row["expected"] {
  const { action, resource, context = {} } = row;
  const request = { action, resource, context, caller: callerOf(row.who) };
  return isAllowed(account, PLACE, request) ? "allowed" : "denied";
}

function callerOf(who: Who): Caller {
  if (typeof who !== "string") {
    return who;
  }
  return roleCaller(
    PLACE,
    who.startsWith("arn:") ? (who.split("role/")[1] ?? "") : `forecast-dev-${who}`,
  );
}

function named(rows: readonly Row[]): (Row & { readonly name: string })[] {
  return rows.map((row) => ({
    ...row,
    name: typeof row.who === "string" ? row.who : row.who.name,
  }));
}
