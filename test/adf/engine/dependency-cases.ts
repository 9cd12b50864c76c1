// Conditions, skipping, and what a pipeline's leaves say of it.

import {
  type After,
  type ControlFlowCase,
  inactive,
  SOURCE,
  set,
  wait,
  web,
  withPolicy,
} from "./definitions";

const S = "Succeeded";
const F = "Failed";
const K = "Skipped";

/** The nine meetings of a condition and a status, of a root that can succeed, fail or be skipped. */
const MEETINGS: readonly (readonly [condition: string, status: string, next: string])[] = [
  ["Succeeded", S, S],
  ["Succeeded", F, K],
  ["Succeeded", K, K],
  ["Failed", S, K],
  ["Failed", F, S],
  ["Failed", K, K],
  ["Completed", S, S],
  ["Completed", F, S],
  ["Completed", K, K],
  ["Skipped", S, K],
  ["Skipped", F, K],
  ["Skipped", K, S],
];

const meetings = MEETINGS.map(
  ([condition, status, next]): ControlFlowCase => ({
    title: `upon ${condition}, after ${status}: ${next}`,
    // B is skipped where A is the one that is asked to fail it.
    activities:
      status === K
        ? [web("Root"), web("A", { Root: "Failed" }), web("B", { A: condition })]
        : [web("A"), web("B", { A: condition })],
    outcomes: { Root: S, A: status === K ? S : status, B: S },
    expected: {
      activities: {
        ...(status === K ? { Root: S } : {}),
        A: status as "Failed",
        B: next as "Failed",
      },
    },
    source: SOURCE.dependencies,
  }),
);

function pattern(
  title: string,
  activities: readonly (readonly [string, After])[],
  outcomes: Readonly<Record<string, string>>,
  ended: readonly [Readonly<Record<string, string>>, string],
): ControlFlowCase {
  return {
    title,
    activities: activities.map(([name, after]) => web(name, after)),
    outcomes,
    expected: {
      activities: ended[0] as Readonly<Record<string, "Failed">>,
      pipeline: ended[1] as "Failed",
    },
    source: SOURCE.errors,
  };
}

const TRY_CATCH = [
  ["A", {}],
  ["Catch", { A: F }],
] as const;
const IF_ELSE = [
  ["A", {}],
  ["Then", { A: S }],
  ["Else", { A: F }],
] as const;
const IF_SKIP_ELSE = [...IF_ELSE, ["Dummy", { Then: K }]] as const;
const PROCEED = [
  ["A", {}],
  ["Handler", { A: F }],
  ["Next", { Handler: [S, K] }],
] as const;
const GENERIC = [
  ["A", {}],
  ["B", { A: S }],
  ["C", { B: S }],
  ["Handler", { C: [F, K] }],
] as const;
const BEST_EFFORT = [
  ["A", {}],
  ["Log", { A: S }],
  ["Next", { Log: "Completed" }],
] as const;

const patterns: readonly ControlFlowCase[] = [
  pattern("a single activity that succeeds", [["A", {}]], { A: S }, [{ A: S }, S]),
  pattern("a single activity that fails", [["A", {}]], { A: F }, [{ A: F }, F]),
  pattern("try-catch, success", TRY_CATCH, { A: S }, [{ A: S, Catch: K }, S]),
  pattern("try-catch, failure handled", TRY_CATCH, { A: F, Catch: S }, [{ A: F, Catch: S }, S]),
  pattern("try-catch, handler fails", TRY_CATCH, { A: F, Catch: F }, [{ A: F, Catch: F }, F]),
  pattern("do-if-else, success", IF_ELSE, { A: S, Then: S }, [{ A: S, Then: S, Else: K }, S]),
  pattern("do-if-else, failure is a failure though handled", IF_ELSE, { A: F, Else: S }, [
    { A: F, Then: K, Else: S },
    F,
  ]),
  pattern("do-if-else, the success path fails", IF_ELSE, { A: S, Then: F }, [
    { A: S, Then: F, Else: K },
    F,
  ]),
  pattern("do-if-skip-else, success", IF_SKIP_ELSE, { A: S, Then: S }, [
    { A: S, Then: S, Else: K, Dummy: K },
    S,
  ]),
  pattern("do-if-skip-else, failure handled", IF_SKIP_ELSE, { A: F, Else: S, Dummy: S }, [
    { A: F, Then: K, Else: S, Dummy: S },
    S,
  ]),
  pattern("do-if-skip-else, handler fails", IF_SKIP_ELSE, { A: F, Else: F, Dummy: S }, [
    { A: F, Then: K, Else: F, Dummy: S },
    F,
  ]),
  pattern("do-if-skip-else, the success path fails", IF_SKIP_ELSE, { A: S, Then: F }, [
    { A: S, Then: F, Else: K, Dummy: K },
    F,
  ]),
  pattern("try-catch-proceed, failure", PROCEED, { A: F, Handler: S, Next: S }, [
    { A: F, Handler: S, Next: S },
    S,
  ]),
  pattern("try-catch-proceed, success", PROCEED, { A: S, Next: S }, [
    { A: S, Handler: K, Next: S },
    S,
  ]),
  pattern("try-catch-proceed, handler fails: the rest is skipped", PROCEED, { A: F, Handler: F }, [
    { A: F, Handler: F, Next: K },
    F,
  ]),
  pattern("generic handler, nothing fails", GENERIC, { A: S, B: S, C: S }, [
    { A: S, B: S, C: S, Handler: K },
    S,
  ]),
  pattern("generic handler, the first fails", GENERIC, { A: F, Handler: S }, [
    { A: F, B: K, C: K, Handler: S },
    S,
  ]),
  pattern("generic handler, the middle fails", GENERIC, { A: S, B: F, Handler: S }, [
    { A: S, B: F, C: K, Handler: S },
    S,
  ]),
  pattern("best effort, the log fails", BEST_EFFORT, { A: S, Log: F, Next: S }, [
    { A: S, Log: F, Next: S },
    S,
  ]),
  pattern("best effort does not run after a skipped log", BEST_EFFORT, { A: F }, [
    { A: F, Log: K, Next: K },
    F,
  ]),
  pattern(
    "a chain of skipped leaves asks the first that ran",
    [
      ["A", {}],
      ["B", { A: F }],
      ["C", { B: S }],
      ["D", { C: S }],
    ],
    { A: S },
    [{ A: S, B: K, C: K, D: K }, S],
  ),
  pattern(
    "and: both succeed",
    [
      ["A", {}],
      ["B", {}],
      ["Next", { A: S, B: S }],
    ],
    { A: S, B: S, Next: S },
    [{ A: S, B: S, Next: S }, S],
  ),
  pattern(
    "and: one fails",
    [
      ["A", {}],
      ["B", {}],
      ["Next", { A: S, B: S }],
    ],
    { A: S, B: F },
    [{ A: S, B: F, Next: K }, F],
  ),
  pattern(
    "and: success of one, completion of the other",
    [
      ["A", {}],
      ["B", {}],
      ["Next", { A: S, B: "Completed" }],
    ],
    { A: S, B: F, Next: S },
    [{ A: S, B: F, Next: S }, S],
  ),
  pattern(
    "and: handlers of two activities need both to fail",
    [
      ["A", {}],
      ["B", {}],
      ["Handler", { A: F, B: F }],
    ],
    { A: F, B: S },
    [{ A: F, B: S, Handler: K }, F],
  ),
  pattern(
    "a skipped leaf with two parents asks both",
    [
      ["A", {}],
      ["B", {}],
      ["Handler", { A: F, B: F }],
    ],
    { A: S, B: S },
    [{ A: S, B: S, Handler: K }, S],
  ),
  pattern(
    "separate branches: one failing leaf fails the whole",
    [
      ["A", {}],
      ["B", {}],
    ],
    { A: S, B: F },
    [{ A: S, B: F }, F],
  ),
  pattern(
    "an inner failure does not matter when a leaf after it succeeds",
    [
      ["A", {}],
      ["B", { A: "Completed" }],
      ["C", { B: S }],
    ],
    { A: F, B: S, C: S },
    [{ A: F, B: S, C: S }, S],
  ),
  pattern(
    "a diamond whose side is skipped skips the end",
    [
      ["A", {}],
      ["Left", { A: S }],
      ["Right", { A: F }],
      ["End", { Left: S, Right: S }],
    ],
    { A: S, Left: S },
    [{ A: S, Left: S, Right: K, End: K }, S],
  ),
  pattern(
    "a diamond that accepts the skipped side",
    [
      ["A", {}],
      ["Left", { A: S }],
      ["Right", { A: F }],
      ["End", { Left: [S, K], Right: [S, K] }],
    ],
    { A: F, Right: S, End: S },
    [{ A: F, Left: K, Right: S, End: S }, S],
  ),
];

const POLICY = { timeout: "0.00:10:00", retry: 2, retryIntervalInSeconds: 60 };

const attempts: readonly ControlFlowCase[] = [
  {
    title: "a retry that succeeds is a success, and costs its pause",
    activities: [withPolicy(POLICY, web("A")), web("OnFailure", { A: F })],
    outcomes: { A: [F, S] },
    expected: {
      activities: { A: S, OnFailure: K },
      pipeline: S,
      runs: { A: 1 },
      attempts: { A: 2 },
      errors: {},
      elapsedSeconds: 60,
    },
    source: SOURCE.policy,
  },
  {
    title: "as many attempts as retries and one",
    activities: [withPolicy(POLICY, web("A"))],
    outcomes: { A: F },
    expected: {
      activities: { A: F },
      pipeline: F,
      runs: { A: 1 },
      attempts: { A: 3 },
      elapsedSeconds: 120,
    },
    source: SOURCE.policy,
  },
  {
    title: "no policy, no retry",
    activities: [web("A")],
    outcomes: { A: [F, S] },
    expected: { activities: { A: F }, pipeline: F, attempts: { A: 1 } },
    source: SOURCE.policy,
  },
  {
    title: "30 seconds between attempts where none are given",
    activities: [withPolicy({ retry: 1 }, web("A"))],
    outcomes: {
      A: [
        { status: F, seconds: 5 },
        { status: S, seconds: 7 },
      ],
    },
    expected: { pipeline: S, attempts: { A: 2 }, elapsedSeconds: 42 },
    source: SOURCE.policy,
  },
  {
    title: "an attempt longer than its timeout fails at the timeout",
    activities: [withPolicy({ timeout: "0.00:10:00" }, web("A"))],
    outcomes: { A: { status: S, seconds: 601 } },
    expected: { activities: { A: F }, pipeline: F, elapsedSeconds: 600 },
    source: SOURCE.policy,
  },
  {
    title: "an attempt as long as its timeout is in time",
    activities: [withPolicy({ timeout: "0.00:10:00" }, web("A"))],
    outcomes: { A: { status: S, seconds: 600 } },
    expected: { activities: { A: S }, pipeline: S, elapsedSeconds: 600 },
    source: SOURCE.policy,
  },
  {
    title: "each attempt has the timeout of its own",
    activities: [withPolicy(POLICY, web("A"))],
    outcomes: {
      A: [
        { status: S, seconds: 900 },
        { status: S, seconds: 30 },
      ],
    },
    expected: { activities: { A: S }, pipeline: S, attempts: { A: 2 }, elapsedSeconds: 690 },
    source: SOURCE.policy,
  },
  {
    title: "a wait has no policy",
    activities: [withPolicy(POLICY, wait("W", "no number"))],
    expected: { activities: { W: F }, pipeline: F, attempts: { W: 1 }, elapsedSeconds: 0 },
    source: SOURCE.wait,
  },
  {
    title: "an expression that fails is not tried again",
    activities: [
      withPolicy(POLICY, { ...web("A"), typeProperties: { url: "@activity('Nobody').output" } }),
    ],
    outcomes: { A: S },
    expected: { activities: { A: F }, pipeline: F, attempts: { A: 1 }, elapsedSeconds: 0 },
    source: SOURCE.contract,
  },
];

const marked = (
  mark: string | undefined,
  next: After,
  ended: string,
  whole: string,
): ControlFlowCase => ({
  title: `inactive, marked as ${mark ?? "nothing"}: next upon ${Object.values(next).join()} is ${ended}`,
  activities: [inactive(web("A"), mark), web("Next", next)],
  outcomes: { Next: S },
  expected: {
    activities: { A: (mark ?? S) as "Failed", Next: ended as "Failed" },
    pipeline: whole as "Failed",
    runs: ended === S ? { Next: 1 } : {},
  },
  source: SOURCE.inactive,
});

const inactives: readonly ControlFlowCase[] = [
  marked(undefined, { A: S }, S, S),
  marked("Succeeded", { A: S }, S, S),
  marked("Succeeded", { A: "Completed" }, S, S),
  marked("Succeeded", { A: F }, K, S),
  marked("Failed", { A: F }, S, S),
  marked("Failed", { A: "Completed" }, S, S),
  marked("Failed", { A: S }, K, F),
  marked("Skipped", { A: K }, S, S),
  marked("Skipped", { A: S }, K, S),
  {
    title: "an inactive activity is excluded from validation, its type too",
    activities: [inactive({ name: "A", type: "NoSuchType" }), set("B", "v", "x", { A: S })],
    more: { variables: { v: { type: "String" } } },
    expected: { activities: { A: S, B: S }, pipeline: S, variables: { v: "x" } },
    source: SOURCE.inactive,
  },
];

/** Cases of conditions, patterns, attempts and inactive activities. */
export const DEPENDENCY_CASES: readonly ControlFlowCase[] = [
  ...meetings,
  ...patterns,
  ...attempts,
  ...inactives,
];
