// The commands of the clouds' own tools that the documentation shows: they need an account, so that only their
// names and options are held, to what the tools' references list.

/** The options that the pages use of each command; a command that is not here is an error of the page. */
const CLOUD_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  // What `--help` of azure-cli 2.91.0 lists; of the extension `datafactory`:
  // https://learn.microsoft.com/cli/azure/datafactory
  "az login": [],
  "az ad app list": ["--display-name"],
  "az datafactory pipeline create-run": [
    "--resource-group",
    "--factory-name",
    "--name",
    "--parameters",
  ],
  "az datafactory pipeline-run show": ["--resource-group", "--factory-name", "--run-id"],
  "az extension add": ["--name"],
  "az group create": ["--name", "--location"],
  "az keyvault create": [
    "--name",
    "--resource-group",
    "--enable-rbac-authorization",
    "--enable-purge-protection",
  ],
  "az keyvault key create": ["--vault-name", "--name"],
  "az monitor log-analytics workspace delete": ["--force", "--resource-group", "--workspace-name"],
  "az resource show": ["--ids", "--query"],
  "az role assignment create": ["--assignee", "--role", "--scope"],
  "az storage account blob-service-properties update": [
    "--account-name",
    "--enable-versioning",
    "--enable-delete-retention",
    "--delete-retention-days",
  ],
  "az storage account create": [
    "--name",
    "--resource-group",
    "--sku",
    "--allow-shared-key-access",
    "--allow-blob-public-access",
    "--min-tls-version",
  ],
  "az storage account show": [],
  "az storage blob upload": [
    "--auth-mode",
    "--account-name",
    "--container-name",
    "--name",
    "--file",
  ],
  "az storage container create": ["--name", "--account-name", "--auth-mode"],
  // https://docs.aws.amazon.com/cli/latest/reference/sso/login.html
  "aws sso login": [],
  // What `--help` of pulumi 3.255.0 lists.
  "pulumi cancel": [],
  "pulumi destroy": ["--stack"],
  "pulumi import": [],
  "pulumi login": [],
  "pulumi preview": ["--diff", "--stack", "--policy-pack"],
  "pulumi refresh": [],
  "pulumi stack change-secrets-provider": [],
  "pulumi stack init": ["--secrets-provider"],
  "pulumi stack output": ["--stack"],
  "pulumi state unprotect": ["--all", "--stack"],
  "pulumi up": ["--stack", "--policy-pack"],
};

/** What is wrong with a command of a cloud's tool; undefined where nothing is. */
export function cloudProblem(words: readonly string[]): string | undefined {
  const line = words.join(" ");
  const [name] = Object.keys(CLOUD_COMMANDS)
    .filter((known) => line === known || line.startsWith(`${known} `))
    .sort((a, b) => b.length - a.length);
  if (name === undefined) return "is not in CLOUD_COMMANDS";
  const options = words.filter((word) => word.startsWith("--"));
  const unknown = options.filter((option) => !CLOUD_COMMANDS[name]?.includes(option));
  return unknown.length === 0
    ? undefined
    : `has options that are not in CLOUD_COMMANDS: ${unknown.join(", ")}`;
}
