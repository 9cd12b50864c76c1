/**
 * Looks for runs that nobody looks after, and for forecasts that have gone silent.
 *
 *   Overdue ─► Each overdue ─► By kind
 *                                lease      Take over
 *                                deadline   Close ─► Report deadline
 *                                gap        Report gap
 *
 * One that fails stops no other, and lets the whole run fail, so that the alert fires.
 */
import {
  coalesce,
  concat,
  definePipeline,
  type Expression,
  executePipeline,
  fail,
  forEach,
  lookupRows,
  type Pipeline,
  property,
  sqlQuery,
  string,
  switch_,
} from "../adf/builder";
import { OVERDUE_QUERY, STATEMENTS } from "../run-log/statements";
import { DATASETS } from "./connections";
import type { ForecastRunParameters } from "./forecast-run";
import { SHORT_POLICY } from "./limits";
import { runLogScript, statementBlock } from "./run-log-blocks";

/** Rows that are looked after at once. */
const AT_ONCE = 10;

/**
 * Builds the pipeline `run-watch`.
 *
 * @param run - the pipeline that goes on with a run whose lease expired
 */
export function runWatch(run: Pipeline<string, ForecastRunParameters>): Pipeline<"run-watch"> {
  const p = definePipeline({
    name: "run-watch",
    description: "Takes expired leases over, ends what is past its deadline, reports silence",
    // A second look while one is under way would start the same runs twice, of which one wins.
    concurrency: 1,
  });
  const overdue = p.add(
    lookupRows("Overdue", {
      dataset: DATASETS.runLogQuery,
      source: sqlQuery(OVERDUE_QUERY),
      policy: SHORT_POLICY,
    }),
  );
  const each = { items: overdue.rows, isSequential: false, batchCount: AT_ONCE } as const;
  p.add(
    forEach("Each overdue", each, (body, item) => {
      const column = (name: string): Expression<"string"> => string(property(item, name));
      body.add(
        switch_("By kind", column("kind"), {
          cases: {
            lease: (branch) => {
              branch.add(
                executePipeline("Take over", {
                  pipeline: run,
                  parameters: { forecast: column("forecast"), period: column("period") },
                  waitOnCompletion: false,
                }),
              );
            },
            deadline: (branch) => {
              const owner = { lease_owner: column("lease_owner") };
              const close = branch.add(
                runLogScript("Close", statementBlock(STATEMENTS.close, owner)),
              );
              const closed = close.resultSet(0).row(0);
              branch.add(
                fail("Report deadline", {
                  message: concat(column("forecast"), ": ", string(closed.column("error_message"))),
                  errorCode: string(coalesce(closed.column("error_code"), "RUN_FAILED")),
                }),
                close.succeeded,
              );
            },
            gap: (branch) => {
              branch.add(
                fail("Report gap", {
                  message: concat(
                    column("forecast"),
                    ": no run has started in time, by minutes: ",
                    column("overdue_minutes"),
                  ),
                  errorCode: "FORECAST_SILENT",
                }),
              );
            },
          },
        }),
      );
    }),
    overdue.succeeded,
  );
  return p.build();
}
