/** All programs that a service has to refuse. */
import { AWS_PROGRAMS } from "./aws";
import { AZURE_PROGRAMS } from "./azure";
import type { BrokenProgram } from "./broken-program";
import { DATA_FACTORY_PROGRAMS } from "./data-factory";
import { DATABRICKS_PROGRAMS } from "./databricks";

/** In the order in which they are shown. */
export const BROKEN_PROGRAMS: readonly BrokenProgram[] = [
  ...AZURE_PROGRAMS,
  ...DATA_FACTORY_PROGRAMS,
  ...DATABRICKS_PROGRAMS,
  ...AWS_PROGRAMS,
];
