/** What a resource type takes: the shapes of its arguments, as its package declares them. */

/** The shape of one value. */
export type Shape =
  | { readonly kind: "any" }
  | { readonly kind: "primitive"; readonly type: "string" | "number" | "boolean" }
  | { readonly kind: "one-of"; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "map"; readonly of: Shape }
  | {
      readonly kind: "object";
      readonly members: () => Members;
      /** The one value that its argument `type` may have, where there is one. */
      readonly type: () => string | undefined;
    }
  | { readonly kind: "union"; readonly of: readonly Shape[] };

/** One argument. */
export interface Member {
  readonly required: boolean;
  readonly shape: Shape;
  /** Whether the package's documentation says that a change makes a new resource. */
  readonly replaces: boolean;
}

/** The arguments of an object, by name. */
export type Members = ReadonlyMap<string, Member>;

export const ANY: Shape = { kind: "any" };
