/** The logins that other programs hold: Pulumi's state, the AWS account. */
import { type Check, failed, passed, unchecked } from "./check";
import type { Run } from "./tool-checks";

/** @returns whether the engine can reach the state. */
export async function pulumiLogin(run: Run): Promise<Check> {
  const id = "pulumi-login";
  const said = await run("pulumi", ["whoami", "--non-interactive", "--color", "never"]);
  const repair = "run `pulumi login <url>`, with the backend that docs/operations.md names";
  if (said === null) return unchecked(id, "there is no pulumi to ask", repair);
  return said.code === 0
    ? passed(id, `the state is reached as ${said.stdout.trim()}`)
    : failed(id, `no state: ${lastLine(said.stderr)}`, repair);
}

/** @param aws - of the settings; undefined: no forecast runs on AWS */
export async function awsLogin(
  run: Run,
  aws: { readonly accountId: string; readonly region: string } | undefined,
): Promise<readonly Check[]> {
  if (aws === undefined) return [];
  const { accountId, region } = aws;
  const id = "aws-login";
  // Without a region of its own the program asks nobody, however good the login is.
  const ask = ["sts", "get-caller-identity", "--output", "json", "--region", region];
  const said = await run("aws", ask);
  const repair = "run `aws sso login`, or set AWS_PROFILE to the account's profile";
  if (said === null) return [unchecked(id, "there is no aws to ask", repair)];
  if (said.code !== 0) return [failed(id, `not signed in: ${lastLine(said.stderr)}`, repair)];
  const [, account = "unknown"] = /"Account":\s*"(\d{12})"/.exec(said.stdout) ?? [];
  return [
    account === accountId
      ? passed(id, `signed in to the account ${account}`)
      : failed(
          id,
          `signed in to ${account}, the settings name ${accountId}`,
          "sign in to the account of the settings, or correct `forecast-platform:aws`",
        ),
  ];
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
