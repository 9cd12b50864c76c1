// The provider of PipelineRun: create = run the pipeline and wait for its end.
// It is stored in the state as text, so it requires what it needs inside its functions.

const refused =
  "[PIPELINE_RUN_NOT_BUILT] PipelineRun: this version does not run pipelines from a deployment; " +
  "run apply-schema in Data Factory Studio";

exports.handler = () => ({
  async create() {
    throw new Error(refused);
  },

  // Each content is run once: another content means another run.
  async diff(_id, olds, news) {
    const replaces = ["pipelineId", "content"].filter((key) => olds[key] !== news[key]);
    return { changes: replaces.length > 0, replaces };
  },
});
