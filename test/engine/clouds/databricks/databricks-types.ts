/** The Databricks types inside a workspace. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_DIRECTORY } from "../../../../tools/root";
import type { CloudType, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";
import { refuseUnknownAccount, SERVICE_PRINCIPAL } from "./accounts";
import { CLUSTER_POLICY, NOTEBOOK, refuseClusterPolicy, refuseJob } from "./jobs";
import { SECURABLE_TYPES, VOLUME } from "./securables";

const DIRECTORY = "databricks:index/directory:Directory";
const JOB = "databricks:index/job:Job";

export const DATABRICKS_TYPES: Readonly<Record<string, CloudType>> = {
  ...SECURABLE_TYPES,
  [CLUSTER_POLICY]: {
    answer: ({ clouds, previous }) => {
      const policyId = previous?.id ?? clouds.next().toString(16).toUpperCase().padStart(16, "0");
      return { id: policyId, outputs: { policyId } };
    },
    refuse: refuseClusterPolicy,
  },
  [DIRECTORY]: {
    answer: ({ clouds, inputs, previous }) => {
      const path = textOf(inputs["path"]);
      const objectId = previous?.outputs["objectId"] ?? 10 ** 14 + clouds.next();
      return { id: path, outputs: { objectId, workspacePath: `/Workspace${path}` } };
    },
    refuse: refuseRelativePath,
    refuseDelete: (directory, clouds) => {
      if (clouds.contentsOf(directory).length > 0 && directory.inputs["deleteRecursive"] !== true) {
        throw new Refusal("DIRECTORY_NOT_EMPTY", `folder (${directory.id}) is not empty`);
      }
    },
    replaceOn: ["path"],
  },
  "databricks:index/file:File": {
    answer: ({ inputs }) => ({ id: textOf(inputs["path"]) }),
    refuse: refuseFile,
    replaceOn: ["path"],
  },
  [JOB]: {
    answer: ({ clouds, previous }) => {
      const id = previous?.id ?? String(10 ** 14 + clouds.next());
      return { id, outputs: { url: `https://adb-0.azuredatabricks.net/#job/${id}` } };
    },
    refuse: refuseJob,
  },
  [NOTEBOOK]: {
    answer: ({ inputs }) => ({ id: textOf(inputs["path"]) }),
    refuse: refuseRelativePath,
    replaceOn: ["path"],
  },
  "databricks:index/permissions:Permissions": {
    answer: ({ inputs }) => ({ id: permittedOn(inputs).id }),
    refuse: refusePermissions,
    replaceOn: ["clusterPolicyId", "directoryPath", "jobId"],
  },
  [SERVICE_PRINCIPAL]: {
    answer: ({ clouds, previous }) => ({ id: previous?.id ?? String(10 ** 15 + clouds.next()) }),
    refuse: refuseServicePrincipal,
    replaceOn: ["applicationId"],
  },
};

function refuseRelativePath({ inputs }: Wanted): void {
  const path = textOf(inputs["path"]);
  if (!path.startsWith("/")) {
    throw new Refusal("INVALID_PARAMETER_VALUE", `path (${path}) must start with '/'`);
  }
}

function refuseServicePrincipal({ clouds, inputs, previous, type }: Wanted): void {
  const id = textOf(inputs["applicationId"]);
  const known = clouds.resources.some(({ outputs }) => outputs["clientId"] === id);
  if (!known) {
    throw new Refusal("NOT_FOUND", `application '${id}' was not found in Microsoft Entra`);
  }
  const twice = clouds.ofType(type).some((other) => other.inputs["applicationId"] === id);
  if (twice && previous === undefined) {
    throw new Refusal("RESOURCE_ALREADY_EXISTS", `service principal '${id}' already exists`);
  }
}

/** A file in a volume: the volume exists, and what is uploaded lies in the project's directory. */
function refuseFile({ clouds, inputs }: Wanted): void {
  const path = textOf(inputs["path"]);
  const [, catalog = "", schema = "", volume = ""] =
    /^\/Volumes\/([^/]+)\/([^/]+)\/([^/]+)\/./.exec(path) ?? [];
  if (clouds.find(VOLUME, `${catalog}.${schema}.${volume}`) === undefined) {
    throw new Refusal("NOT_FOUND", `the volume of '${path}' does not exist`);
  }
  const source = textOf(inputs["source"]);
  if (source !== "" && !existsSync(join(PROJECT_DIRECTORY, source))) {
    throw new Refusal("cannot open source", `open ${source}: no such file or directory`);
  }
}

function permittedOn({ clusterPolicyId, directoryPath, jobId }: Wanted["inputs"]): {
  readonly id: string;
  readonly target: string;
  readonly type: string;
  readonly levels: readonly string[];
} {
  const [directory, job, policy] = [directoryPath, jobId, clusterPolicyId].map(textOf);
  if (job) {
    const levels = ["CAN_MANAGE", "CAN_MANAGE_RUN", "CAN_VIEW", "IS_OWNER"];
    return { id: `/jobs/${job}`, target: job, type: JOB, levels };
  }
  if (directory) {
    const levels = ["CAN_EDIT", "CAN_MANAGE", "CAN_READ", "CAN_RUN"];
    return { id: `/directories${directory}`, target: directory, type: DIRECTORY, levels };
  }
  const target = policy ?? "";
  return { id: `/cluster-policies/${target}`, target, type: CLUSTER_POLICY, levels: ["CAN_USE"] };
}

function refusePermissions({ clouds, inputs }: Wanted): void {
  const { target, type, levels } = permittedOn(inputs);
  refuseMissing(clouds, type, target);
  for (const control of listOf(inputs["accessControls"]).map(recordOf)) {
    const level = textOf(control["permissionLevel"]);
    if (!levels.includes(level)) {
      throw new Refusal(
        "INVALID_PARAMETER_VALUE",
        `permission level ${level} is not one of ${levels.join(", ")}`,
      );
    }
    refuseUnknownAccount(clouds, textOf(control["servicePrincipalName"] ?? control["groupName"]));
  }
}

function refuseMissing(clouds: Clouds, type: string, id: string): void {
  if (clouds.find(type, id) === undefined) {
    throw new Refusal("RESOURCE_DOES_NOT_EXIST", `'${id}' does not exist`);
  }
}
