/** What the page shows: the document that `npm run rehearse -- --json` prints. */
import type { DesignResult } from "../../cost/designs/designs";
import type { Faults } from "../faults/faults";
import type { Nights } from "../nights";
import type { RunReport } from "../reports";
import type { Violation } from "../violations";
import type { RegisteredModel } from "../workspace";

/** A rehearsal's document. */
export interface ReportDocument {
  readonly scenario: string;
  readonly runs: readonly RunReport[];
  readonly violations: readonly Violation[];
  readonly fixedDesign: Pick<DesignResult, "compute" | "total" | "lines">;
  readonly nights?: Nights;
  readonly faults?: Faults;
  readonly registry?: readonly RegisteredModel[];
}
