/**
 * The rule book as a Pulumi policy pack: every rule of `policy/`, held by the engine itself.
 *
 * An error is mandatory, so that a deployment that breaks it is refused at its preview; a warning and
 * a remark are advisory. Findings that `policy/waivers.json` accepts are left out.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Policies,
  PolicyPack,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { getProject, getStack, runtime } from "@pulumi/pulumi";
import { parseSettings } from "../config/parse";
import { evaluate } from "../policy/evaluate";
import type { Finding, Rule, Severity } from "../policy/rule";
import { RULES } from "../policy/rules";
import { parseWaivers } from "../policy/waiver";
import { DeclaredInputs, graphOf } from "./graph-of-stack";

const WAIVERS_FILE = join(__dirname, "..", "policy", "waivers.json");

const LEVELS = {
  error: "mandatory",
  warning: "advisory",
  info: "advisory",
} as const satisfies Readonly<Record<Severity, string>>;

/** Rules over what the engine does not tell policies: `npm run preview` alone holds them. */
const UNTOLD: ReadonlySet<string> = new Set(["adf-trigger-replacement"]);

const declared = new DeclaredInputs();

/** The rules speak of what is declared, and a stack shows what came of it: so inputs are kept. */
const INPUTS: ResourceValidationPolicy = {
  name: "declared-inputs",
  description: "Reads what each resource is declared with; reports nothing",
  enforcementLevel: "advisory",
  validateResource: (args) => declared.keep(args),
};

new PolicyPack("forecast-platform", {
  policies: [INPUTS, ...RULES.filter(({ id }) => !UNTOLD.has(id)).map(policyOf)] satisfies Policies,
});

function policyOf({ id, severity, source, title, why }: Rule): StackValidationPolicy {
  return {
    name: id,
    description: `${title}: ${why}`,
    enforcementLevel: LEVELS[severity],
    url: source,
    validateStack: (args, report) => {
      for (const { message, repair, urn } of findingsOf(args).filter(({ rule }) => rule === id)) {
        report(`${message}; ${repair}`, urn);
      }
    },
  };
}

let known: { readonly urns: string; readonly findings: readonly Finding[] } | undefined;

/** The findings of a stack that are not waived; asked for by each rule and worked out once. */
function findingsOf(args: StackValidationArgs): readonly Finding[] {
  const urns = args.resources.map(({ urn }) => urn).join();
  if (known?.urns !== urns) {
    const findings = evaluate(graphOf(args.resources, declared, getProject(), getStack()), {
      ...context(),
      today: new Date().toISOString().slice(0, 10),
      waivers: parseWaivers(readFileSync(WAIVERS_FILE, "utf8")),
    });
    known = { urns, findings: findings.filter(({ waived }) => waived === undefined) };
  }
  return known.findings;
}

/** What the rules have to know of the settings. */
function context() {
  const settings = parseSettings(getStack(), runtime.allConfig());
  return {
    budgetConfigured: settings.budget !== undefined,
    protectedStack: settings.environment.protect,
    startsTriggers: settings.environment.startTriggers,
  };
}
