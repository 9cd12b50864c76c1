/**
 * The Entra application that tokens for AWS are made out to.
 *
 *   TokenAudience
 *   ├─ ApplicationRegistration   v1 tokens, of this tenant only; it has no secret and signs in nobody
 *   ├─ ApplicationAppRole        what an identity has to be assigned to get a token
 *   ├─ ApplicationIdentifierUri  the token's `aud`
 *   ├─ ServicePrincipal          in the tenant, assignment required
 *   └─ AppRoleAssignment         the forecaster, and no one else
 *
 * A registration with parts of its own, and not `Application`: that one would take away, at each
 * update, the identifier URI that it does not hold, and it cannot hold one made of its own id.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens
 */
import {
  ApplicationAppRole,
  ApplicationIdentifierUri,
  ApplicationRegistration,
  AppRoleAssignment,
  ServicePrincipal,
} from "@pulumi/azuread";
import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import type { Identity, Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";

/** The application's one role; its id has to be unique within the application only. */
export const APP_ROLE = {
  id: "6c1f0d4e-9a27-4b53-8e0b-2f6d71c3a845",
  value: "Aws.Session",
} as const;

/** Arguments of {@link TokenAudience}. */
export interface TokenAudienceArgs {
  readonly forecaster: Pick<Identity, "principalId">;
  readonly site: Pick<Site, "environment">;
}

/**
 * An application with assignment required, and the forecaster assigned to it.
 *
 * Children: `<name>-application`, `-role`, `-identifier`, `-principal`, `-assignment`.
 *
 * @example new TokenAudience("aws-audience", { site, forecaster })
 */
export class TokenAudience extends ComponentResource {
  /** The `aud` of the tokens, `api://<client id>`; a token is asked for by `<audience>/.default`. */
  readonly audience: Output<string>;

  constructor(name: string, args: TokenAudienceArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:amazon-forecast:TokenAudience", name, {}, options);

    const application = this.#createApplication(name, args);
    const role = this.#createRole(name, application);
    const identifier = this.#createIdentifier(name, application);
    const principal = this.#createPrincipal(name, application);
    this.#createAssignment(name, args, role, principal);

    this.audience = identifier.identifierUri;
    this.registerOutputs({ audience: this.audience });
  }

  #createApplication(name: string, { site }: TokenAudienceArgs): ApplicationRegistration {
    return new ApplicationRegistration(
      `${name}-application`,
      {
        displayName: physicalName("entraApplication", {
          environment: site.environment,
          role: "aws",
        }),
        description:
          "The audience of the tokens that the forecasting jobs exchange for AWS sessions",
        // The issuer that AWS knows is that of version 1.
        requestedAccessTokenVersion: 1,
        signInAudience: "AzureADMyOrg",
      },
      childOptions(this),
    );
  }

  #createRole(name: string, application: ApplicationRegistration): ApplicationAppRole {
    return new ApplicationAppRole(
      `${name}-role`,
      {
        applicationId: application.id,
        allowedMemberTypes: ["Application"],
        description: "May exchange a token for a session of the forecasting roles in AWS",
        displayName: "AWS session",
        roleId: APP_ROLE.id,
        value: APP_ROLE.value,
      },
      childOptions(this),
    );
  }

  #createIdentifier(name: string, application: ApplicationRegistration): ApplicationIdentifierUri {
    return new ApplicationIdentifierUri(
      `${name}-identifier`,
      { applicationId: application.id, identifierUri: interpolate`api://${application.clientId}` },
      childOptions(this),
    );
  }

  #createPrincipal(name: string, application: ApplicationRegistration): ServicePrincipal {
    return new ServicePrincipal(
      `${name}-principal`,
      { clientId: application.clientId, appRoleAssignmentRequired: true },
      childOptions(this),
    );
  }

  #createAssignment(
    name: string,
    { forecaster }: TokenAudienceArgs,
    role: ApplicationAppRole,
    principal: ServicePrincipal,
  ): void {
    new AppRoleAssignment(
      `${name}-assignment`,
      {
        appRoleId: role.roleId,
        principalObjectId: forecaster.principalId,
        resourceObjectId: principal.objectId,
      },
      childOptions(this),
    );
  }
}
