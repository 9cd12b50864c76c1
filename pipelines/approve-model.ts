/**
 * What a person decides on a model version, and what follows from it.
 *
 *   Record decision ─► Report refusal   where the run log refuses it: Fail
 *                 └──► Obey             where the version is approved: Promote
 */
import {
  databricksJob,
  definePipeline,
  equals,
  fail,
  ifCondition,
  type Pipeline,
  pipelineInfo,
  string,
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
  const record = p.add(
    runLogScript(
      "Record decision",
      statementBlock(STATEMENTS.recordApproval, {
        forecast: p.parameter("forecast"),
        model_version: p.parameter("modelVersion"),
        decision: p.parameter("decision"),
        decided_by: p.parameter("decidedBy"),
        factory_run_id: pipelineInfo.runId,
      }),
    ),
  );
  const recorded = record.resultSet(0).row(0);
  p.add(
    ifCondition("Report refusal", equals(recorded.column("done"), 0), {
      ifTrue: (branch) => {
        branch.add(
          fail("Refused", {
            message: string(recorded.column("reason")),
            errorCode: "DECISION_NOT_RECORDED",
          }),
        );
      },
    }),
    record.succeeded,
  );
  p.add(
    ifCondition("Obey", equals(recorded.column("decision"), "approved"), {
      ifTrue: (branch) => {
        branch.add(
          databricksJob("Promote", {
            linkedService: LINKED_SERVICES.databricks,
            jobId: string(recorded.column("job_id")),
            // The job gets the approval as it is recorded: who, when, which version.
            jobParameters: { [JOB_PARAMETER]: string(recorded.column("job_parameters")) },
            policy: JOB_POLICY,
          }),
        );
      },
    }),
    record.succeeded,
  );
  return p.build();
}
