/** The designs that the platform does without, as pipelines: built with the kit, run by the engine. */
import {
  type ActivityPolicy,
  databricksJob,
  dataset,
  definePipeline,
  equals,
  fail,
  ifCondition,
  jsonFiles,
  lookup,
  type Pipeline,
  sqlQuery,
  until,
  wait,
} from "../../adf/builder";

/** Longer than any of these jobs. */
const LONG: ActivityPolicy = { timeout: "0.23:00:00", retry: 0 };
const SHORT: ActivityPolicy = { timeout: "0.00:10:00", retry: 2, retryIntervalInSeconds: 30 };
const DATABRICKS = "databricks";

/** One job that submits, sleeps and looks, its cluster on the whole time. */
export function oneJob(name: string): Pipeline {
  const p = definePipeline({ name, description: "One job that waits on its cluster" });
  p.add(
    databricksJob("Run job", {
      linkedService: DATABRICKS,
      jobId: "1",
      jobParameters: {},
      policy: LONG,
    }),
  );
  return p.build();
}

/**
 * A loop that starts a cluster for every look.
 *
 * @param waitSeconds - between the end of a look and the request of the next cluster
 */
export function clusterPerPoll(waitSeconds: number): Pipeline {
  const p = definePipeline({
    name: "cluster-per-poll",
    description: "A job that submits, then a job for every look",
  });
  const submit = p.add(
    databricksJob("Submit", {
      linkedService: DATABRICKS,
      jobId: "1",
      jobParameters: {},
      policy: LONG,
    }),
  );
  p.add(
    until("Until collected", { timeout: "1.00:00:00" }, (body) => {
      const pause = body.add(wait("Wait", waitSeconds));
      const poll = body.add(
        databricksJob("Poll", {
          linkedService: DATABRICKS,
          jobId: "2",
          jobParameters: {},
          policy: LONG,
        }),
        pause.succeeded,
      );
      const answer = body.add(
        lookup("Read answer", {
          dataset: dataset("answer"),
          source: jsonFiles({ recursive: false }),
          policy: SHORT,
        }),
        poll.succeeded,
      );
      return equals(answer.firstRow("status"), "succeeded");
    }),
    submit.succeeded,
  );
  return p.build();
}

/**
 * A loop that asks a table every few minutes whether something is done, with no cluster at all.
 *
 * @param waitSeconds - between two looks
 */
export function lookupPerPoll(waitSeconds: number): Pipeline {
  const p = definePipeline({
    name: "lookup-per-poll",
    description: "A lookup for every look",
  });
  p.add(
    until("Until done", { timeout: "1.00:00:00" }, (body) => {
      const pause = body.add(wait("Wait", waitSeconds));
      const look = body.add(
        lookup("Look", {
          dataset: dataset("status"),
          source: sqlQuery("SELECT status FROM log.stage"),
          policy: SHORT,
        }),
        pause.succeeded,
      );
      body.add(
        ifCondition("Report failure", equals(look.firstRow("status"), "failed"), {
          ifTrue: (branch) => {
            branch.add(fail("Failed", { message: "the stage failed", errorCode: "FAILED" }));
          },
        }),
        look.succeeded,
      );
      return equals(look.firstRow("status"), "done");
    }),
  );
  return p.build();
}
