// How much an expression may be, and may make.

/**
 * Characters of one expression, without the text around an interpolation.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits (read 2026-11-23)
 */
export const MAX_EXPRESSION_CHARACTERS = 8192;

/** Calls and indexes inside each other; a limit of this evaluator, which the service does not publish. */
export const MAX_EXPRESSION_NESTING = 250;

/** Arrays and objects inside each other; a limit of this evaluator. */
export const MAX_VALUE_NESTING = 500;

/**
 * Characters of a text that a function makes, and of the JSON text of an array that it makes: the
 * service's limit of 896 KB on what an activity run takes in or gives out.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits (read 2026-11-23)
 */
export const MAX_RESULT_CHARACTERS = 896 * 1024;
