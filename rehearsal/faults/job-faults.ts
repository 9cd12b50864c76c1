/** Faults of jobs, of their answers, and of the copy that loads results. */
import { existsSync } from "node:fs";
import { mkdir, rm, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ActivityAnswer } from "../../adf/engine";
import type { Draw } from "../../cost/simulation/draws";
import { base } from "./factory-faults";
import { type Fault, failure, type Moment, occasion, stepOf } from "./fault";
import { type FaultPlace, oneOf } from "./kinds";

/** The time limit of the jobs that only make calls, and of a copy. */
const JOB_SECONDS = 30 * 60;
/** Longer than any activity is allowed to take. */
const HANGS_SECONDS = 24 * 3600;

/** What works in a stage. */
function worker({ stage }: FaultPlace): string {
  return stage === "load" ? "Load results" : "Run job";
}

/** The first import and the look whether it is done are jobs of one stage. */
function nthOf({ stage }: FaultPlace, draw: Draw): number {
  return stage === "import" && draw() < 0.5 ? 2 : 1;
}

type Change = (moment: Moment, fault: Fault) => Promise<ActivityAnswer>;

/** The activity that is meant, and on which occasions. */
interface Target {
  readonly activity: string;
  readonly isMeant: (moment: Moment) => boolean;
}

/** A fault that changes what one of a stage's activities does. */
function changing(
  place: FaultPlace,
  { activity, isMeant }: Target,
  more: Pick<Fault, "delayMinutes" | "detail"> & Partial<Fault>,
  change: Change,
): Fault {
  const fault = base(place, more);
  return Object.assign(fault, {
    act: (moment: Moment) => {
      if (moment.request.activity !== activity || !isMeant(moment)) return undefined;
      fault.struck = true;
      return change(moment, fault);
    },
  });
}

/** A driver dies; of a job that had done its work the answer may not have been written. */
export function jobLost(place: FaultPlace, draw: Draw): Fault {
  const when = oneOf(draw, ["before its effect", "after its effect", "before its answer"]);
  const activity = worker(place);
  return changing(
    place,
    {
      activity,
      isMeant: occasion(
        nthOf(place, draw),
        place.stage === "load" ? 1 + Math.floor(draw() * 4) : 1,
      ),
    },
    { detail: `${activity} ${when}`, delayMinutes: 90 },
    async (moment) => {
      if (when !== "before its effect") await moment.proceed();
      if (when === "before its answer") await removeAnswer(moment);
      return failure("The driver was lost: the cluster was terminated.", "3204", 400);
    },
  );
}

/** A job or a copy hangs, with or without its work done. */
export function jobTimeout(place: FaultPlace, draw: Draw): Fault {
  const isDone = draw() < 0.5;
  const isEnded = draw() < 0.5;
  const activity = worker(place);
  const how = isEnded ? "its own time limit" : "its activity's time limit";
  return changing(
    place,
    { activity, isMeant: occasion(nthOf(place, draw)) },
    {
      detail: `${activity} until ${how}, its work ${isDone ? "done" : "not done"}`,
      delayMinutes: isEnded ? 60 : 170,
    },
    async ({ proceed }) => {
      if (isDone) await proceed();
      return isEnded
        ? failure("The run was ended: it took longer than its timeout.", "3204", JOB_SECONDS)
        : { status: "Succeeded", seconds: HANGS_SECONDS };
    },
  );
}

/** A job or a copy runs twice; the first one's answer may not have been there yet. */
export function jobDoubled(place: FaultPlace, draw: Draw): Fault {
  const isForgotten = place.stage !== "load" && draw() < 0.5;
  const activity = worker(place);
  return changing(
    place,
    { activity, isMeant: occasion(nthOf(place, draw)) },
    {
      detail: `${activity}${isForgotten ? ", the first without an answer" : ""}`,
      delayMinutes: 0,
    },
    async (moment) => {
      await moment.proceed();
      if (isForgotten) await removeAnswer(moment);
      return moment.proceed();
    },
  );
}

/** The answer is not there, or cannot be read for a while. */
export function answerMissing(place: FaultPlace, draw: Draw): Fault {
  const isGone = draw() < 0.5;
  const tries = 1 + Math.floor(draw() * 3);
  return changing(
    place,
    { activity: "Read answer", isMeant: occasion(1, isGone ? 1 : tries) },
    { detail: isGone ? "it is gone" : `${tries} reads fail`, delayMinutes: 60 },
    async (moment) => {
      if (isGone) {
        await removeAnswer(moment);
        return moment.proceed();
      }
      return failure("The service is temporarily unavailable.", "UserErrorFailedFileOperation", 10);
    },
  );
}

/** The answer is half a document, or another one than was agreed. */
export function answerCorrupt(place: FaultPlace, draw: Draw): Fault {
  const isHalf = draw() < 0.5;
  const isFirst = occasion(1);
  return changing(
    place,
    {
      activity: "Read answer",
      // Another fault may have let no answer be written.
      isMeant: (moment) => existsSync(answerPath(moment)) && isFirst(),
    },
    {
      detail: isHalf ? "half of it is there" : "it lacks its fields",
      delayMinutes: 60,
      ...(!isHalf && { ends: ["ANSWER_INVALID"] }),
    },
    async (moment, fault) => {
      const path = answerPath(moment);
      if (isHalf) await truncate(path, 20);
      else await writeFile(path, JSON.stringify({ stage: "somewhere", status: "advance" }));
      const answer = await moment.proceed();
      // Another fault may have taken it away before it was read.
      fault.struck = isHalf || answer.status === "Succeeded";
      return answer;
    },
  );
}

/** A service's exchange is cut on its way; a forest's results are half written when their job dies. */
export function uploadCut(place: FaultPlace, draw: Draw): Fault {
  if (place.backend === "amazon-forecast") {
    const isIn = place.stage === "import";
    const times = oneOf(draw, [1, 3, 6]);
    return base(place, {
      detail: `${isIn ? "upload of the history" : "download of the results"}, ${times} times`,
      delayMinutes: 60,
      cut: { method: isIn ? "PUT" : "GET", prefix: isIn ? "in/" : "out/", times },
    });
  }
  return changing(
    place,
    { activity: "Run job", isMeant: occasion(1) },
    { detail: "half a file of results, its job dead", delayMinutes: 60 },
    async (moment) => {
      await moment.proceed();
      await removeAnswer(moment);
      const { lake } = moment.clouds;
      // As the package writes: beside its place, under a name that begins with a dot.
      const half = join(
        lake.resultsFolder(moment.runId ?? ""),
        ".part-0.parquet.half",
        "part-0.parquet",
      );
      await mkdir(dirname(half), { recursive: true });
      await writeFile(half, "PAR1 and nothing more");
      return failure("The driver was lost: the cluster was terminated.", "3204", 400);
    },
  );
}

async function removeAnswer(moment: Moment): Promise<void> {
  await rm(answerPath(moment), { force: true });
}

/** The path of the answer of the step that the activity belongs to. */
function answerPath({ clouds, request }: Moment): string {
  return clouds.lake.answerFile(stepOf(request));
}
