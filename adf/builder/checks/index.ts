// Every check of a pipeline: each reads the same walk, and none stops another.

import type { ScopeId } from "../activity";
import type { Problem } from "../error";
import type { Pipeline } from "../pipeline";
import { checkEdges } from "./edges";
import { checkExpressions } from "./expressions";
import { checkForEach } from "./for-each";
import { checkLimits } from "./limits";
import { checkNames } from "./names";
import { checkNesting } from "./nesting";
import { checkPolicies } from "./policies";
import { checkSwitches } from "./switches";
import { walk } from "./walk";

/** All problems of a pipeline, in no particular order. */
export function checkPipeline(pipeline: Pipeline, root: ScopeId): readonly Problem[] {
  const visits = walk(pipeline, root);
  return [
    ...checkNames(pipeline, visits),
    ...checkLimits(pipeline, visits),
    ...checkPolicies(visits),
    ...checkNesting(pipeline, visits),
    ...checkSwitches(visits),
    ...checkForEach(visits),
    ...checkEdges(visits),
    ...checkExpressions(pipeline, visits),
  ];
}
