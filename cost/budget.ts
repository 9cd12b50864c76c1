/** What of a month is held against a budget, and what would lower it. */
import type { Part } from "./bill";
import type { MonthlyCost } from "./month";

/** What would lower a part, for a person. */
const LOWERS: Readonly<Record<Part, string>> = {
  compute: "run less often, on spot nodes or a smaller one, or serverless",
  "data-factory": "look less often with forecast-platform:watch, or run less often",
  "amazon-forecast": "a longer retrainAfter, or random-forest as the backend",
  sql: "a smaller tier",
  network: "public node addresses, which need no NAT gateway",
  monitoring: "fewer alerts",
  storage: "a shorter retention",
  other: "the resource itself",
};

/** A part of a month with what would lower it. */
export interface MonthPart {
  readonly part: Part;
  readonly cost: number;
  readonly lower: string;
}

/** The parts of the expected month, the largest first. */
export function monthParts({ expectedShares }: MonthlyCost): readonly MonthPart[] {
  return expectedShares.map((share) => ({ ...share, lower: LOWERS[share.part] }));
}
