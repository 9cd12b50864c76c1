/** The subscription and tenant that the stand-in plays. */
import { type ArmType, armId, ZERO_GUID } from "../../../../graph/arm-ids";
import type { Properties } from "../cloud-type";
import type { Clouds } from "../clouds";
import { guidOf } from "../values";

const SUBSCRIPTION_ID: string = guidOf("subscription");
export const TENANT_ID: string = guidOf("tenant");

/** What exists below another resource without being made. */
const GIVEN_CHILDREN = /\/(?:blobServices\/default|databases\/master)$/i;

/** @returns the id of a resource in this subscription. */
export function idIn(type: ArmType, name: string, inputs: Properties): string {
  return armId(type, name, inputs).replace(ZERO_GUID, SUBSCRIPTION_ID);
}

/** @returns whether an ARM id is one of something that exists. */
export function existsInAzure(clouds: Clouds, id: string): boolean {
  const wanted = id.toLowerCase();
  if (wanted === `/subscriptions/${SUBSCRIPTION_ID}`) return true;
  const owner = id.replace(GIVEN_CHILDREN, "").toLowerCase();
  return clouds.resources.some(
    ({ type, id: known }) =>
      type.startsWith("azure-native:") && [wanted, owner].includes(known.toLowerCase()),
  );
}

/** @returns whether an object id is that of an identity or of a service principal. */
export function isPrincipal(clouds: Clouds, objectId: string): boolean {
  return clouds.resources.some(
    ({ outputs }) => outputs["principalId"] === objectId || outputs["objectId"] === objectId,
  );
}
