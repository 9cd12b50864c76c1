/** What one error code stands for: the reference of errors is generated from these. */
export interface CodeMeaning {
  /** What makes the program raise the code. */
  readonly cause: string;
  /** What a person does about it. */
  readonly repair: string;
}

/**
 * Every error code of the settings, with its cause and repair.
 *
 * A code is written literally here and nowhere else is one invented; renaming one is a breaking change.
 */
export const CONFIG_CODES = Object.freeze({
  CONFIG_NO_STACK: {
    cause: "the stack is not one of the environments, or it has no settings file",
    repair: "choose a stack that exists, or write its Pulumi.<stack>.yaml",
  },
  CONFIG_SYNTAX: {
    cause: "the settings file is not readable YAML",
    repair: "correct the text at the line and column named",
  },
  CONFIG_SECRET: {
    cause: "a setting holds a credential or an encrypted value, and nothing secret is stored",
    repair: "remove it: the program signs in by the Azure CLI, by OIDC or by an assumed role",
  },
  CONFIG_UNKNOWN_KEY: {
    cause: "a key is not one of the settings",
    repair: "correct its spelling, or remove it",
  },
  CONFIG_MISSING: {
    cause: "a setting that is needed is absent or empty",
    repair: "add it",
  },
  CONFIG_TYPE: {
    cause: "a value has the wrong type, such as text where a number is needed",
    repair: "write a value of the type named; text of digits needs quotes",
  },
  CONFIG_RANGE: {
    cause: "a number, or the length of a list, is outside what is allowed",
    repair: "choose a value within the limits named",
  },
  CONFIG_VALUE: {
    cause: "a value is not one of those allowed",
    repair: "choose one of the values listed",
  },
  CONFIG_FORMAT: {
    cause: "a text does not have the form that is needed",
    repair: "write it in the form of the example",
  },
  CONFIG_DUPLICATE: {
    cause: "the same key, name or list entry is given twice",
    repair: "keep one of them",
  },
} as const satisfies Record<string, CodeMeaning>);

/** One of the error codes of {@link CONFIG_CODES}. */
export type ConfigCode = keyof typeof CONFIG_CODES;
