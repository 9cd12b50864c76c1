/** Holds arguments against the shapes of their type: what is missing, unknown or of another kind. */
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { Properties } from "../clouds/cloud-type";
import { resourceArguments } from "./read-shape";
import type { Member, Members, Shape } from "./shape";

/** One wrong argument. */
export interface ArgumentProblem {
  /** The first argument on the way. */
  readonly property: string;
  readonly reason: string;
}

/** @returns every problem of the arguments of a resource; a value not yet known is none. */
export function checkArguments(typeToken: string, inputs: Properties): readonly ArgumentProblem[] {
  return problemsOf(resourceArguments(typeToken), inputs, "").map(({ path, message }) => ({
    property: path.split(/[.[]/)[0] ?? path,
    reason: `${path} ${message}`,
  }));
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

function problemsOf(members: Members, value: Properties, at: string): readonly Problem[] {
  const path = (key: string) => (at === "" ? key : `${at}.${key}`);
  const missing = [...members]
    .filter(([key, { required }]) => required && value[key] === undefined)
    .map(([key]) => ({ path: path(key), message: "is required and missing" }));
  const given = Object.entries(value).flatMap(([key, entry]): readonly Problem[] => {
    const member: Member | undefined = members.get(key);
    if (member !== undefined) return problemsAt(member.shape, entry, path(key));
    const names = [...members.keys()].join(", ");
    return [{ path: path(key), message: `is no argument; known are ${shortened(names)}` }];
  });
  return [...missing, ...given];
}

function problemsAt(shape: Shape, value: unknown, path: string): readonly Problem[] {
  if (value === null || value === undefined || value === unknownValue) return [];
  switch (shape.kind) {
    case "any":
      return [];
    case "primitive":
      return typeof value === shape.type ? [] : [wrong(path, `no ${shape.type}`, value)];
    case "one-of":
      return shape.values.some((allowed) => allowed === value)
        ? []
        : [wrong(path, `none of ${shape.values.join(", ")}`, value)];
    case "list":
      return inList(shape.of, value, path);
    case "map":
      return inObject(value, path, (object) =>
        Object.entries(object).flatMap(([key, entry]) =>
          problemsAt(shape.of, entry, `${path}.${key}`),
        ),
      );
    case "object":
      return inObject(value, path, (object) => problemsOf(shape.members(), object, path));
    case "union":
      return ofUnion(shape.of, value, path);
    default:
      return shape satisfies never;
  }
}

function inList(of: Shape, value: unknown, path: string): readonly Problem[] {
  return Array.isArray(value)
    ? value.flatMap((entry, index) => problemsAt(of, entry, `${path}[${index}]`))
    : [wrong(path, "no list", value)];
}

function inObject(
  value: unknown,
  path: string,
  look: (object: Properties) => readonly Problem[],
): readonly Problem[] {
  return isRecord(value) ? look(value) : [wrong(path, "no object", value)];
}

/** The problems of the branch that is meant: the one of the value's own `type`, else the nearest. */
function ofUnion(shapes: readonly Shape[], value: unknown, path: string): readonly Problem[] {
  const type = isRecord(value) ? value["type"] : undefined;
  const types = shapes.flatMap(typesOf);
  if (typeof type === "string" && types.length > 0) {
    const meant = shapes.find((shape) => typesOf(shape).includes(type));
    const unknown = wrong(`${path}.type`, `none of ${types.join(", ")}`, type);
    return meant ? problemsAt(meant, value, path) : [unknown];
  }
  const [nearest = []] = shapes
    .map((shape) => problemsAt(shape, value, path))
    .sort((a, b) => a.length - b.length);
  return nearest;
}

function typesOf(shape: Shape): readonly string[] {
  return shape.kind === "object" ? [shape.type()].filter((type) => type !== undefined) : [];
}

function wrong(path: string, not: string, value: unknown): Problem {
  return { path, message: `is ${not}, got ${shown(value)}` };
}

function shown(value: unknown): string {
  return shortened(JSON.stringify(value) ?? String(value), 80);
}

function shortened(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function isRecord(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
