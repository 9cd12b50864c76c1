/** Looks for credentials in everything that a deployment sends and a state keeps. */
import type { GraphValue, ResourceNode } from "../../graph/graph";
import { credentialIn, isCredentialKey } from "../credentials";
import type { GraphIndex } from "../graph-index";
import { violation } from "../resource-rule";
import type { Rule } from "../rule";
import { isObject } from "../values";

/** The rule of credentials in plain inputs. */
export const PLAIN_SECRET_RULES: readonly Rule[] = Object.freeze([
  {
    id: "plain-secret",
    severity: "error",
    title: "No input holds a credential in plain text",
    why: "inputs are shown by previews, kept in the state and read by whoever reads either",
    repair: "remove it, change it at its service, and let an identity sign in",
    source: "https://www.pulumi.com/docs/iac/concepts/secrets/",
    check: ({ graph }: GraphIndex) => {
      const seen = new Map<string, string | undefined>();
      const look = (text: string) => {
        if (!seen.has(text)) seen.set(text, credentialIn(text));
        return seen.get(text);
      };
      return graph.resources.flatMap((resource) => violationsOf(resource, look));
    },
  } satisfies Rule,
]);

/** What kind of credential a text holds; undefined for none. */
type Look = (text: string) => string | undefined;

function violationsOf(resource: ResourceNode, look: Look): ReturnType<Rule["check"]> {
  const found: string[] = [];
  const add = (path: string, kind: string) =>
    found.push(`${path} must hold no credential, got ${kind}`);
  for (const [key, value] of Object.entries(resource.inputs)) {
    search({ path: key, key, value }, look, add);
  }
  return found.map((problem) => violation(resource, problem));
}

interface Place {
  readonly path: string;
  readonly key: string;
  readonly value: GraphValue;
}

function search(place: Place, look: Look, add: (path: string, kind: string) => void): void {
  const { path, key, value } = place;
  if (typeof value === "string") {
    const kind = look(readable(key, value)) ?? kindByKey(key, value);
    if (kind !== undefined) add(path, kind);
    return;
  }
  for (const inner of placesIn(place)) search(inner, look, add);
}

function placesIn({ path, value }: Place): readonly Place[] {
  if (Array.isArray(value)) {
    return value.map((item, at) => ({ path: `${path}[${at}]`, key: "", value: item }));
  }
  if (!isObject(value)) return [];
  // The service's own way to write a secret down: its value has a harmless key.
  const valueKey = value["type"] === "SecureString" ? "secret" : "value";
  return Object.entries(value).map(([key, item]) => ({
    path: `${path}.${key}`,
    key: key === "value" ? valueKey : key,
    value: item,
  }));
}

// Files are sent in base64, in which no credential looks like one.
function readable(key: string, text: string): string {
  return key.endsWith("Base64") ? Buffer.from(text, "base64").toString("latin1") : text;
}

// What begins with @ is an expression of Data Factory, and no value.
function kindByKey(key: string, text: string): string | undefined {
  const harmless = text === "" || text.startsWith("@") || !isCredentialKey(key);
  return harmless ? undefined : "a plain text where a secret is meant";
}
