/** A pipeline and a run of it; the argument is what the run is for. */
import { PipelineRun } from "../../../components/data-factory/pipeline-run";
import { factoryWithPipeline, TIMEOUT_SECONDS } from "./factory";

const [, , content = ""] = process.argv;
const { pipeline } = factoryWithPipeline();

new PipelineRun(
  "run",
  { content, parameters: { rows: "[]" }, pipelineId: pipeline.id, timeoutSeconds: TIMEOUT_SECONDS },
  {},
);
