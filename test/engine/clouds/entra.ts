/** Microsoft Entra: applications, their roles and service principals. */
import { isPrincipal, TENANT_ID } from "./azure/subscription";
import type { CloudType, Wanted } from "./cloud-type";
import type { Clouds } from "./clouds";
import { Refusal } from "./refusal";
import { guidOf, textOf } from "./values";

const APPLICATION = "azuread:index/applicationRegistration:ApplicationRegistration";
const APP_ROLE = "azuread:index/applicationAppRole:ApplicationAppRole";
const PRINCIPAL = "azuread:index/servicePrincipal:ServicePrincipal";

export const ENTRA_TYPES: Readonly<Record<string, CloudType>> = {
  [APPLICATION]: {
    answer: ({ clouds, previous }) => {
      if (previous !== undefined) return previous;
      const objectId = guidOf(`application ${clouds.next()}`);
      const clientId = guidOf(`client of application ${objectId}`);
      return { id: `/applications/${objectId}`, outputs: { clientId, objectId } };
    },
    refuse: ({ inputs }) => {
      const name = textOf(inputs["displayName"]);
      if (name === "" || name.length > 120) {
        throw new Refusal("Request_BadRequest", `invalid value '${name}' for displayName`);
      }
    },
  },
  [APP_ROLE]: {
    answer: ({ inputs }) => ({
      id: `${textOf(inputs["applicationId"])}/appRoles/${textOf(inputs["roleId"])}`,
    }),
    refuse: refuseAppRole,
  },
  "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri": {
    answer: ({ inputs }) => ({
      id: `${textOf(inputs["applicationId"])}/identifierUris/${btoa(textOf(inputs["identifierUri"]))}`,
    }),
    refuse: refuseIdentifierUri,
  },
  [PRINCIPAL]: {
    answer: ({ inputs, previous }) => {
      if (previous !== undefined) return previous;
      const objectId = guidOf(`service principal of ${textOf(inputs["clientId"])}`);
      return { id: `/servicePrincipals/${objectId}`, outputs: { objectId } };
    },
    refuse: ({ clouds, inputs }) => {
      const clientId = textOf(inputs["clientId"]);
      if (!clouds.ofType(APPLICATION).some(({ outputs }) => outputs["clientId"] === clientId)) {
        throw new Refusal(
          "Request_BadRequest",
          `the appId '${clientId}' does not reference a valid application`,
        );
      }
    },
    replaceOn: ["clientId"],
  },
  "azuread:index/appRoleAssignment:AppRoleAssignment": {
    answer: ({ inputs }) => {
      const resource = textOf(inputs["resourceObjectId"]);
      const principal = textOf(inputs["principalObjectId"]);
      return {
        id: `/servicePrincipals/${resource}/appRoleAssignedTo/${guidOf(principal + resource)}`,
      };
    },
    refuse: refuseAppRoleAssignment,
  },
};

function refuseUnknownApplication(clouds: Clouds, id: string): void {
  if (clouds.find(APPLICATION, id) === undefined) {
    throw new Refusal("Request_ResourceNotFound", `resource '${id}' does not exist`);
  }
}

function refuseAppRole({ clouds, inputs, previous, type }: Wanted): void {
  const application = textOf(inputs["applicationId"]);
  refuseUnknownApplication(clouds, application);
  const value = inputs["value"];
  const twice = clouds
    .ofType(type)
    .some(
      (other) => other.inputs["applicationId"] === application && other.inputs["value"] === value,
    );
  if (twice && previous === undefined) {
    throw new Refusal("InvalidAppRole", `the app role value '${textOf(value)}' is there twice`);
  }
}

/** @see https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions */
function refuseIdentifierUri({ clouds, inputs }: Wanted): void {
  const id = textOf(inputs["applicationId"]);
  refuseUnknownApplication(clouds, id);
  const application = clouds.find(APPLICATION, id);
  const uri = textOf(inputs["identifierUri"]);
  const named = [application?.outputs["clientId"], TENANT_ID].some((part) =>
    uri.includes(textOf(part)),
  );
  if (!/^(?:api|https):\/\//.test(uri) || !named) {
    throw new Refusal(
      "HostNameNotOnVerifiedDomain",
      `'${uri}' has to be in the form of api://{appId} or to use a verified domain`,
    );
  }
}

function refuseAppRoleAssignment({ clouds, inputs }: Wanted): void {
  const { appRoleId, principalObjectId, resourceObjectId } = inputs;
  const resource = clouds
    .ofType(PRINCIPAL)
    .find(({ outputs }) => outputs["objectId"] === resourceObjectId);
  if (resource === undefined || !isPrincipal(clouds, textOf(principalObjectId))) {
    throw new Refusal(
      "Request_ResourceNotFound",
      `'${textOf(resource === undefined ? resourceObjectId : principalObjectId)}' does not exist`,
    );
  }
  const roles = clouds.ofType(APP_ROLE).map((role) => role.inputs["roleId"]);
  if (!roles.includes(appRoleId)) {
    throw new Refusal(
      "Request_BadRequest",
      `permission '${textOf(appRoleId)}' was not found on the application`,
    );
  }
}
