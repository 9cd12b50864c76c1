// All functions of evaluated arguments.

import type { Implementations } from "../call";
import { COLLECTION_FUNCTIONS } from "./collection";
import { CONVERSION_FUNCTIONS } from "./conversion";
import { DATE_FUNCTIONS } from "./date";
import { LOGICAL_FUNCTIONS } from "./logical";
import { MATH_FUNCTIONS } from "./math";
import { STRING_FUNCTIONS } from "./string";
import { XML_FUNCTIONS } from "./xml";

/** The functions of the language, by name, but for the lazy ones and those that read the run. */
export const FUNCTIONS: Implementations = {
  ...COLLECTION_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...LOGICAL_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...XML_FUNCTIONS,
};
