/** What a provider's package says of each input of a resource, read from its declarations. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const read = new Map<string, ReadonlyMap<string, string>>();

/**
 * @param type - a type token, such as `aws:s3/bucket:Bucket`
 * @returns the doc comment of each input; empty for a type without a package, such as a dynamic one
 */
export function propertyDocs(type: string): ReadonlyMap<string, string> {
  const known = read.get(type) ?? docsOf(type);
  read.set(type, known);
  return known;
}

function docsOf(type: string): ReadonlyMap<string, string> {
  const [provider = "", module = "", name = ""] = type.split(":");
  const text = declarations(provider, module, name);
  const start = text.indexOf(`export interface ${name}Args {`);
  if (start === -1) return new Map();
  const body = text.slice(start, text.indexOf("\n}", start));
  return new Map(
    [...body.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)].map(
      ([, comment = "", key = ""]) => [key, comment.replaceAll(/\s*\n\s*\* ?/g, " ").trim()],
    ),
  );
}

function declarations(provider: string, module: string, name: string): string {
  // The tokens of bridged providers name the file; azure-native's name the class.
  const file = module.includes("/")
    ? module.replace(/^index\//, "")
    : `${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  try {
    const root = dirname(require.resolve(`@pulumi/${provider}/package.json`));
    return readFileSync(join(root, `${file}.d.ts`), "utf8");
  } catch {
    return "";
  }
}
