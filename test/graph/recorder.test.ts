/**
 * What a recording keeps of a program.
 *
 * Not proven here: that an engine registers the same; that is read from the SDK's own requests to
 * the monitor, whose answers are made up.
 */
import { spawnSync } from "node:child_process";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import * as databricks from "@pulumi/databricks";
import {
  asset,
  ComponentResource,
  CustomResource,
  type CustomResourceOptions,
  type Input,
  output,
  runtime,
  secret,
} from "@pulumi/pulumi";
import { type Graph, isObject, isSecret, isUnknown } from "../../graph/graph";
import { GraphError } from "../../graph/graph-error";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { byName, childrenOf, dependenciesOf, inputsOf, only, tree } from "../support/query";
import { record } from "../support/record";

/** What no graph may show. */
const SENTINEL = "s3ntinel-0f-a-secret";

const DIRECTORY = "databricks:index/directory:Directory";

class Box extends ComponentResource {
  constructor(name: string, parent?: ComponentResource, type = "test:index:Box", summary = {}) {
    super(type, name, summary, parent === undefined ? {} : { parent });
  }
}

function directory(name: string, options: CustomResourceOptions = {}): databricks.Directory {
  return new databricks.Directory(name, { path: `/${name}` }, options);
}

/** A resource of any type, with any inputs. */
class Anything extends CustomResource {}

function anything(name: string, inputs: Record<string, Input<unknown>>): CustomResource {
  return new Anything(DIRECTORY, name, { path: "/x", ...inputs });
}

describe("a recorded graph", () => {
  it("has the parents, and in each URN the types of all of them", async () => {
    const graph = await record(
      () => {
        const outer = new Box("outer", undefined, "test:index:Outer");
        const inner = new Box("outer-inner", outer, "test:index:Inner");
        const leaf = directory("outer-inner-leaf", { parent: inner });
        directory("outer-inner-leaf-leaf", { parent: leaf });
        directory("stray");
      },
      { project: "shop", stack: "test" },
    );

    expect(graph).toMatchObject({ project: "shop", stack: "test" });
    expect(graph.resources.map(({ urn }) => urn)).toEqual([
      "urn:pulumi:test::shop::test:index:Outer::outer",
      "urn:pulumi:test::shop::test:index:Outer$test:index:Inner::outer-inner",
      `urn:pulumi:test::shop::test:index:Outer$test:index:Inner$${DIRECTORY}::outer-inner-leaf`,
      `urn:pulumi:test::shop::test:index:Outer$test:index:Inner$${DIRECTORY}$${DIRECTORY}::outer-inner-leaf-leaf`,
      `urn:pulumi:test::shop::${DIRECTORY}::stray`,
    ]);
    expect(graph.resources.map(({ parent, custom }) => [parent?.split("::")[3], custom])).toEqual([
      [undefined, false],
      ["outer", false],
      ["outer-inner", true],
      ["outer-inner-leaf", true],
      [undefined, true],
    ]);
    expect(tree(graph)).toBe(
      [
        "outer test:index:Outer",
        "  outer-inner test:index:Inner",
        `    outer-inner-leaf ${DIRECTORY}`,
        `      outer-inner-leaf-leaf ${DIRECTORY}`,
        `stray ${DIRECTORY}`,
      ].join("\n"),
    );
    expect(childrenOf(graph, null)).toEqual(["outer", "stray"]);
    expect(childrenOf(graph, "outer")).toEqual(["outer-inner"]);
  });

  it("tells resources of one type and name apart by their parents", async () => {
    const graph = await record(() => {
      directory("same", { parent: new Box("a", undefined, "test:index:A") });
      directory("same", { parent: new Box("b", undefined, "test:index:B") });
    });

    expect(graph.resources.filter(({ name }) => name === "same")).toHaveLength(2);
    expect(() => byName(graph, "same")).toThrow("found 2: same, same");
    expect(() => only(graph, "none")).toThrow("expected one resource of type none, found 0");
  });

  it("lists neither the stack nor providers, and hangs their children on the stack", async () => {
    const graph = await record(() => {
      const provider = new databricks.Provider("own", { host: "https://adb" });
      directory("with-own", { provider });
      directory("below-provider", { parent: provider });
    });

    expect(graph.resources.map(({ name, parent }) => [name, parent])).toEqual([
      ["with-own", null],
      ["below-provider", null],
    ]);
  });

  it("has the dependencies, on inputs and declared ones, sorted and within the graph", async () => {
    const graph = await record(() => {
      const provider = new databricks.Provider("own", { host: "https://adb" });
      const last = directory("z");
      const first = directory("a");
      const box = new Box("box");
      directory("box-child", { parent: box });
      new databricks.Directory("user", { path: last.path }, { dependsOn: [first, box, provider] });
    });

    expect(dependenciesOf(graph, "user")).toEqual(["a", "box-child", "z"]);
    const { dependencies } = byName(graph, "user");
    expect(dependencies).toEqual([...dependencies].sort());
    expect(dependenciesOf(graph, "z")).toEqual([]);
  });

  it("has the options of each resource", async () => {
    const graph = await record(() => {
      directory("plain");
      directory("guarded", {
        protect: true,
        deleteBeforeReplace: true,
        retainOnDelete: true,
        replaceOnChanges: ["b", "a"],
        ignoreChanges: ["d", "c"],
        additionalSecretOutputs: ["path"],
      });
    });

    expect(byName(graph, "plain")).toMatchObject({
      protect: false,
      options: {
        ignoreChanges: [],
        replaceOnChanges: [],
        additionalSecretOutputs: [],
        deleteBeforeReplace: false,
        retainOnDelete: false,
      },
    });
    expect(byName(graph, "guarded")).toMatchObject({
      protect: true,
      options: {
        ignoreChanges: ["c", "d"],
        replaceOnChanges: ["a", "b"],
        additionalSecretOutputs: ["path"],
        deleteBeforeReplace: true,
        retainOnDelete: true,
      },
    });
  });

  it("has the order of the program, whatever becomes known first", async () => {
    const graph = await record(() => {
      const late = output(new Promise<string>((resolve) => setTimeout(resolve, 20, "/late")));
      new databricks.Directory("waits", { path: late });
      directory("at-once");
      new databricks.Directory("waits-too", { path: late });
    });

    expect(graph.resources.map(({ name }) => name)).toEqual(["waits", "at-once", "waits-too"]);
  });

  it("has what a callback declares late", async () => {
    const graph = await record(() => {
      const first = directory("first");
      first.id.apply(async (id) => {
        await new Promise((resolve) => setImmediate(resolve));
        const second = new databricks.Directory("second", { path: id });
        second.path.apply((path) => new databricks.Directory("third", { path }));
      });
    });

    expect(graph.resources.map(({ name }) => name)).toEqual(["first", "second", "third"]);
  });

  it("has a row of resources, each declared by a callback of the one before", async () => {
    const names = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    const declareNext = ([name, ...others]: readonly string[]): void => {
      if (name !== undefined) {
        const { id } = directory(name);
        // What comes a turn of the event loop later, the SDK does not wait for.
        id.apply(() => void setImmediate(() => declareNext(others)));
      }
    };

    const graph = await record(() => declareNext(names));

    expect(childrenOf(graph, null)).toEqual(names);
  });

  it("has what an asynchronous program declares after it waited", async () => {
    const graph = await record(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      directory("after");
    });

    expect(childrenOf(graph, null)).toEqual(["after"]);
  });

  it("tells which outputs a component registered", async () => {
    const graph = await record(() => {
      const loud = new Box("loud");
      Reflect.get(loud, "registerOutputs").call(loud, { b: secret(SENTINEL), a: 1 });
      new Box("silent");
      directory("custom");
    });

    expect(graph.resources.map(({ name, registeredOutputs }) => [name, registeredOutputs])).toEqual(
      [
        ["loud", ["a", "b"]],
        ["silent", []],
        ["custom", null],
      ],
    );
  });

  it("answers with known outputs, and in a preview with unknown ones", async () => {
    const program = () => {
      const identity = new UserAssignedIdentity("who", {
        resourceName: "who",
        resourceGroupName: "rg",
      });
      anything("user", {
        owner: identity.id,
        list: [identity.clientId],
        nested: { id: identity.id },
      });
    };
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/" +
      "Microsoft.ManagedIdentity/userAssignedIdentities/who";

    expect(inputsOf(await record(program), "user")).toEqual({
      path: "/x",
      owner: id,
      list: ["00000000-0000-0000-0000-000000000000"],
      nested: { id },
    });
    const preview = inputsOf(await record(program, { preview: true }), "user");
    expect(preview).toEqual({
      path: "/x",
      owner: { $unknown: true },
      list: [{ $unknown: true }],
      nested: { id: { $unknown: true } },
    });
    expect(isUnknown(preview["owner"])).toBe(true);
    expect(isUnknown(preview["path"])).toBe(false);
  });

  it.each(["update", "preview"] as const)("never shows a secret, in an %s", async (mode) => {
    const graph = await record(
      () => {
        const whole = anything("whole", { path: secret(SENTINEL) });
        anything("deep", { a: [{ b: secret(SENTINEL) }], c: output(secret(SENTINEL)) });
        anything("object", { settings: secret({ password: SENTINEL }) });
        anything("derived", { a: secret(SENTINEL).apply((text) => `${text}!`) });
        new databricks.Directory("taken-on", { path: Reflect.get(whole, "path") ?? whole.id });
        new Box("summary", undefined, "test:index:Box", { token: secret(SENTINEL) });
      },
      { preview: mode === "preview" },
    );

    expect(JSON.stringify(graph)).not.toContain(SENTINEL);
    expect(inputsOf(graph, "whole")).toEqual({ path: { $secret: true } });
    expect(inputsOf(graph, "deep")).toEqual({
      path: "/x",
      a: [{ b: { $secret: true } }],
      c: { $secret: true },
    });
    expect(isSecret(inputsOf(graph, "object")["settings"])).toBe(true);
    expect(isSecret(inputsOf(graph, "derived")["a"])).toBe(true);
    expect(inputsOf(graph, "summary")).toEqual({ token: { $secret: true } });
  });

  it("keeps a secret secret where another resource takes it on", async () => {
    const graph = await record(() => {
      const source = new databricks.Directory("source", { path: secret(SENTINEL) });
      new databricks.Directory("taker", { path: source.path });
    });

    expect(JSON.stringify(graph)).not.toContain(SENTINEL);
    expect(inputsOf(graph, "taker")).toEqual({ path: { $secret: true } });
  });

  it("has the plain form of every other value", async () => {
    const graph = await record(() => {
      anything("values", {
        none: null,
        list: [1, "two", false, null],
        file: new asset.FileAsset("notebooks/advance.py"),
        text: new asset.StringAsset("print()"),
        remote: new asset.RemoteAsset("https://example.com/a"),
        folder: new asset.FileArchive("notebooks"),
        other: new Box("other"),
      });
    });

    expect(inputsOf(graph, "values")).toEqual({
      path: "/x",
      none: null,
      list: [1, "two", false, null],
      file: { $asset: "notebooks/advance.py" },
      text: { $asset: "text" },
      remote: { $asset: "https://example.com/a" },
      folder: { $asset: "notebooks" },
      other: { $resource: byName(graph, "other").urn },
    });
    expect(isObject(inputsOf(graph, "values")["list"])).toBe(false);
    expect(isObject(null)).toBe(false);
  });

  it("gives the program its configuration, project and stack", async () => {
    let seen: unknown;
    await record(
      () => {
        seen = [runtime.allConfig(), runtime.getProject(), runtime.getStack()];
      },
      { config: { "shop:a": "1" }, project: "shop", stack: "test" },
    );

    expect(seen).toEqual([{ "shop:a": "1" }, "shop", "test"]);
  });

  it("holds nothing of an earlier recording", async () => {
    await record(() => directory("before"), { config: { "a:b": "c" } });
    const graph = await record(() => directory("now"));

    expect(childrenOf(graph, null)).toEqual(["now"]);
    expect(runtime.allConfig()).toEqual({});
  });
});

describe("a graph as a value", () => {
  it("is frozen through and through", async () => {
    const graph = await record(() => anything("a", { list: [{ deep: "x" }] }));
    const { inputs, options } = byName(graph, "a");

    expect(Object.isFrozen(graph.resources)).toBe(true);
    expect(Object.isFrozen(options.ignoreChanges)).toBe(true);
    expect(Object.isFrozen(inputs["list"])).toBe(true);
  });
});

describe("a program that cannot be recorded", () => {
  const rejections: unknown[] = [];
  const listener = (reason: unknown) => rejections.push(reason);

  beforeAll(() => process.on("unhandledRejection", listener));
  afterAll(() => process.off("unhandledRejection", listener));
  afterEach(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rejections).toEqual([]);
  });

  it("rejects two resources of one URN", async () => {
    const error = await errorOf(() => {
      directory("twice");
      directory("twice");
    });

    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({
      code: "GRAPH_DUPLICATE_URN",
      path: `urn:pulumi:dev::forecast-platform::${DIRECTORY}::twice`,
    });
  });

  it.each([false, true])(
    "rejects a type that it has no answer for, preview %s",
    async (preview) => {
      const error = await errorOf(
        () => new Anything("azure-native:web:WebApp", "site", {}),
        preview,
      );

      expect(error).toMatchObject({ code: "GRAPH_UNKNOWN_TYPE", path: "azure-native:web:WebApp" });
    },
  );

  it("rejects a question to a provider", async () => {
    const error = await errorOf(() => databricks.getCurrentUser());

    expect(error).toMatchObject({
      code: "GRAPH_UNLISTED_INVOKE",
      path: "databricks:index/getCurrentUser:getCurrentUser",
    });
  });

  it.each<readonly [string, () => unknown]>([
    ["at once", () => throwOwn()],
    ["later", async () => throwOwn(await Promise.resolve())],
    [
      "after it declared resources",
      () => {
        directory("a", { parent: new Box("box") });
        throwOwn();
      },
    ],
  ])("rejects with the program's own error, thrown %s", async (_when, program) => {
    const error = await errorOf(program);

    expect(error).toBeInstanceOf(OwnError);
    expect(error).toMatchObject({ message: "mine" });
    expect((error as Error).stack).toMatch(/OwnError[^\n]*mine\n.*throwOwn.*recorder\.test\.ts/s);
  });

  it("rejects with the program's own error before what else is wrong", async () => {
    const error = await errorOf(() => {
      directory("twice");
      directory("twice");
      throwOwn();
    });

    expect(error).toBeInstanceOf(OwnError);
  });

  it("rejects with an error where the program throws something else", async () => {
    const error = await errorOf(() => {
      throw "a text";
    });

    expect(error).toEqual(new Error("a text"));
  });

  it("rejects, and the next recording is whole", async () => {
    await errorOf(throwOwn);
    const graph: Graph = await record(() => directory("fine"));

    expect(childrenOf(graph, null)).toEqual(["fine"]);
    expect(new Error("formatted").stack).toContain("recorder.test.ts");
  });
});

describe("an error inside apply", () => {
  // Jest takes an unheard rejection as its own, so a process without Jest is needed.
  it("rejects with that error, and says nothing else", () => {
    const program = `
      const { output } = require("@pulumi/pulumi");
      const { Directory } = require("@pulumi/databricks");
      const { recordGraph } = require("./graph/recorder");
      const options = { project: "shop", stack: "test", config: {} };
      const lost = () => new Directory("lost", { path: output("/x").apply(() => { throw new Error("mine"); }) });
      recordGraph(lost, options).catch((error) => console.log(error.message));
    `;
    const run = spawnSync(process.execPath, ["--require", "./tools/register.js", "-e", program], {
      cwd: PROJECT_DIRECTORY,
      encoding: "utf8",
    });

    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(/mine$/m);
  });
});

class OwnError extends Error {
  override readonly name = "OwnError";
}

function throwOwn(_after?: unknown): never {
  throw new OwnError("mine");
}

async function errorOf(program: () => unknown, preview = false): Promise<unknown> {
  return record(program, { preview }).then(
    () => undefined,
    (error: unknown) => error,
  );
}
