// Every rule, broken and kept.

import { AWS_CASES } from "./aws-cases";
import { DATA_FACTORY_CASES } from "./data-factory-cases";
import { DATABRICKS_CASES } from "./databricks-cases";
import { GENERAL_CASES } from "./general-cases";
import type { RuleCase } from "./rule-case";
import { SQL_CASES } from "./sql-cases";
import { STORAGE_CASES } from "./storage-cases";

/** The table that every rule has to be in. */
export const ALL_CASES: readonly RuleCase[] = [
  ...STORAGE_CASES,
  ...SQL_CASES,
  ...DATABRICKS_CASES,
  ...DATA_FACTORY_CASES,
  ...AWS_CASES,
  ...GENERAL_CASES,
];
