/** IAM: roles, their policies, identity providers. */
import type { CloudType, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { guidOf, listOf, textOf } from "../values";
import { refuseDocument } from "./iam-document";

/** The account that the stand-in plays; the example settings name it. */
export const AWS_ACCOUNT = "000000000000";

/** Most characters of documents. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST = { trust: 2048, inline: 10_240 } as const;

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

export const IAM_TYPES: Readonly<Record<string, CloudType>> = {
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    answer: ({ inputs }) => {
      const arn = providerArn(textOf(inputs["url"]));
      return { id: arn, outputs: { arn } };
    },
    refuse: refuseProvider,
    replaceOn: ["url"],
  },
  [ROLE]: {
    answer: ({ inputs }) => {
      const name = textOf(inputs["name"]);
      const arn = `arn:aws:iam::${AWS_ACCOUNT}:role/${name}`;
      return {
        id: name,
        outputs: {
          arn,
          uniqueId: `AROA${guidOf(name).replaceAll("-", "").slice(0, 17).toUpperCase()}`,
        },
      };
    },
    refuse: refuseRole,
    refuseDelete: ({ id }, clouds) => {
      if (clouds.ofType(ROLE_POLICY).some(({ inputs }) => inputs["role"] === id)) {
        throw new Refusal("DeleteConflict", "cannot delete entity, must delete policies first");
      }
    },
    replaceOn: ["name", "path"],
  },
  [ROLE_POLICY]: {
    answer: ({ inputs }) => ({ id: `${textOf(inputs["role"])}:${textOf(inputs["name"])}` }),
    refuse: ({ clouds, inputs }) => {
      refuseUnknownRole(clouds, textOf(inputs["role"]));
      refuseDocument(inputs["policy"], "identity", MOST.inline);
    },
    replaceOn: ["name", "role"],
  },
};

/** @throws Refusal for a role that does not exist */
function refuseUnknownRole(clouds: Clouds, name: string): void {
  if (clouds.find(ROLE, name) === undefined) {
    throw new Refusal("NoSuchEntity", `the role with name ${name} cannot be found`);
  }
}

function refuseRole({ clouds, inputs, previous, type }: Wanted): void {
  const name = textOf(inputs["name"]);
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw new Refusal(
      "ValidationError",
      `the role name '${name}' must have at most 64 of the characters A-Z a-z 0-9 + = , . @ - _`,
    );
  }
  if (previous === undefined && clouds.find(type, name) !== undefined) {
    throw new Refusal("EntityAlreadyExists", `role with name ${name} already exists`);
  }
  const seconds = inputs["maxSessionDuration"];
  if (typeof seconds === "number" && (seconds < 3600 || seconds > 43_200)) {
    throw new Refusal("ValidationError", `maxSessionDuration ${seconds} is not in 3600 to 43200`);
  }
  refuseDocument(inputs["assumeRolePolicy"], "trust", MOST.trust);
}

function refuseProvider({ clouds, inputs, previous, type }: Wanted): void {
  const url = textOf(inputs["url"]);
  if (!/^https:\/\/[a-z0-9.-]+(?:\/[\w./-]*)?$/.test(url)) {
    throw new Refusal("ValidationError", `invalid Open ID Connect Provider URL '${url}'`);
  }
  if (previous === undefined && clouds.find(type, providerArn(url)) !== undefined) {
    throw new Refusal("EntityAlreadyExists", `provider with url ${url} already exists`);
  }
  if (listOf(inputs["clientIdLists"]).some((audience) => textOf(audience) === "")) {
    throw new Refusal("ValidationError", "a client id is empty");
  }
}

function providerArn(url: string): string {
  return `arn:aws:iam::${AWS_ACCOUNT}:oidc-provider/${url.replace("https://", "")}`;
}
