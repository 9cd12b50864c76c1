/**
 * What a person decides on a model version, and what follows from it.
 *
 *   By decision
 *     approved   Approve ─► Promote
 *     refused    Refuse
 *     otherwise  Fail
 */
import {
  concat,
  databricksJob,
  definePipeline,
  fail,
  type Pipeline,
  pipelineInfo,
  string,
  switch_,
} from "../adf/builder";
import { JOB_PARAMETER } from "../run-log/contract";
import { STATEMENTS } from "../run-log/statements";
import { LINKED_SERVICES } from "./connections";
import { JOB_POLICY } from "./limits";
import { runLogScript, statementBlock } from "./run-log-blocks";

/** The parameters of `approve-model`; the decision is `approved` or `refused`. */
export type ApproveModelParameters = Readonly<
  Record<"forecast" | "modelVersion" | "decision" | "decidedBy", "String">
>;

/** Builds the pipeline `approve-model`. */
export function approveModel(): Pipeline<"approve-model", ApproveModelParameters> {
  const p = definePipeline({
    name: "approve-model",
    description: "Records who approves or refuses a model version, and promotes an approved one",
    parameters: {
      forecast: "String",
      modelVersion: "String",
      decision: "String",
      decidedBy: "String",
    },
  });
  const decision = p.parameter("decision");
  const decided = {
    forecast: p.parameter("forecast"),
    model_version: p.parameter("modelVersion"),
    decided_by: p.parameter("decidedBy"),
    factory_run_id: pipelineInfo.runId,
  };

  p.add(
    switch_("By decision", decision, {
      cases: {
        approved: (branch) => {
          const approve = branch.add(
            runLogScript("Approve", statementBlock(STATEMENTS.approve, decided)),
          );
          const recorded = approve.resultSet(0).row(0);
          branch.add(
            databricksJob("Promote", {
              linkedService: LINKED_SERVICES.databricks,
              jobId: string(recorded.column("job_id")),
              // The job gets the approval as it is recorded: who, when, which version.
              jobParameters: { [JOB_PARAMETER]: string(recorded.column("job_parameters")) },
              policy: JOB_POLICY,
            }),
            approve.succeeded,
          );
        },
        refused: (branch) => {
          branch.add(runLogScript("Refuse", statementBlock(STATEMENTS.refuse, decided)));
        },
      },
      default: (branch) => {
        branch.add(
          fail("Unknown decision", {
            message: concat("decision is approved or refused, not ", decision),
            errorCode: "DECISION_UNKNOWN",
          }),
        );
      },
    }),
  );
  return p.build();
}
