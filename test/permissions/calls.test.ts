/**
 * Holds the policies of a stack against what its jobs really ask: runs and a clean-up are played on the
 * stack's own settings, with the Python package, against stand-ins that record every request.
 *
 * Not proven here: that AWS itself asks IAM what the stand-in says that it asks.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Graph, ofType } from "../../graph/graph";
import { PYTHON } from "../../tools/python-environment";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { forecastsOn } from "../stacks/environments";
import { recordEnvironment } from "../support/record";
import { type AccountPlace, isAllowed, roleCaller } from "./account";
import { type AccountDocuments, documentsOf, type PlainDocument } from "./documents";
import type { Caller, Context, Request } from "./evaluator";
import { inAccount } from "./surroundings";

/** A request as it was recorded; the holder of a token has no role yet. */
interface Recorded extends Omit<Request, "caller"> {
  readonly role: string | null;
}

/** Actions that the roles of Amazon Forecast have in reserve: for a person at the console, and for later. */
const RESERVE = [
  "forecast:CreatePredictorBacktestExportJob",
  "forecast:DeleteDataset",
  "forecast:DeleteDatasetGroup",
  "forecast:DeleteForecast",
  "forecast:DeleteForecastExportJob",
  "forecast:DeletePredictor",
  "forecast:DeletePredictorBacktestExportJob",
  "forecast:DescribePredictorBacktestExportJob",
  "forecast:ListForecastExportJobs",
  "forecast:ListPredictorBacktestExportJobs",
];

const JOB_ROLES = ["submitter", "poller", "cleaner"].map(
  (role) => `forecast-dev-amazon-forecast-${role}`,
);

/** Every id in the recorder's answers: of the tenant, and of the forecaster's principal. */
const ZERO_GUID = "00000000-0000-0000-0000-000000000000";

const ISSUER = `sts.windows.net/${ZERO_GUID}/`;

let account: AccountDocuments;
let audience: string;
let place: AccountPlace;
let recorded: readonly Recorded[];

beforeAll(async () => {
  const graph = await recordEnvironment("dev", forecastsOn("amazon-forecast", "demand"));
  const settings = settingsOf(graph);
  const { aws } = JSON.parse(settings) as { aws: AccountPlace & { audience: string } };
  place = aws;
  audience = aws.audience;
  account = documentsOf(graph);
  recorded = await play(settings);
}, 300_000);

describe("the policies of a stack", () => {
  it("allow every request that its runs and its clean-up make", () => {
    const refused = recorded.filter((one) => !isAllowed(inAccount(account), place, asRequest(one)));

    expect(refused).toStrictEqual([]);
    expect(recorded.length).toBeGreaterThan(60);
  });

  it("are asked as each of the three roles, and as the service's own two", () => {
    const roles = new Set(recorded.map(({ role }) => role).filter((role) => role !== null));

    expect([...roles].sort()).toStrictEqual(
      [
        ...JOB_ROLES,
        "forecast-dev-amazon-forecast-import",
        "forecast-dev-amazon-forecast-export",
      ].sort(),
    );
  });

  it("allow a job no action of the service that none of these requests needs, but those in reserve", () => {
    const needed = new Set(recorded.map(({ action }) => action));
    const given = JOB_ROLES.flatMap((role) => actionsOf(account.identities, role));

    expect([...new Set(given)].filter((action) => !needed.has(action)).sort()).toStrictEqual(
      RESERVE,
    );
  });

  it("would be noticed without any one of the statements", () => {
    const unnoticed = JOB_ROLES.flatMap((role) =>
      Object.entries(account.identities)
        .filter(([name]) => name.startsWith(`${role}/`))
        .flatMap(([name, document]) =>
          document.Statement.filter((_, at) => !isNoticedWithout(name, document, at)).map(
            ({ Sid }) => `${role} ${String(Sid)}`,
          ),
        ),
    );

    expect(unnoticed).toStrictEqual([]);
  });
});

/** Whether some request is refused when a document has lost a statement. */
function isNoticedWithout(name: string, document: PlainDocument, at: number): boolean {
  const Statement = document.Statement.toSpliced(at, 1);
  const identities = { ...account.identities, [name]: { ...document, Statement } };
  const poorer = inAccount({ ...account, identities });
  return recorded.some((one) => !isAllowed(poorer, place, asRequest(one)));
}

function asRequest({ role, action, resource, context }: Recorded): Request {
  return role === null
    ? { action, resource, ...holder() }
    : { action, resource, context, caller: roleCaller(place, role) };
}

/** The holder of the token that a job asks for: of the tenant, for the audience, as the forecaster. */
function holder(): { readonly caller: Caller; readonly context: Context } {
  const provider = `arn:aws:iam::${place.accountId}:oidc-provider/${ISSUER}`;
  const context = { [`${ISSUER}:aud`]: audience, [`${ISSUER}:sub`]: ZERO_GUID };
  return { caller: { name: provider }, context };
}

function actionsOf(identities: AccountDocuments["identities"], role: string): readonly string[] {
  return Object.entries(identities)
    .filter(([name]) => name.startsWith(`${role}/`))
    .flatMap(([, document]) => document.Statement)
    .flatMap((statement) => statement["Action"] as readonly string[])
    .filter((action) => action.startsWith("forecast:"));
}

function settingsOf(graph: Graph): string {
  const job = ofType(graph, "databricks:index/job:Job").find(
    ({ inputs }) => inputs["name"] === "clean-up",
  );
  const [task] = (job?.inputs["tasks"] ?? []) as {
    notebookTask: { baseParameters: { settings: string } };
  }[];
  return task?.notebookTask.baseParameters.settings ?? "";
}

async function play(settings: string): Promise<readonly Recorded[]> {
  const script = join(PROJECT_DIRECTORY, "python", "tests", "aws", "requests_to_aws.py");
  const child = spawn(PYTHON, [script], { env: process.env });
  child.stdin.end(settings);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (code !== 0) throw new Error(stderr.split("\n").slice(-20).join("\n"));
  return JSON.parse(stdout) as readonly Recorded[];
}
