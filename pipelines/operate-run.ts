/**
 * What a person does to a run: ends it, or makes a failed one active again.
 *
 *   By operation ─► Report refusal
 *     cancel    Cancel ─► Keep its reason
 *     restart   Restart ─► Keep its reason
 *     otherwise Fail
 *
 * A restarted run has a lease that has ended, so the next `run-watch` starts a factory run for it.
 */
import {
  type BranchKind,
  concat,
  definePipeline,
  equals,
  fail,
  if_,
  ifCondition,
  not,
  type Pipeline,
  pipelineInfo,
  type Scope,
  type ScriptBlock,
  setVariable,
  string,
  switch_,
} from "../adf/builder";
import { STATEMENTS } from "../run-log/statements";
import { runLogScript, statementBlock } from "./run-log-blocks";

/** The parameters of `operate-run`; an empty `stage` restarts a run where it was. */
const PARAMETERS = {
  runId: "String",
  operation: "String",
  stage: { type: "String", defaultValue: "" },
  decidedBy: "String",
} as const;

/** Builds the pipeline `operate-run`. */
export function operateRun(): Pipeline<"operate-run", typeof PARAMETERS> {
  const p = definePipeline({
    name: "operate-run",
    description: "Cancels a run, or restarts a failed or cancelled one",
    parameters: PARAMETERS,
    variables: { refusal: { type: "String", defaultValue: "" } },
  });
  const operation = p.parameter("operation");
  const refusal = p.variable("refusal");
  const asked = {
    run_id: p.parameter("runId"),
    decided_by: p.parameter("decidedBy"),
    factory_run_id: pipelineInfo.runId,
  };

  const operate = <S extends string>(
    branch: Scope<S, BranchKind>,
    name: string,
    block: ScriptBlock,
  ): void => {
    const script = branch.add(runLogScript(name, block));
    const answer = script.resultSet(0).row(0);
    const reason = if_(equals(answer.column("done"), 1), "", string(answer.column("reason")));
    branch.add(setVariable(`Keep the reason of ${name}`, refusal, reason), script.succeeded);
  };
  const operated = p.add(
    switch_("By operation", operation, {
      cases: {
        cancel: (branch) => operate(branch, "Cancel", statementBlock(STATEMENTS.cancel, asked)),
        restart: (branch) =>
          operate(
            branch,
            "Restart",
            statementBlock(STATEMENTS.restart, { ...asked, stage: p.parameter("stage") }),
          ),
      },
      default: (branch) => {
        branch.add(
          fail("Unknown operation", {
            message: concat("operation is cancel or restart, not ", operation),
            errorCode: "OPERATION_UNKNOWN",
          }),
        );
      },
    }),
  );
  p.add(
    ifCondition("Report refusal", not(equals(refusal, "")), {
      ifTrue: (branch) => {
        branch.add(fail("Refused", { message: refusal, errorCode: "OPERATION_REFUSED" }));
      },
    }),
    operated.succeeded,
  );
  return p.build();
}
