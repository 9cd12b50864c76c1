/**
 * The clouds of one test: what exists in them, and what they were told to refuse.
 *
 * A stand-in for the services that the platform is deployed to. It keeps what it is given, refuses
 * what the services refuse, and answers in their form. Not proven here: permissions, quotas, and
 * whatever a service refuses that no table in this folder knows of.
 */

import type { CloudResource, CloudType, Properties } from "./cloud-type";
import { CLOUD_TYPES } from "./cloud-types";
import { FactoryState } from "./factory-state";
import { HalfMade, Refusal } from "./refusal";

/** A call that changes the clouds. */
export interface CloudCall {
  readonly operation: "create" | "update" | "delete";
  readonly type: string;
  /** The resource's name in the program. */
  readonly name: string;
}

/** The state of the clouds. */
export class Clouds {
  /** Names that somebody else has, by type: taken, or deleted and kept by purge protection. */
  readonly taken = new Map<string, "in-use" | "purge-protected">();
  /** Ids of what was deleted and can be brought back, each with the region that it was in. */
  readonly softDeleted = new Map<string, string>();
  /** What has been asked for and done, in order. */
  readonly calls: CloudCall[] = [];
  readonly factory = new FactoryState();
  /** Tells which call fails, and how; asked before anything else. */
  sabotage: (call: CloudCall) => Refusal | undefined = () => undefined;
  readonly #contents = new Map<string, readonly string[]>();
  readonly #resources = new Map<string, CloudResource>();
  #count = 0;

  /** Everything that exists, in the order in which it was made. */
  get resources(): readonly CloudResource[] {
    return [...this.#resources.values()];
  }

  /** @returns a number that this world has not given before. */
  next(): number {
    this.#count += 1;
    return this.#count;
  }

  ofType(type: string): readonly CloudResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  find(type: string, id: string): CloudResource | undefined {
    return this.#resources.get(keyOf(type, id));
  }

  /** @throws Refusal with the service's reason; HalfMade where the resource exists nevertheless */
  create(name: string, type: string, inputs: Properties): CloudResource {
    const failure = this.sabotage({ operation: "create", type, name });
    if (failure !== undefined && !(failure instanceof HalfMade)) throw failure;
    const row = cloudType(type);
    const wanted = { clouds: this, inputs, type };
    row.refuse?.(wanted);
    const { id, outputs = {} } = row.answer(wanted);
    const resource = { type, id, inputs, outputs };
    this.#resources.set(keyOf(type, id), resource);
    this.calls.push({ operation: "create", type, name });
    if (failure !== undefined) throw Object.assign(failure, { resource });
    return resource;
  }

  /** @throws Refusal with the service's reason */
  update(
    name: string,
    { type, id }: { type: string; id: string },
    inputs: Properties,
  ): CloudResource {
    const previous = this.find(type, id);
    if (previous === undefined) {
      throw new Refusal("ResourceNotFound", `the resource ${id} was not found`);
    }
    const failure = this.sabotage({ operation: "update", type, name });
    if (failure !== undefined) throw failure;
    const row = cloudType(type);
    const wanted = { clouds: this, inputs, previous, type };
    row.refuse?.(wanted);
    const resource = { ...previous, inputs, outputs: row.answer(wanted).outputs ?? {} };
    this.#resources.set(keyOf(type, id), resource);
    this.calls.push({ operation: "update", type, name });
    return resource;
  }

  /** Deletes a resource; what does not exist any more is deleted already. */
  delete(name: string, type: string, id: string): void {
    const resource = this.find(type, id);
    if (resource === undefined) return;
    const failure = this.sabotage({ operation: "delete", type, name });
    if (failure !== undefined) throw failure;
    const { inside, onDelete, refuseDelete } = cloudType(type);
    refuseDelete?.(resource, this);
    for (const gone of [resource, ...(inside?.(resource, this) ?? [])]) this.#forget(gone);
    onDelete?.(resource, this);
    this.calls.push({ operation: "delete", type, name });
  }

  /** Puts into a resource what a run or a person makes there: versions, files, objects. */
  use(type: string, id: string, contents: readonly string[]): void {
    if (this.find(type, id) === undefined) throw new Error(`there is no ${type} ${id} to use`);
    this.#contents.set(keyOf(type, id), contents);
  }

  /** What runs and people made in a resource; it goes with the resource. */
  contentsOf({ type, id }: CloudResource): readonly string[] {
    return this.#contents.get(keyOf(type, id)) ?? [];
  }

  /** Everything that runs and people have made, and that still exists. */
  get leftovers(): readonly string[] {
    return [...this.#contents.values()].flat();
  }

  #forget({ type, id }: CloudResource): void {
    this.#resources.delete(keyOf(type, id));
    this.#contents.delete(keyOf(type, id));
    this.factory.forget(id);
  }

  /** Changes a resource behind the engine's back, as somebody in a portal does; null deletes it. */
  drift(type: string, id: string, inputs: Properties | null): void {
    const resource = this.find(type, id);
    if (resource === undefined) throw new Error(`there is no ${type} ${id} to change`);
    if (inputs === null) this.#resources.delete(keyOf(type, id));
    else this.#resources.set(keyOf(type, id), { ...resource, inputs });
  }
}

/** @throws Error for a type that no table describes: a made-up answer would prove nothing. */
export function cloudType(type: string): CloudType {
  const row = CLOUD_TYPES[type];
  if (row === undefined) throw new Error(`test/engine/clouds does not describe the type ${type}`);
  return row;
}

function keyOf(type: string, id: string): string {
  return `${type} ${type.startsWith("azure-native:") ? id.toLowerCase() : id}`;
}
