/** Turns the declarations of a provider's package into shapes. */
import ts from "typescript";
import { argumentsOf, type Declaration, enumValues, inputType, typeOfInput } from "./declarations";
import { ANY, type Member, type Members, type Shape } from "./shape";

const known = new Map<string, Members>();

/** What the documentation of an argument says where a change of it makes a new resource. */
const REPLACES =
  /forces? (?:a )?(?:new resource|creation of a new resource|recreation|the creation)|(?:change|changing)[^.]{0,40}forces/i;

/**
 * Enumerations that a package gets wrong: two of the service's share a name, and one is lost.
 *
 * @see https://learn.microsoft.com/rest/api/monitor/scheduled-query-rules/create-or-update (2026-11)
 */
const CORRECTED: Readonly<Record<string, readonly string[]>> = {
  "enums.monitor.ConditionOperator": [
    "Equals",
    "GreaterThan",
    "GreaterThanOrEqual",
    "LessThan",
    "LessThanOrEqual",
  ],
};

/**
 * @param typeToken - such as `azure-native:storage:StorageAccount`
 * @throws Error for a type that its package does not declare
 */
export function resourceArguments(typeToken: string): Members {
  const declaration = argumentsOf(typeToken);
  if (declaration === undefined) {
    throw new Error(`the package of ${typeToken} declares no such resource`);
  }
  return remembered(typeToken, declaration);
}

function remembered(key: string, declaration: Declaration): Members {
  const members = known.get(key) ?? membersOf(declaration);
  known.set(key, members);
  return members;
}

function membersOf({ node, packageName }: Declaration): Members {
  return new Map(
    node.members.filter(ts.isPropertySignature).map((property): [string, Member] => [
      property.name.getText().replaceAll(/^"|"$/g, ""),
      {
        required: property.questionToken === undefined,
        shape: property.type ? shapeOf(property.type, packageName) : ANY,
        replaces: REPLACES.test(property.getFullText()),
      },
    ]),
  );
}

function shapeOf(node: ts.TypeNode, packageName: string): Shape {
  if (ts.isArrayTypeNode(node)) {
    return { kind: "list", of: shapeOf(node.elementType, packageName) };
  }
  if (ts.isTypeLiteralNode(node)) {
    const [member] = node.members;
    const type = member && ts.isIndexSignatureDeclaration(member) ? member.type : undefined;
    return type ? { kind: "map", of: shapeOf(type, packageName) } : ANY;
  }
  if (ts.isUnionTypeNode(node)) {
    return unionOf(node.types.map((type) => shapeOf(type, packageName)));
  }
  if (ts.isLiteralTypeNode(node)) {
    return literalOf(node);
  }
  return ts.isTypeReferenceNode(node) ? referenceOf(node, packageName) : primitiveOf(node);
}

function primitiveOf(node: ts.TypeNode): Shape {
  const text = node.getText();
  if (text === "string" || text === "number" || text === "boolean") {
    return { kind: "primitive", type: text };
  }
  return text === "undefined" ? { kind: "union", of: [] } : ANY;
}

function literalOf({ literal }: ts.LiteralTypeNode): Shape {
  if (ts.isStringLiteral(literal)) return { kind: "one-of", values: [literal.text] };
  const boolean = literal.kind === ts.SyntaxKind.TrueKeyword;
  return { kind: "one-of", values: [boolean] };
}

function referenceOf(node: ts.TypeReferenceNode, packageName: string): Shape {
  const name = node.typeName.getText();
  const [argument] = node.typeArguments ?? [];
  if (argument && /^(?:pulumi\.Input|Promise|pulumi\.Output(?:Instance)?)$/.test(name)) {
    return shapeOf(argument, packageName);
  }
  if (name.startsWith("enums.")) {
    const values = CORRECTED[name] ?? enumValues(packageName, name.slice("enums.".length));
    return values.length > 0 ? { kind: "one-of", values } : ANY;
  }
  return name.startsWith("inputs.") ? inputShape(packageName, name.slice("inputs.".length)) : ANY;
}

function inputShape(packageName: string, path: string): Shape {
  const members = (): Members => {
    const declaration = inputType(packageName, path);
    if (declaration === undefined) throw new Error(`${packageName} declares no input ${path}`);
    return remembered(`${packageName}/${path}`, declaration);
  };
  return { kind: "object", members, type: () => typeOfInput(packageName, path) };
}

/** A union without `undefined`; a listed value wins over the text that the types also let through. */
function unionOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === "union" ? shape.of : [shape]));
  const listed = flat.some(({ kind }) => kind === "one-of");
  const of = flat.filter((shape) => !(listed && isText(shape)));
  const [only] = of;
  return of.length === 1 && only ? only : { kind: "union", of };
}

function isText(shape: Shape): boolean {
  return shape.kind === "primitive" && shape.type === "string";
}
