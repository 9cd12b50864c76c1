// What an editor shows of handles: read by test/adf/tooltips.test.ts, checked by the type checker.

import {
  databricksJob,
  definePipeline,
  equals,
  forEach,
  getMetadata,
  ifCondition,
  lookup,
  lookupRows,
  sqlQuery,
  switch_,
  wait,
} from "../../adf/builder/index";

const policy = { timeout: "00:10:00", retry: 2 };
const p = definePipeline({ name: "run", parameters: { mode: "String" } });

export const look = p.add(lookup("Look", { dataset: "d", source: sqlQuery("x"), policy }));
export const row = p.add(
  lookup("Row", { dataset: "d", source: sqlQuery("x"), policy, columns: ["id", "state"] }),
);
export const rows = p.add(lookupRows("Rows", { dataset: "d", source: sqlQuery("x"), policy }));
export const file = p.add(getMetadata("File", { dataset: "d", fieldList: ["size"], policy }));
export const job = p.add(databricksJob("Job", { linkedService: "l", jobId: "1", policy }));
export const edge = job.on("Succeeded", "Skipped");
export const column = row.firstRow("id");
export const pause = wait("Pause", 1);
export const loop = p.add(
  forEach("Each", { items: rows.rows, isSequential: false }, (body) => {
    const decide = body.add(
      ifCondition("Decide", equals(1, 1), {
        ifTrue: (branch) => {
          const deep = branch.add(wait("Deep", 1));
          branch.add(wait("After", 1), deep.succeeded);
        },
      }),
    );
    body.add(wait("Then", 1), decide.succeeded);
  }),
  rows.succeeded,
);
export const route = p.add(
  switch_("Route", p.parameter("mode"), {
    cases: {
      load: (branch) => {
        const inCase = branch.add(wait("In case", 1));
        branch.add(wait("After it", 1), inCase.succeeded);
      },
    },
  }),
);
