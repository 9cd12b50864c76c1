/** How a service treats the resources of one type. */
import type { Clouds } from "./clouds";

/** Arguments and outputs, as plain data. */
export type Properties = Readonly<Record<string, unknown>>;

/** A resource that exists. */
export interface CloudResource {
  readonly type: string;
  /** The provider's id: an ARM id, a name, a number. */
  readonly id: string;
  readonly inputs: Properties;
  /** What the service adds to the inputs. */
  readonly outputs: Properties;
}

/** A resource that is asked for: created, or changed where there is a previous one. */
export interface Wanted {
  readonly clouds: Clouds;
  readonly inputs: Properties;
  readonly previous?: CloudResource;
  readonly type: string;
}

/** One row of the table of types. */
export interface CloudType {
  /** @returns the id and what the service adds; asked after nothing was refused. */
  readonly answer: (wanted: Wanted) => { readonly id: string; readonly outputs?: Properties };
  /**
   * Arguments that the provider gives where the program does not, and keeps from then on.
   *
   * @default - none
   */
  readonly complete?: (inputs: Properties, previous: Properties, seed: string) => Properties;
  /**
   * What lies in a resource and is deleted with it, whether the program knows of it or not.
   *
   * @default - nothing
   */
  readonly inside?: (resource: CloudResource, clouds: Clouds) => readonly CloudResource[];
  /**
   * What a deletion leaves behind.
   *
   * @default - nothing
   */
  readonly onDelete?: (resource: CloudResource, clouds: Clouds) => void;
  /**
   * What the service finds wrong; throws a Refusal.
   *
   * @default - nothing beyond the arguments' shapes
   */
  readonly refuse?: (wanted: Wanted) => void;
  /**
   * Why the service keeps a resource; throws a Refusal.
   *
   * @default - it is deleted
   */
  readonly refuseDelete?: (resource: CloudResource, clouds: Clouds) => void;
  /**
   * Arguments whose change makes a new resource, beside those that the package documents.
   *
   * @default - none
   */
  readonly replaceOn?: readonly string[];
}
