/** `npm run docs`: writes the generated part of the documentation, or checks that it is current. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ADF_ERRORS } from "../adf/builder";
import { ENGINE_ERRORS } from "../adf/engine";
import { EXPRESSION_ERRORS, functionsPage } from "../adf/expression";
import { lintPage } from "../adf/lint";
import { ADF_READ_CODES } from "../adf/wire";
import { COMPONENT_CODES } from "../components/shared/component-error";
import { CONFIG_CODES } from "../config/codes";
import { ENVIRONMENT_NAMES, ENVIRONMENTS } from "../config/environments";
import { settingsPage, settingTables, shortTable } from "../config/settings-page";
import { COST_CODES } from "../cost/cost-error";
import { GRAPH_CODES } from "../graph/graph-error";
import { POLICY_CODES } from "../policy/policy-error";
import { rulesPage } from "../policy/reference";
import { rehearsalPage } from "../rehearsal/reference";
import { REHEARSAL_ERRORS } from "../rehearsal/rehearsal-error";
import { REVIEW_CODES } from "../review/problem";
import { RUN_LOG_CODES } from "../run-log/error";
import { WHEEL_CODES } from "../wheel/wheel-error";
import { EVAL_CODES } from "./adf-eval";
import { EXIT, newCommand, runCommand } from "./command";
import { membersOf } from "./doc-comments";
import { type Blocks, fillBlocks } from "./generated-blocks";
import { PYTHON_CODES } from "./python-codes";
import { PROJECT_DIRECTORY } from "./root";
import { TOOL_CODES } from "./tool-error";

type Codes = Readonly<Record<string, { readonly cause: string; readonly repair: string }>>;

/** What the resources that act on the factory end a deployment with. */
const DEPLOYMENT_CODES: Codes = {
  AZURE_SIGN_IN: {
    cause: "the deployment has no sign-in to the management API of Azure",
    repair: "sign in with `az login`, or in CI as docs/operations.md says",
  },
  PIPELINE_RUN_FAILED: {
    cause:
      "the run of a pipeline ended otherwise than well; the message holds the activity's error",
    repair: "correct what the error names and deploy again, which runs it again",
  },
  PIPELINE_RUN_REFUSED: {
    cause: "the service did not take the run of a pipeline; the message holds its reason",
    repair: "correct what the reason names and deploy again",
  },
  PIPELINE_RUN_TIMEOUT: {
    cause: "the run of a pipeline took longer than `timeoutSeconds`; it goes on",
    repair: "wait for its end in Data Factory Studio, Monitor, then deploy again",
  },
  TRIGGER_START_REFUSED: {
    cause: "the service did not start a trigger; the message holds its reason",
    repair: "correct what the reason names and deploy again",
  },
  TRIGGER_START_TIMEOUT: {
    cause: "a trigger was not started within `timeoutSeconds`",
    repair: "look at the trigger in Data Factory Studio and deploy again",
  },
  TRIGGER_STOP_REFUSED: {
    cause: "the service did not stop a trigger; the message holds its reason",
    repair: "correct what the reason names and deploy again",
  },
  TRIGGER_STOP_TIMEOUT: {
    cause: "a trigger was not stopped within `timeoutSeconds`, so nothing after it was changed",
    repair: "stop it in Data Factory Studio and deploy again",
  },
};

/** What a failed run ends with: what the run log's statements give, and what stands where they give nothing. */
const RUN_CODES: Codes = {
  ANSWER_INVALID: {
    cause:
      "a job's answer is not JSON, lacks a field, names an unknown stage or goes backwards; the message quotes it",
    repair: "correct the job, then restart the run",
  },
  DATA_LATE: {
    cause: "the input did not reach the period before the deadline",
    repair: "look at what delivers it, then restart the run",
  },
  DECISION_NOT_RECORDED: {
    cause: "`approve-model` changed nothing; the message says why",
    repair:
      "run it again with a forecast that has models, a version, `approved` or `refused`, and who decides",
  },
  DEADLINE_PASSED: {
    cause: "the run was not done in time",
    repair: "look at its events; restart it, or give the forecast a longer deadline",
  },
  FORECAST_SILENT: {
    cause: "no run of a forecast has started within its longest gap and two hours",
    repair: "look whether its trigger is started, then run `forecast-run` by hand",
  },
  NO_APPROVED_MODEL: {
    cause: "a model has to be approved, and none is",
    repair: "approve one, then restart the run from `predict`",
  },
  OPERATION_REFUSED: {
    cause: "`operate-run` changed nothing; the message says why",
    repair: "look how the run stands in the run log, then decide again",
  },
  OPERATION_UNKNOWN: {
    cause: "`operate-run` was run with another operation than `cancel` or `restart`",
    repair: "run it again with one of the two",
  },
  RUN_FAILED: {
    cause: "a run failed, and the run log holds no error code for it",
    repair: "read the activities of the run in Data Factory Studio",
  },
  STEP_FAILED: {
    cause: "an activity failed before there was an answer, and again until the deadline",
    repair: "open the run in Data Factory Studio by its factory run id",
  },
};

/** What a migration says while Data Factory applies it. */
const RUN_LOG_SQL_CODES: Codes = {
  RUN_LOG_MIGRATION_CHANGED: {
    cause: "a statement that was applied to this database has been edited since",
    repair: "restore it, and write the change as a new migration",
  },
};

const SECTIONS: readonly (readonly [title: string, codes: Codes])[] = [
  ["Settings", CONFIG_CODES],
  ["Components", COMPONENT_CODES],
  ["Pipelines", ADF_ERRORS],
  ["Reading definitions", ADF_READ_CODES],
  ["Expressions", EXPRESSION_ERRORS],
  ["Running pipelines", ENGINE_ERRORS],
  ["Resource graph", GRAPH_CODES],
  ["Cost", COST_CODES],
  ["Rehearsal", REHEARSAL_ERRORS],
  ["Rule book", POLICY_CODES],
  ["Review", REVIEW_CODES],
  ["Python package as a wheel", WHEEL_CODES],
  ["Commands", { ...TOOL_CODES, ...EVAL_CODES }],
  ["Run log", { ...RUN_LOG_CODES, ...RUN_LOG_SQL_CODES }],
  ["Runs", RUN_CODES],
  ["Deployment", DEPLOYMENT_CODES],
  ["Python package", PYTHON_CODES],
];

/** The tables of the README. */
const README_BLOCKS: Blocks = {
  settings: () => shortTable(settingTables("top").stack),
  forecast: () => shortTable(settingTables("top").forecast),
  outputs: outputsTable,
};

/** The generated pages, by path; each is given what is there, the empty text where nothing is. */
const PAGES: Readonly<Record<string, (text: string) => string>> = {
  "README.md": (text) => fillBlocks("README.md", text, README_BLOCKS),
  "docs/reference/adf-functions.md": functionsPage,
  "docs/reference/adf-lint.md": lintPage,
  "docs/reference/errors.md": errorsPage,
  "docs/reference/rehearsal.md": rehearsalPage,
  "docs/reference/rules.md": rulesPage,
  "docs/reference/settings.md": () => settingsPage(environmentsSection()),
};

const command = newCommand(
  "npm run docs --",
  "Writes docs/reference and the README's tables from the code's own.",
  "npm run docs -- --check",
)
  .option("--check", "write nothing; exit 1 where the files are not current")
  .action(({ check = false }: { readonly check?: boolean }) => {
    for (const [page, write] of Object.entries(PAGES)) {
      const file = join(PROJECT_DIRECTORY, page);
      const text = readIfThere(file);
      const current = write(text);
      if (!check) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, current);
      } else if (text !== current) {
        process.stderr.write(`${page} is not current; run: npm run docs\n`);
        process.exitCode = EXIT.findings;
      }
    }
  });

function outputsTable(): readonly string[] {
  return [
    "| output | what |",
    "|---|---|",
    ...membersOf("stacks/platform.ts", "PlatformOutputs").map(
      ({ name, summary }) => `| \`${name}\` | ${summary} |`,
    ),
  ];
}

function environmentsSection(): readonly string[] {
  const rows = membersOf("config/environments.ts", "Environment")
    .filter(({ name }) => name !== "name")
    .map(({ name, summary }) => {
      const values = ENVIRONMENT_NAMES.map((stack) => {
        const value = Object.entries(ENVIRONMENTS[stack]).find(([key]) => key === name)?.[1];
        return `\`${value ?? "off"}\``;
      });
      return `| \`${name}\` | ${summary} | ${values.join(" | ")} |`;
    });
  return [
    "## Environments",
    "",
    "What the program knows of an environment, in `config/environments.ts`; nothing else asks for its name.",
    "",
    `| | what | ${ENVIRONMENT_NAMES.map((stack) => `\`${stack}\``).join(" | ")} |`,
    `|---|---|${ENVIRONMENT_NAMES.map(() => "---|").join("")}`,
    ...rows,
  ];
}

function errorsPage(): string {
  const sections = SECTIONS.flatMap(([title, codes]) => [
    `## ${title}`,
    "",
    "| code | cause | repair |",
    "|---|---|---|",
    ...Object.entries(codes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { cause, repair }]) => `| \`${code}\` | ${cause} | ${repair} |`),
    "",
  ]);
  return (
    ["# Error codes", "", "Generated by `npm run docs`. Changing a code is breaking.", ""]
      .concat(sections)
      .join("\n")
      // What looks like a placeholder would be read as HTML.
      .replaceAll("<", "\\<")
  );
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

void runCommand(command, process.argv);
