// Pipelines of any content for properties: every activity type, any outcome, any text.

import fc from "fast-check";
import {
  concat,
  copy,
  databricksJob,
  definePipeline,
  equals,
  executePipeline,
  fail,
  ifCondition,
  lookup,
  type Pipeline,
  parquetFiles,
  queryBlock,
  raw,
  script,
  setVariable,
  sqlQuery,
  sqlTable,
  until,
  wait,
} from "../../adf/builder/index";

const policy = { timeout: "00:10:00", retry: 2 };

// Texts, those that look like expressions too, and expressions that read nothing.
const literal = fc.oneof(fc.string(), fc.constantFrom("@a", "@{b}", "it's"));
const text = fc.oneof(
  literal,
  literal.map((part) => concat(raw("guid()"), part)),
);

/** Any pipeline that `build` accepts. */
export function anyPipeline(): fc.Arbitrary<Pipeline> {
  return fc
    .array(fc.tuple(fc.nat(7), text, fc.nat(3)), { minLength: 1, maxLength: 12 })
    .map((steps) => {
      const p = definePipeline({ name: "any", variables: { v: "String" } });
      let last = p.add(setVariable("Begin", p.variable("v"), "x")).on("Succeeded");
      steps.forEach(([kind, content, conditions], index) => {
        const name = `A${index}`;
        const outcomes = (["Succeeded", "Failed", "Skipped", "Completed"] as const).slice(
          conditions,
        );
        const [first = "Succeeded", ...others] = outcomes;
        const make = [
          () => p.add(wait(name, index + 1), last),
          () => p.add(fail(name, { message: content, errorCode: "X" }), last),
          () => p.add(lookup(name, { dataset: "d", source: sqlQuery(content), policy }), last),
          () =>
            p.add(
              script(name, { linkedService: "l", blocks: [queryBlock(content)], policy }),
              last,
            ),
          () => p.add(databricksJob(name, { linkedService: "l", jobId: content, policy }), last),
          () =>
            p.add(
              executePipeline(name, {
                pipeline: "q",
                parameters: { a: [{ b: content }] },
                waitOnCompletion: true,
              }),
              last,
            ),
          () =>
            p.add(
              copy(name, {
                input: "a",
                output: "b",
                source: parquetFiles(),
                sink: sqlTable({ writeBehavior: "insert", preCopyScript: content }),
                policy,
              }),
              last,
            ),
          () =>
            p.add(
              until(name, { timeout: "00:10:00" }, (body) => {
                body.add(
                  ifCondition(`${name} if`, equals(content, "x"), {
                    ifTrue: (b) => void b.add(wait(`${name} wait`, 1)),
                  }),
                );
                return equals(content, "y");
              }),
              last,
            ),
        ][kind];
        last = make?.().on(first, ...others) ?? last;
      });
      return p.build();
    });
}
