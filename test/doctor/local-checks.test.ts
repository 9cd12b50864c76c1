// Proves: what is said of tools, of other programs' logins and of Amazon Forecast, by what these programs
// say. Does not prove that the programs of every machine say it so.

import { forecastAccess } from "../../doctor/forecast-access";
import { identityProvider } from "../../doctor/identity-provider";
import { awsLogin, pulumiLogin } from "../../doctor/login-checks";
import { type Run, type Said, toolChecks } from "../../doctor/tool-checks";

const ACCOUNT = "123456789012";

/** Programs that say the same whatever they are asked; others are not there. */
function machine(programs: Readonly<Record<string, string>>, code = 0): Run {
  return async (program) => {
    const stdout = programs[program];
    return stdout === undefined ? null : { code, stdout, stderr: code === 0 ? "" : stdout };
  };
}

describe("the tools", () => {
  const ALL = {
    node: "v22.11.0",
    pulumi: "v3.255.0",
    az: '{ "azure-cli": "2.70.0" }',
    aws: "aws-cli/2.22.1 Python/3.12.6",
    python3: "Python 3.12.3",
    java: 'openjdk version "17.0.12" 2024-07-16',
    go: "go version go1.26.8 linux/amd64",
  };

  async function statuses(programs: Readonly<Record<string, string>>): Promise<string> {
    const checks = await toolChecks(machine(programs));
    return checks.map(({ id, status }) => `${id.replace("tool-", "")} ${status}`).join(", ");
  }

  it("pass where all are there and new enough", async () => {
    expect(await statuses(ALL)).not.toMatch(/failed|unchecked/);
  });

  it.each([
    ["an old node", { ...ALL, node: "v18.20.0" }, "node failed"],
    ["no pulumi", { ...ALL, pulumi: undefined }, "pulumi failed"],
    ["a pulumi that says nothing of use", { ...ALL, pulumi: "?" }, "pulumi failed"],
    [
      "an old Python, which only tests need",
      { ...ALL, python3: "Python 3.9.1" },
      "python3 unchecked",
    ],
    ["no Go", { ...ALL, go: undefined }, "go unchecked"],
  ])("say it of %s", async (_, programs, said) => {
    const there = Object.fromEntries(
      Object.entries(programs).flatMap(([name, text]) =>
        text === undefined ? [] : [[name, text]],
      ),
    );

    expect(await statuses(there)).toContain(said);
  });

  it("say what to install", async () => {
    const [node] = await toolChecks(machine({}));

    expect(node).toStrictEqual({
      id: "tool-node",
      status: "failed",
      message: "there is no node",
      repair: "install node 20.0 or newer; it is needed for everything",
    });
  });
});

describe("the logins of other programs", () => {
  it("pass, fail, or cannot be asked", async () => {
    expect(await pulumiLogin(machine({ pulumi: "me\n" }))).toMatchObject({
      status: "passed",
      message: "the state is reached as me",
    });
    expect(await pulumiLogin(machine({ pulumi: "error: not logged in" }, 1))).toMatchObject({
      status: "failed",
      message: "no state: error: not logged in",
    });
    expect(await pulumiLogin(machine({}))).toMatchObject({ status: "unchecked" });
  });

  it("of AWS are held against the account of the settings", async () => {
    const aws = machine({ aws: `{ "Account": "${ACCOUNT}", "Arn": "arn:..." }` });
    const [mine, other] = [ACCOUNT, "000000000000"].map((accountId) => ({
      accountId,
      region: "us-east-1",
    }));

    expect(await awsLogin(aws, mine)).toMatchObject([{ status: "passed" }]);
    expect(await awsLogin(aws, other)).toMatchObject([
      { status: "failed", message: `signed in to ${ACCOUNT}, the settings name 000000000000` },
    ]);
    expect(await awsLogin(machine({ aws: "expired" }, 255), mine)).toMatchObject([
      { status: "failed", message: "not signed in: expired" },
    ]);
    expect(await awsLogin(machine({}), mine)).toMatchObject([{ status: "unchecked" }]);
    expect(await awsLogin(machine({}), undefined)).toStrictEqual([]);
  });

  it("of AWS is asked for in the region of the settings, since a machine may have none", async () => {
    const asked: (readonly string[])[] = [];
    const run: Run = async (_, args) => {
      asked.push(args);
      return null;
    };

    await awsLogin(run, { accountId: ACCOUNT, region: "eu-west-1" });

    expect(asked[0]?.join(" ")).toContain("--region eu-west-1");
  });
});

describe("the identity provider of the AWS account", () => {
  const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  const ARN = `arn:aws:iam::${ACCOUNT}:oidc-provider/sts.windows.net/${TENANT}/`;
  const QUESTION = { oidcProviderArn: undefined, stack: "staging" };

  /** An account with these providers, made by `dev`. */
  function account(arns: readonly string[], tenant: string | null = TENANT): Run {
    return async (program, args) => {
      if (program === "az") return tenant === null ? null : { code: 0, stdout: tenant, stderr: "" };
      const listed = { OpenIDConnectProviderList: arns.map((Arn) => ({ Arn })) };
      const isList = args.includes("list-open-id-connect-providers");
      return { code: 0, stdout: isList ? JSON.stringify(listed) : "dev\n", stderr: "" };
    };
  }

  it.each([
    ["none: the stack makes one", account([]), QUESTION, "passed"],
    ["one of another tenant", account([ARN], "another"), QUESTION, "passed"],
    ["one that this environment made", account([ARN]), { ...QUESTION, stack: "dev" }, "passed"],
    ["one that another environment made", account([ARN]), QUESTION, "failed"],
    ["the one given", account([ARN]), { ...QUESTION, oidcProviderArn: ARN }, "passed"],
    ["not the one given", account([]), { ...QUESTION, oidcProviderArn: ARN }, "failed"],
    ["one, and az cannot tell the tenant", account([ARN], null), QUESTION, "unchecked"],
    ["nothing that aws would list", machine({}), QUESTION, "unchecked"],
  ])("is %s", async (_, run, question, status) => {
    expect(await identityProvider(run, question)).toMatchObject([
      { id: "aws-identity-provider", status },
    ]);
  });

  it("tells what to set where another environment made it", async () => {
    const [check] = await identityProvider(account([ARN]), QUESTION);

    expect(check?.message).toContain(ARN);
    expect(check?.repair).toContain("oidcProviderArn");
  });

  it("is nobody's business where no forecast runs on AWS", async () => {
    expect(await identityProvider(account([ARN]), undefined)).toStrictEqual([]);
  });
});

describe("Amazon Forecast", () => {
  const QUESTION = { forecasts: ["demand"], settings: "{}" };
  const saying =
    (answer: unknown, code = 0) =>
    async (): Promise<Said> => ({
      code,
      stdout: `${JSON.stringify(answer)}\n`,
      stderr: "",
    });

  it.each([
    ["authorised", "passed"],
    ["closed", "failed"],
    ["not authorised", "unchecked"],
    ["unclear", "unchecked"],
  ])("that is %s to the account has %s", async (verdict, status) => {
    const answer = { verdict, error: { message: "what the service said" } };

    const [check] = await forecastAccess(QUESTION, saying(answer));

    expect(check?.status).toBe(status);
    if (verdict === "closed") expect(check?.repair).toContain("another `backend`");
  });

  it("is not asked about where nothing can ask, or nothing runs there", async () => {
    const old = async (): Promise<Said> => ({ code: 2, stdout: "", stderr: "no such command\n" });

    expect(await forecastAccess(QUESTION, async () => null)).toMatchObject([
      { status: "unchecked", repair: "run `npm run python`" },
    ]);
    expect(await forecastAccess(QUESTION, old)).toMatchObject([
      { status: "unchecked", message: "the preflight gave no verdict: no such command" },
    ]);
    expect(await forecastAccess({ ...QUESTION, forecasts: [] }, old)).toStrictEqual([]);
  });
});
