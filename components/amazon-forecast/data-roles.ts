/** Which roles of Amazon Forecast touch data: the users of the exchange bucket's key. */
import { type AwsSite, iamRoleArn, iamRoleName } from "../aws/names";

/** What the names of the roles hold. */
export const BACKEND = "amazon-forecast";

/** ARNs of the roles that read or write objects; known before the roles are made. */
export function forecastDataRoles(site: AwsSite): readonly string[] {
  return ["submitter", "import", "export"].map((role) =>
    iamRoleArn(site, iamRoleName(site.environment, `${BACKEND}-${role}`)),
  );
}
