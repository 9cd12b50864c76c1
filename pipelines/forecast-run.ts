/**
 * One run of a forecast for one period: it asks the run log what to do, and obeys.
 *
 *   Claim ─► Until nothing is left to do ─► Close ─► Report failure
 *              Decide ─► Step or wait
 *                          advance, load   Take step
 *                          otherwise       Wait
 *
 * A turn that only waits costs a Lookup, an If and a Wait: no job, no cluster.
 */
import {
  coalesce,
  definePipeline,
  type Expression,
  equals,
  executePipeline,
  fail,
  ifCondition,
  lookup,
  or,
  type Pipeline,
  pipelineInfo,
  sqlQuery,
  string,
  until,
  wait,
} from "../adf/builder";
import { STATEMENTS } from "../run-log/statements";
import { DATASETS } from "./connections";
import type { ForecastStepParameters } from "./forecast-step";
import { loopTimeout, SHORT_POLICY } from "./limits";
import { decideQuery, runLogScript, statementBlock } from "./run-log-blocks";

/** The parameters of `forecast-run`. */
export type ForecastRunParameters = Readonly<Record<"forecast" | "period", "String">>;

/** What {@link forecastRun} is built of. */
export interface ForecastRunOptions {
  /** The longest deadline of all forecasts of the environment, in minutes. */
  readonly longestDeadlineMinutes: number;
  /** The pipeline that takes one step. */
  readonly step: Pipeline<string, ForecastStepParameters>;
}

/** Builds the pipeline `forecast-run`. */
export function forecastRun(
  options: ForecastRunOptions,
): Pipeline<"forecast-run", ForecastRunParameters> {
  const p = definePipeline({
    name: "forecast-run",
    description: "One run of a forecast for one period, as the run log decides",
    parameters: { forecast: "String", period: "String" },
  });
  const me = { lease_owner: pipelineInfo.runId };

  const claimed = { ...me, forecast: p.parameter("forecast"), period: p.parameter("period") };
  const claim = p.add(runLogScript("Claim", statementBlock(STATEMENTS.claim, claimed)));

  const timeout = loopTimeout(options.longestDeadlineMinutes);
  const loop = p.add(
    until("Until nothing is left to do", { timeout }, (body) => {
      const decide = body.add(
        lookup("Decide", {
          dataset: DATASETS.runLogQuery,
          source: sqlQuery(decideQuery(pipelineInfo.runId)),
          policy: SHORT_POLICY,
        }),
      );
      const isAction = (action: string) => equals(decide.firstRow("action"), action);
      body.add(
        ifCondition("Step or wait", or(isAction("advance"), isAction("load")), {
          ifTrue: (branch) => {
            branch.add(
              executePipeline("Take step", {
                pipeline: options.step,
                parameters: stepOf((column) => decide.firstRow(column)),
                waitOnCompletion: true,
              }),
            );
          },
          ifFalse: (branch) => {
            branch.add(wait("Wait", decide.firstRow("wait_seconds")));
          },
        }),
        decide.succeeded,
      );
      // A decision that could not be read is asked for again: only the run log ends a run.
      return equals(coalesce(decide.optionalFirstRow("action"), "ask again"), "stop");
    }),
    claim.succeeded,
  );

  const close = p.add(
    runLogScript("Close", statementBlock(STATEMENTS.close, me)),
    loop.on("Succeeded", "Failed"),
  );
  const closed = close.resultSet(0).row(0);
  p.add(
    ifCondition("Report failure", equals(closed.column("status"), "failed"), {
      ifTrue: (branch) => {
        branch.add(
          fail("Fail", {
            message: string(coalesce(closed.column("error_message"), "the run failed")),
            errorCode: string(coalesce(closed.column("error_code"), "RUN_FAILED")),
          }),
        );
      },
    }),
    close.succeeded,
  );
  return p.build();
}

/** The step that the decision names, as the arguments of `forecast-step`. */
function stepOf(
  column: (name: string) => Expression<"unknown">,
): Record<keyof ForecastStepParameters, Expression<"string">> {
  return {
    runId: string(column("run_id")),
    stepId: string(column("step_id")),
    action: string(column("action")),
    jobId: string(column("job_id")),
    jobParameters: string(column("job_parameters")),
  };
}
