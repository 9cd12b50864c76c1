/** Azure SQL: what it refuses of a server and of its firewall. */
import type { Wanted } from "../cloud-type";
import { Refusal } from "../refusal";
import { recordOf, textOf } from "../values";
import { isPrincipal, TENANT_ID } from "./subscription";

/** @throws Refusal for an administrator that does not exist, or for none at all */
export function refuseAdministrator({ clouds, inputs }: Wanted): void {
  const administrators = recordOf(inputs["administrators"]);
  const sid = textOf(administrators["sid"]);
  const passwordless = administrators["azureADOnlyAuthentication"] === true;
  if (!passwordless && inputs["administratorLoginPassword"] === undefined) {
    throw new Refusal(
      "InvalidParameterValue",
      "a server needs an administrator's password, or Microsoft Entra-only authentication",
    );
  }
  if (sid !== "" && !isPrincipal(clouds, sid)) {
    throw new Refusal("InvalidParameterValue", `the administrator '${sid}' was not found`);
  }
  const tenant = textOf(administrators["tenantId"]);
  if (tenant !== "" && tenant !== TENANT_ID) {
    throw new Refusal("InvalidParameterValue", `the tenant '${tenant}' is not the subscription's`);
  }
}

/** @throws Refusal for addresses that are none, or that end before they begin */
export function refuseFirewallRange({ inputs }: Wanted): void {
  const [start, end] = [addressOf(inputs["startIpAddress"]), addressOf(inputs["endIpAddress"])];
  if (start === undefined || end === undefined || end < start) {
    throw new Refusal(
      "InvalidParameterValue",
      `the range '${textOf(inputs["startIpAddress"])}' to '${textOf(inputs["endIpAddress"])}' is none`,
    );
  }
}

function addressOf(value: unknown): number | undefined {
  const parts = textOf(value).split(".").map(Number);
  const valid =
    parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return valid ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
