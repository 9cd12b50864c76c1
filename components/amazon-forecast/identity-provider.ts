/**
 * The Entra tenant as an identity provider of the AWS account.
 *
 *   IdentityProvider
 *   └─ OpenIdConnectProvider   only where the account has none for the tenant yet
 *
 * An account holds one provider for a tenant. Where another stack made it, its ARN is given, and
 * whoever owns it adds this environment's audience to its client ids; without, AWS refuses the token.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
  output,
} from "@pulumi/pulumi";
import type { AwsSite } from "../aws/names";
import type { Identity } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";

/** Arguments of {@link IdentityProvider}. */
export interface IdentityProviderArgs {
  readonly forecaster: Pick<Identity, "tenantId">;
  readonly site: Pick<AwsSite, "accountId" | "environment">;
  readonly tokenAudience: { readonly audience: Output<string> };
  /**
   * ARN of the tenant's provider in this account; plain: decides which resources exist.
   *
   * @default - absent: the provider is created
   */
  readonly existingArn?: string;
}

/**
 * The provider that AWS checks the forecaster's tokens with.
 *
 * Children: `<name>-provider`, or none where an ARN is given.
 *
 * @example new IdentityProvider("aws-identity", { site, forecaster, tokenAudience })
 */
export class IdentityProvider extends ComponentResource {
  readonly arn: Output<string>;
  /** The tokens' issuer without its scheme, `sts.windows.net/<tenant>/`: the slash belongs to it. */
  readonly issuer: Output<string>;

  constructor(name: string, args: IdentityProviderArgs, options?: ComponentResourceOptions) {
    const created = args.existingArn === undefined;
    super("forecast-platform:amazon-forecast:IdentityProvider", name, { created }, options);

    this.issuer = interpolate`sts.windows.net/${args.forecaster.tenantId}/`;
    this.arn =
      args.existingArn === undefined ? this.#createProvider(name, args) : output(args.existingArn);
    this.registerOutputs({ arn: this.arn, issuer: this.issuer });
  }

  #createProvider(name: string, { site, tokenAudience }: IdentityProviderArgs): Output<string> {
    const provider = new OpenIdConnectProvider(
      `${name}-provider`,
      {
        clientIdLists: [tokenAudience.audience],
        tags: tagsOf(site.environment),
        url: interpolate`https://${this.issuer}`,
      },
      childOptions(this),
    );
    // Composed, so that a preview shows it; who uses it still waits for the provider.
    return all([this.issuer, provider.urn]).apply(
      ([issuer]) => `arn:aws:iam::${site.accountId}:oidc-provider/${issuer}`,
    );
  }
}
