/**
 * Reads the declarations of a provider's package.
 *
 * A package declares tens of thousands of interfaces; the few that are asked for are cut out of its
 * text by their indentation, which is generated, and only these are parsed.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** One interface of a package, with the package that its types refer to. */
export interface Declaration {
  readonly packageName: string;
  readonly node: ts.InterfaceDeclaration;
}

/** @returns the interface of the arguments of a type token; undefined for an unknown type. */
export function argumentsOf(typeToken: string): Declaration | undefined {
  const [provider = "", module = "", name = ""] = typeToken.split(":");
  const packageName = `@pulumi/${provider}`;
  // The tokens of bridged providers name the file; azure-native's name the class.
  const path = module.includes("/") ? module : `${module}/${lowerFirst(name)}`;
  return cut(packageName, [`${path.replace(/^index\//, "")}.d.ts`], `${name}Args`);
}

/** @returns the interface of a nested type, such as `storage.SkuArgs` or `JobTask`. */
export function inputType(packageName: string, path: string): Declaration | undefined {
  const parts = path.split(".");
  const place = ["types/input.d.ts", ...parts.slice(0, -1)];
  return cut(packageName, place, parts.at(-1) ?? "");
}

/** @returns the one value of the argument `type` of a nested type, without parsing it. */
export function typeOfInput(packageName: string, path: string): string | undefined {
  const parts = path.split(".");
  const blocks = blocksOf(packageName, ["types/input.d.ts", ...parts.slice(0, -1)]);
  return /^\s+type: pulumi\.Input<"([^"]+)">;$/m.exec(blocks.get(parts.at(-1) ?? "") ?? "")?.[1];
}

/** @returns the values of an enumeration, such as `storage.Kind`. */
export function enumValues(packageName: string, path: string): readonly string[] {
  const parts = path.split(".");
  const name = parts.at(-1) ?? "";
  const file = ["types/enums", ...parts.slice(0, -1), "index.d.ts"].join("/");
  const text = blocksOf(packageName, [file]).get(name) ?? "";
  return [...text.matchAll(/: "([^"]*)";/g)].map(([, value = ""]) => value);
}

function cut(packageName: string, place: readonly string[], name: string): Declaration | undefined {
  const text = blocksOf(packageName, place).get(name);
  if (text === undefined) return undefined;
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const source = ts.createSourceFile("cut.d.ts", text, options, true);
  const node = source.statements.find(ts.isInterfaceDeclaration);
  return node && { packageName, node };
}

const indexes = new Map<string, ReadonlyMap<string, string>>();

/** The blocks of a file, or of a namespace in it, by their names. */
function blocksOf(packageName: string, place: readonly string[]): ReadonlyMap<string, string> {
  const key = [packageName, ...place].join(" ");
  const blocks = indexes.get(key) ?? splitBlocks(textOf(packageName, place), place.length - 1);
  indexes.set(key, blocks);
  return blocks;
}

/** @param depth - how many namespaces stand around the blocks, each indented by four spaces */
function splitBlocks(text: string, depth: number): ReadonlyMap<string, string> {
  const indent = " ".repeat(4 * depth);
  const head = `(?:export )?(?:declare )?(?:interface|namespace|const) (\\w+)[^\\n]* \\{`;
  const pattern = new RegExp(`^${indent}${head}\\n[^]*?^${indent}\\}`, "gm");
  return new Map([...text.matchAll(pattern)].map(([found, name = ""]) => [name, found]));
}

function textOf(packageName: string, [file = "", ...namespaces]: readonly string[]): string {
  if (namespaces.length > 0) {
    const place = [file, ...namespaces.slice(0, -1)];
    return blocksOf(packageName, place).get(namespaces.at(-1) ?? "") ?? "";
  }
  const path = join(dirname(require.resolve(`${packageName}/package.json`)), file);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
