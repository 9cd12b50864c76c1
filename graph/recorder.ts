/**
 * Runs a Pulumi program without a cloud, an account or an engine, and returns what it declared.
 *
 * The SDK's mocks alone lose parents, dependencies and options, and accept two resources of one
 * URN. So the recorder reads what the program sends to the resource monitor, where all of it is,
 * and gives every resource its real URN.
 */
import * as runtime from "@pulumi/pulumi/runtime";
import { answerInvoke, answerResource } from "./answers";
import type { Graph } from "./graph";
import type { MockMonitor } from "./monitor";
import { Recording } from "./recording";

/** What a program is recorded with. */
export interface RecordOptions {
  /** The project's name, as in `Pulumi.yaml`. */
  readonly project: string;
  /** The stack's name, such as `dev`. */
  readonly stack: string;
  /** The stack's configuration: full keys, objects as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  /**
   * Whether the program runs as in `pulumi preview`, with ids and computed outputs unknown.
   *
   * @default false - outputs are known, in the form that the services give them
   */
  readonly preview?: boolean;
}

/**
 * Records the resource graph that a program declares.
 *
 * @param program - declares the resources; it may be asynchronous, its result is ignored
 * @throws GraphError `GRAPH_DUPLICATE_URN`, `GRAPH_UNKNOWN_TYPE`, `GRAPH_UNLISTED_INVOKE`,
 *   `GRAPH_NOT_REGISTERED`; and whatever the program itself throws, at once or inside `apply`,
 *   after what it began has come to rest
 */
export async function recordGraph(program: () => unknown, options: RecordOptions): Promise<Graph> {
  const { project, stack, config, preview = false } = options;
  const recording = new Recording(project, stack);

  runtime.setAllConfig({ ...config });
  await runtime.setMocks(
    {
      newResource: (args) =>
        recording.guard({ id: args.name, state: args.inputs }, () => answerResource(args, preview)),
      call: (args) => recording.guard({}, () => answerInvoke(args)),
    },
    project,
    stack,
    preview,
  );
  recording.listenTo(runtime.getMonitor() as unknown as MockMonitor);

  await hearingRejections(recording, () =>
    withoutStackTexts(async () => {
      await runtime.runInPulumiStack(async () => {
        runtime.registerStackTransformation((args) => recording.declare(args.type, args.name));
        return recording.run(program);
      });
      await settle(() => recording.size);
    }),
  );
  return recording.finish();
}

/**
 * Waits until nothing more is registered.
 *
 * One `disconnect` drains what was declared synchronously and may return before what a callback
 * declares later; so it is repeated, a turn of the event loop apart, until the number stands still.
 */
async function settle(size: () => number): Promise<void> {
  let before = -1;
  while (before !== size()) {
    before = size();
    await runtime.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Runs an action while errors inside `apply`, which reject nobody's promise, fail the recording. */
async function hearingRejections(recording: Recording, action: () => Promise<void>): Promise<void> {
  const hear = (error: unknown) => recording.fail(error);
  process.on("unhandledRejection", hear);
  try {
    await action();
  } finally {
    process.off("unhandledRejection", hear);
  }
}

/** As many frames as Node keeps by default. */
const FRAMES = 10;

/**
 * Runs an action while nobody formats stack traces.
 *
 * The SDK writes the text of a stack into each of its promises, which takes a third of a recording.
 * An error's own stack is formatted when it is first read, so those of the program stay whole. Frames
 * are collected for each promise all the same, so no more than usual, though a test runner wants more.
 */
async function withoutStackTexts(action: () => Promise<void>): Promise<void> {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.prepareStackTrace = () => "";
  Error.stackTraceLimit = Math.min(stackTraceLimit, FRAMES);
  try {
    await action();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
