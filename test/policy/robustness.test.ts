// Proves: no rule throws, whatever the inputs of a resource are. Does not prove that what it says of
// them makes sense.

import * as fc from "fast-check";
import type { GraphInputs, GraphValue, ResourceNode } from "../../graph/graph";
import { evaluate } from "../../policy/evaluate";
import { graphOf } from "../cost/hand-made";
import { ALL_CASES } from "./all-cases";

const OPTIONS = {
  budgetConfigured: true,
  protectedStack: true,
  startsTriggers: true,
  waivers: [],
  today: "2026-11-24",
};

const anyValue: fc.Arbitrary<GraphValue> = fc.oneof(
  fc.constantFrom<GraphValue>({ $unknown: true }, { $secret: true }, null, "", "*", [], {}),
  fc.jsonValue({ maxDepth: 2 }).map((value): GraphValue => JSON.parse(JSON.stringify(value))),
);

/** The same value with some part of it, chosen by `pick`, replaced by another. */
function spoil(value: GraphValue, pick: () => number, other: GraphValue): GraphValue {
  if (typeof value !== "object" || value === null || pick() < 0.3) return other;
  const keys = Object.keys(value);
  const chosen = keys[Math.floor(pick() * keys.length)];
  const entries = Object.entries(value).map(([key, inner]): [string, GraphValue] => [
    key,
    key === chosen ? spoil(inner, pick, other) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function spoilInputs(node: ResourceNode, pick: () => number, other: GraphValue): ResourceNode {
  const entries = Object.entries(node.inputs);
  const at = Math.floor(pick() * entries.length);
  const inputs: GraphInputs = Object.fromEntries(
    entries.map(([key, value], place) => [key, place === at ? spoil(value, pick, other) : value]),
  );
  return { ...node, inputs };
}

it("says something of every graph, and never throws", () => {
  const anyCase = fc.constantFrom(...ALL_CASES);
  const picks = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }));

  fc.assert(
    fc.property(anyCase, picks, anyValue, ({ breaks, keeps }, stream, other) => {
      const pick = () => stream.next().value;
      const resources = [...breaks, ...keeps].map((node) => spoilInputs(node, pick, other));

      for (const { message, urn } of evaluate(graphOf(...resources), OPTIONS)) {
        expect(message).toMatch(/^[A-Z]\w* ".*": .*, got ./s);
        expect(urn).toMatch(/^urn:pulumi:/);
      }
    }),
    { numRuns: 1000 },
  );
});
