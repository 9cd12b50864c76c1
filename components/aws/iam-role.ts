/** A role with its one inline policy, as a component's children. */
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { type ComponentResource, type Input, type Output, output } from "@pulumi/pulumi";
import type { Identity } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { tagsOf } from "../shared/tags";
import { type AwsSite, iamRoleArn, iamRoleName } from "./names";
import type { PolicyDocument } from "./policy-document";
import { webIdentityTrust } from "./trust";

/**
 * How long a session of a role lasts at most, in seconds: the least that IAM takes.
 *
 * A job submits, asks or deletes and is done; nothing waits with a session open.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, read 2026-11
 */
export const SESSION_SECONDS = 3600;

/** What a role is, who may become it and what it may do. */
export interface RolePlan {
  readonly description: string;
  readonly policy: Input<PolicyDocument>;
  /** The last part of the role's name and of the resources' names in the program. */
  readonly role: string;
  /** The backend, which the role's name holds: an account may have the roles of two. */
  readonly backend: string;
  readonly site: AwsSite;
  readonly trust: Input<PolicyDocument>;
}

/**
 * Creates `<parent>-<role>` and `<parent>-<role>-policy`.
 *
 * @param name - the parent's name
 * @returns the role's ARN, composed from its name, so that a preview shows it
 */
export function createRole(
  parent: ComponentResource,
  name: string,
  plan: RolePlan,
): Output<string> {
  const { backend, description, policy, site, trust } = plan;
  const role = new Role(
    `${name}-${plan.role}`,
    {
      name: iamRoleName(site.environment, `${backend}-${plan.role}`),
      description,
      assumeRolePolicy: textOf(trust),
      maxSessionDuration: SESSION_SECONDS,
      tags: tagsOf(site.environment),
    },
    childOptions(parent),
  );
  new RolePolicy(
    `${name}-${plan.role}-policy`,
    { name: plan.role, role: role.name, policy: textOf(policy) },
    childOptions(parent),
  );
  return role.name.apply((roleName) => iamRoleArn(site, roleName));
}

/** The one caller that the roles of the jobs trust, as components refer to it. */
export interface CallerArgs {
  readonly forecaster: Pick<Identity, "principalId">;
  readonly identityProvider: { readonly arn: Output<string>; readonly issuer: Output<string> };
  readonly tokenAudience: { readonly audience: Output<string> };
}

/** The trust policy of every role that the jobs take. */
export function callerTrust(args: CallerArgs): Output<PolicyDocument> {
  const { forecaster, identityProvider, tokenAudience } = args;
  return output({
    audience: tokenAudience.audience,
    issuer: identityProvider.issuer,
    providerArn: identityProvider.arn,
    subject: forecaster.principalId,
  }).apply(webIdentityTrust);
}

function textOf(document: Input<PolicyDocument>): Output<string> {
  return output(document).apply((plain) => JSON.stringify(plain));
}
