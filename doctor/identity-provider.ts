/** Whether the AWS account has an identity provider of the Entra tenant already; it can have only one. */
import { type Check, failed, passed, unchecked } from "./check";
import type { Run } from "./tool-checks";

/** What the settings say. */
export interface IdentityProviderQuestion {
  /** Of `forecast-platform:aws`; undefined: the stack makes the provider. */
  readonly oidcProviderArn: string | undefined;
  readonly stack: string;
}

const ID = "aws-identity-provider";
const REPAIR = "give the provider's ARN as `oidcProviderArn` in `forecast-platform:aws`";

/** @param question - undefined: no forecast runs on AWS */
export async function identityProvider(
  run: Run,
  question: IdentityProviderQuestion | undefined,
): Promise<readonly Check[]> {
  if (question === undefined) return [];
  const listed = await run("aws", ["iam", "list-open-id-connect-providers", "--output", "json"]);
  if (listed?.code !== 0)
    return [unchecked(ID, "aws does not list the account's", "see aws-login")];
  const arns: readonly string[] = listed.stdout.match(/arn:[^"]+:oidc-provider\/[^"]+/g) ?? [];
  const { oidcProviderArn: given } = question;
  if (given !== undefined) {
    return [
      arns.includes(given)
        ? passed(ID, `the account has ${given}`)
        : failed(ID, `the account has no ${given}`, "correct it, or leave it out to have one made"),
    ];
  }
  return [await ofTenant(run, arns, question.stack)];
}

async function ofTenant(run: Run, arns: readonly string[], stack: string): Promise<Check> {
  const entra = arns.filter((arn) => arn.includes(":oidc-provider/sts.windows.net/"));
  if (entra.length === 0) return passed(ID, "the account has none of Entra; the stack makes one");
  const tenant = await run("az", ["account", "show", "--query", "tenantId", "--output", "tsv"]);
  if (tenant?.code !== 0) {
    return unchecked(
      ID,
      `the account has ${entra.join(", ")}; az does not tell the tenant`,
      REPAIR,
    );
  }
  const arn = entra.find((each) => each.includes(`/${tenant.stdout.trim()}`));
  if (arn === undefined) return passed(ID, "the account has none of this tenant");
  return (await belongsTo(run, arn, stack))
    ? passed(ID, `${arn} is this environment's own`)
    : failed(ID, `the account has ${arn}, which this environment did not make`, REPAIR);
}

/** By the tags that every resource of an environment has. */
async function belongsTo(run: Run, arn: string, stack: string): Promise<boolean> {
  const query = "Tags[?Key=='environment'].Value";
  const args = ["iam", "list-open-id-connect-provider-tags", "--open-id-connect-provider-arn", arn];
  const tags = await run("aws", [...args, "--query", query, "--output", "text"]);
  return tags?.code === 0 && tags.stdout.trim() === stack;
}
