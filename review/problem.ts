/** What stops a change from being deployed, beyond the rule book. */

/** Every code of a {@link ReviewProblem}, with its cause and its repair. */
export const REVIEW_CODES = Object.freeze({
  REVIEW_MIGRATION_EDITED: {
    cause:
      "a migration of the base has other statements now; databases that applied it refuse that",
    repair: "restore the file, and write what is new as the next migration",
  },
  REVIEW_MIGRATION_REMOVED: {
    cause: "a migration of the base is gone; databases that applied it refuse that",
    repair: "restore the file, and undo what it does in the next migration",
  },
  REVIEW_MIGRATION_UNREADABLE: {
    cause: "the migrations cannot be read",
    repair: "correct the file at the line named",
  },
  REVIEW_PROTECTED: {
    cause: "a protected resource would be replaced or removed, which the engine refuses",
    repair: "take the change back, or deploy first with the protection gone and the data safe",
  },
  REVIEW_REHEARSAL: {
    cause: "a rehearsed run of the working tree does not succeed, or does what must not be",
    repair: "look at its stages with `npm run rehearse -- --stack STACK`",
  },
});

/** A code of {@link REVIEW_CODES}. */
export type ReviewCode = keyof typeof REVIEW_CODES;

/** An error that the review found by comparing. */
export interface ReviewProblem {
  readonly code: ReviewCode;
  /** The file, or the resource with its stack. */
  readonly path: string;
  /** What is wrong there. Lower-case start, no final dot. */
  readonly message: string;
  readonly repair: string;
}

/** A problem with the repair of its code. */
export function problem(code: ReviewCode, path: string, message: string): ReviewProblem {
  return { code, path, message, repair: REVIEW_CODES[code].repair };
}
