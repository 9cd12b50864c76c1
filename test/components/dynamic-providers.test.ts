/**
 * The providers that Pulumi stores as text and runs from it.
 *
 * Not proven here: that an engine calls them in the right order, and what the factory answers, which
 * `npm run test:engine` does.
 */
import { runInNewContext } from "node:vm";
import { providerText } from "../../components/data-factory/dynamic-resource";

interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

interface Provider {
  diff(id: string, olds: object, news: object): Promise<Difference>;
  create(inputs: object): Promise<unknown>;
}

/** The provider of a file's text, in a world where there is nothing but what is given. */
function provider(file: string, given: object = {}): Provider {
  const exports: { handler?: () => Provider } = {};
  runInNewContext(providerText(file), { exports, ...given });
  if (exports.handler === undefined) {
    throw new Error(`${file} exports no handler`);
  }
  return exports.handler();
}

/** A machine that nobody has signed in on. */
const WITHOUT_SIGN_IN = {
  process: { env: {} },
  Date,
  Error,
  Object,
  require: () => ({
    DefaultAzureCredential: class {
      getToken(): Promise<never> {
        const error = new Error("no credential is configured");
        return Promise.reject(Object.assign(error, { name: "CredentialUnavailableError" }));
      }
    },
  }),
};

describe("the text of a provider", () => {
  it.each(["pipeline-run-provider.js", "started-trigger-provider.js"])(
    "of %s holds what it requires, and requires nothing else of ours",
    (file) => {
      const text = providerText(file);

      expect(text).toContain("exports.refusal = refusal");
      expect(text).not.toMatch(/require\("\./);
    },
  );
});

describe("the provider of a pipeline's run", () => {
  const { diff } = provider("pipeline-run-provider.js");

  it.each<readonly [string, object, object, readonly string[]]>([
    ["nothing", { pipelineId: "p", content: "c" }, { pipelineId: "p", content: "c" }, []],
    [
      "the parameters alone",
      { pipelineId: "p", content: "c", parameters: { a: "1" } },
      { pipelineId: "p", content: "c", parameters: { a: "2" } },
      [],
    ],
    [
      "the content",
      { pipelineId: "p", content: "c" },
      { pipelineId: "p", content: "d" },
      ["content"],
    ],
    [
      "the pipeline",
      { pipelineId: "p", content: "c" },
      { pipelineId: "q", content: "c" },
      ["pipelineId"],
    ],
    [
      "both",
      { pipelineId: "p", content: "c" },
      { pipelineId: "q", content: "d" },
      ["pipelineId", "content"],
    ],
  ])("runs it once more when %s changed", async (_what, olds, news, replaces) => {
    const difference = await diff("id", olds, news);

    expect(plain(difference)).toEqual({ changes: replaces.length > 0, replaces });
  });

  it("keeps a newer text of itself without a run", async () => {
    const inputs = { pipelineId: "p", content: "c" };
    const difference = await diff("id", { ...inputs, __provider: "old" }, inputs);

    expect(plain(difference)).toEqual({ changes: true, replaces: [] });
  });

  it("rejects a deployment without a sign-in, and says how to sign in", async () => {
    const { create } = provider("pipeline-run-provider.js", WITHOUT_SIGN_IN);

    await expect(
      create({ pipelineId: "/factories/f/pipelines/apply", timeoutSeconds: 1 }),
    ).rejects.toMatchObject({
      message:
        '[AZURE_SIGN_IN] "management.azure.com": no credential is configured; sign in with az ' +
        "login, or in CI as docs/operations.md says",
    });
  });
});

describe("the provider of a started trigger", () => {
  const { diff } = provider("started-trigger-provider.js");

  it.each<readonly [string, object, object, readonly string[]]>([
    ["stays as it is for the same trigger", { triggerId: "t" }, { triggerId: "t" }, []],
    ["stops and starts for another trigger", { triggerId: "t" }, { triggerId: "u" }, ["triggerId"]],
  ])("%s", async (_what, olds, news, replaces) => {
    const difference = await diff("id", olds, news);

    expect(plain(difference)).toEqual({
      changes: replaces.length > 0,
      replaces,
      deleteBeforeReplace: true,
    });
  });
});

/** A value of another context as one of this. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
