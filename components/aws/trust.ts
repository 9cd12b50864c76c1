/** Trust policies: who may become a role. */
import { type PolicyDocument, policyDocument } from "./policy-document";

/** A caller of another cloud, known by a token. */
export interface FederatedCaller {
  /** The token's `aud`. */
  readonly audience: string;
  /** The token's `iss` without its scheme, as condition keys begin: `sts.windows.net/<tenant>/`. */
  readonly issuer: string;
  readonly providerArn: string;
  /** The token's `sub`: the object id of one identity. */
  readonly subject: string;
}

/**
 * Trusts the holder of one identity's token for one audience.
 *
 * Both are pinned: without `sub`, every identity of the tenant that gets a token for the audience
 * would be trusted; without `aud`, a token that the identity was given for something else.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html, read 2026-09
 */
export function webIdentityTrust(caller: FederatedCaller): PolicyDocument {
  const { audience, issuer, providerArn, subject } = caller;
  return policyDocument({
    Sid: "TrustForecaster",
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject } },
  });
}

/** A service of AWS that acts for one account in one region. */
export interface ActingService {
  readonly account: string;
  readonly region: string;
  /** The service's prefix, such as `forecast`. */
  readonly service: string;
}

/**
 * Trusts a service when it acts for its customer's own account and region.
 *
 * Without the conditions, another customer could make the service act here: the confused deputy.
 *
 * @see https://docs.aws.amazon.com/forecast/latest/dg/aws-forecast-iam-roles.html, read 2026-11
 */
export function serviceTrust({ account, region, service }: ActingService): PolicyDocument {
  return policyDocument({
    Sid: "TrustService",
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: ["sts:AssumeRole"],
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": `arn:aws:${service}:${region}:${account}:*` },
    },
  });
}
