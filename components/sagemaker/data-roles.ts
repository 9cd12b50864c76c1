/** Which roles of SageMaker touch data: the users of the exchange bucket's key. */
import { type AwsSite, iamRoleArn, iamRoleName } from "../aws/names";

/** What the names of the roles hold. */
export const BACKEND = "sagemaker-automl";

/** ARNs of the roles that read or write objects; known before the roles are made. */
export function sageMakerDataRoles(site: AwsSite): readonly string[] {
  return ["submitter", "execution"].map((role) =>
    iamRoleArn(site, iamRoleName(site.environment, `${BACKEND}-${role}`)),
  );
}
