/** Who may become which role. */
import { ACCOUNT, REGION } from "./aws-resources";
import type { Caller, Context } from "./evaluator";
import { allowed, denied, type Row, role, type Short, TOKEN } from "./request-rows";

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${TOKEN.issuer}`;

/** The holder of a token that the tenant signed. */
const HOLDER: Caller = { name: PROVIDER };

const BY_TOKEN = "sts:AssumeRoleWithWebIdentity";

/** The claims of a token, as AWS turns them into keys. */
function claims(change: { readonly aud?: string; readonly sub?: string } = {}): Context {
  return {
    [`${TOKEN.issuer}:aud`]: change.aud ?? TOKEN.audience,
    [`${TOKEN.issuer}:sub`]: change.sub ?? TOKEN.subject,
  };
}

const BY_JOBS = ["amazon-forecast", "sagemaker-automl"].flatMap((backend) =>
  ["submitter", "poller", "cleaner"].map((name) => `${backend}-${name}`),
);

const BY_SERVICE: readonly (readonly [string, string])[] = [
  ["amazon-forecast-import", "forecast"],
  ["amazon-forecast-export", "forecast"],
  ["sagemaker-automl-execution", "sagemaker"],
];

const JOBS: readonly Row[] = [
  ...allowed(
    HOLDER,
    ...BY_JOBS.map((name): Short => [BY_TOKEN, role(name), "the forecaster's token", claims()]),
  ),
  ...denied(
    HOLDER,
    ...BY_JOBS.flatMap((name): Short[] => [
      [BY_TOKEN, role(name), "another identity's token", claims({ sub: "somebody else" })],
      [BY_TOKEN, role(name), "a token for something else", claims({ aud: "api://other" })],
      [BY_TOKEN, role(name), "a token that says nothing"],
    ]),
    [BY_TOKEN, role("amazon-forecast-import"), "a service's role is no job's", claims()],
    [BY_TOKEN, role("sagemaker-automl-execution"), "a service's role is no job's", claims()],
    ["sts:AssumeRole", role("amazon-forecast-submitter"), "not the call for tokens", claims()],
  ),
  ...denied({ name: `arn:aws:iam::${ACCOUNT}:oidc-provider/sts.windows.net/other/` }, [
    BY_TOKEN,
    role("amazon-forecast-submitter"),
    "a token of another tenant with the same claims",
    claims(),
  ]),
  ...denied(role("amazon-forecast-poller"), [
    "sts:AssumeRole",
    role("amazon-forecast-cleaner"),
    "no role leads to another",
  ]),
];

const SERVICES: readonly Row[] = BY_SERVICE.flatMap(([name, service]) => {
  const caller: Caller = { name: `${service}.amazonaws.com` };
  const acts = (account: string, region: string): Context => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:${service}:${region}:${account}:any-job/a`,
  });
  const here = acts(ACCOUNT, REGION);
  return [
    ...allowed(caller, ["sts:AssumeRole", role(name), "for this account and region", here]),
    ...denied(
      caller,
      ["sts:AssumeRole", role(name), "for another account", acts("999999999999", REGION)],
      ["sts:AssumeRole", role(name), "for another region", acts(ACCOUNT, "us-east-1")],
      ["sts:AssumeRole", role(name), "for nobody in particular"],
      [
        "sts:AssumeRole",
        role(name),
        "for an account that contradicts the resource",
        { ...here, "aws:SourceAccount": "999999999999" },
      ],
    ),
    ...denied({ name: "lambda.amazonaws.com" }, [
      "sts:AssumeRole",
      role(name),
      "another service",
      here,
    ]),
  ];
});

/** Requests to STS. */
export const TRUST_REQUESTS: readonly Row[] = [...JOBS, ...SERVICES];
