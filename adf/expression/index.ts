// The expression language of Data Factory: parsed, checked and evaluated as the service does it.

export { checkTemplate, type ExpressionProblem, type KnownNames } from "./check";
export type { ActivityResult, ExpressionContext } from "./context";
export { ExpressionError } from "./error";
export { EXPRESSION_ERRORS, type ExpressionErrorCode } from "./error-codes";
export { functionsPage } from "./functions-page";
export { JsonError, needsExactNumbers, parseJson } from "./json-parse";
export { exactJson } from "./json-text";
export * from "./limits";
export { type FunctionGroup, type Parameter, SIGNATURES, type Signature } from "./signatures";
export {
  evaluateExact,
  evaluateTemplate,
  evaluateText,
  parseTemplate,
  resolve,
  type Template,
} from "./template";
export { Float, type Json, type Value } from "./value";
