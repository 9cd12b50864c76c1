/** Holds arguments against the shapes of their type: what is missing, unknown or of another kind. */
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { resourceArguments } from "./read-shape";
import type { Member, Members, Shape } from "./shape";

/** One wrong argument. */
export interface ArgumentProblem {
  /** The first argument on the way. */
  readonly property: string;
  readonly reason: string;
}

type Record_ = Readonly<Record<string, unknown>>;

/** @returns every problem of the arguments of a resource; a value not yet known is none. */
export function checkArguments(typeToken: string, inputs: Record_): readonly ArgumentProblem[] {
  return problemsOf(resourceArguments(typeToken), inputs, "").map(({ path, message }) => ({
    property: path.split(/[.[]/)[0] ?? path,
    reason: `${path} ${message}`,
  }));
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

function problemsOf(members: Members, value: Record_, at: string): readonly Problem[] {
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
      return typeof value === shape.type ? [] : [wrong(path, `a ${shape.type}`, value)];
    case "one-of":
      return shape.values.some((allowed) => allowed === value)
        ? []
        : [wrong(path, `one of ${shape.values.join(", ")}`, value)];
    case "list":
      return Array.isArray(value)
        ? value.flatMap((entry, index) => problemsAt(shape.of, entry, `${path}[${index}]`))
        : [wrong(path, "a list", value)];
    case "map":
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, entry]) =>
            problemsAt(shape.of, entry, `${path}.${key}`),
          )
        : [wrong(path, "an object", value)];
    case "object":
      return isRecord(value)
        ? problemsOf(shape.members(), value, path)
        : [wrong(path, "an object", value)];
    case "union":
      return ofUnion(shape.of, value, path);
    default:
      return shape satisfies never;
  }
}

/** The problems of the branch that is meant: the one of the value's own `type`, else the nearest. */
function ofUnion(shapes: readonly Shape[], value: unknown, path: string): readonly Problem[] {
  const type = isRecord(value) ? value["type"] : undefined;
  const types = shapes.flatMap(typesOf);
  if (typeof type === "string" && types.length > 0) {
    const meant = shapes.find((shape) => typesOf(shape).includes(type));
    const unknown = wrong(`${path}.type`, `one of ${types.join(", ")}`, type);
    return meant ? problemsAt(meant, value, path) : [unknown];
  }
  const [nearest = []] = shapes
    .map((shape) => problemsAt(shape, value, path))
    .sort((a, b) => a.length - b.length);
  return nearest;
}

function typesOf(shape: Shape): readonly unknown[] {
  const type = shape.kind === "object" ? shape.members().get("type") : undefined;
  return type?.shape.kind === "one-of" ? type.shape.values : [];
}

function wrong(path: string, expected: string, value: unknown): Problem {
  return { path, message: `is no ${expected.replace(/^an? /, "")}, got ${shown(value)}`.replace("is no one of", "is none of") };
}

function shown(value: unknown): string {
  return shortened(JSON.stringify(value) ?? String(value), 80);
}

function shortened(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
