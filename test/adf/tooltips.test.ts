// Proves: that the types of handles and edges stay short enough to be read in an editor. Does not
// prove how an editor lays them out.

import { resolve } from "node:path";
import ts from "typescript";

const FIXTURE = resolve(__dirname, "../types/adf-tooltips.types.ts");
const EXPECTED: Readonly<Record<string, string>> = {
  look: 'ActivityHandle<"Look", "Lookup", "run">',
  row: 'ActivityHandle<"Row", LookupOf<"id" | "state">, "run">',
  rows: 'ActivityHandle<"Rows", "LookupRows", "run">',
  file: 'ActivityHandle<"File", MetadataOf<"size">, "run">',
  job: 'ActivityHandle<"Job", "DatabricksJob", "run">',
  edge: 'Edge<"run">',
  column: 'Expression<"unknown">',
  pause: 'Activity<"Pause", "Wait", never>',
  loop: 'ActivityHandle<"Each", "ForEach", "run">',
  decide: 'ActivityHandle<"Decide", "IfCondition", "run/Each">',
  deep: 'ActivityHandle<"Deep", "Wait", "run/Each/Decide/ifTrue">',
  route: 'ActivityHandle<"Route", "Switch", "run">',
  inCase: 'ActivityHandle<"In case", "Wait", "run/Route/cases/load">',
};

function typesOf(file: string): Readonly<Record<string, string>> {
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const found: Record<string, string> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      found[node.name.text] = checker.typeToString(checker.getTypeAtLocation(node.name));
    }
    ts.forEachChild(node, visit);
  };
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`no such file: ${file}`);
  visit(source);
  return found;
}

describe("the type of", () => {
  const types = typesOf(FIXTURE);

  it.each(Object.entries(EXPECTED))("%s is shown as %s", (name, expected) => {
    expect(types[name]).toBe(expected);
  });
});
