// Reads definitions in the forms in which factories hand them out.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import {
  ADF_READ_CODES,
  AdfReadError,
  locate,
  MAX_FILE_BYTES,
  pipelineFiles,
  readPipelines,
  readPipelineText,
} from "../../../adf/wire";

const read = (json: unknown) => readPipelines(JSON.stringify(json), "x.json");
const refused = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof AdfReadError) return `${error.code} ${error.path}`;
    throw error;
  }
  return "read";
};
const messageOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof AdfReadError ? error.message : "";
  }
  return "";
};

const activities = [
  { name: "W", type: "Wait", typeProperties: { waitTimeInSeconds: 1 } },
  { name: "X", type: "Unheard", typeProperties: { any: ["thing", null] }, other: 1 },
];
const own = { name: "pipe", properties: { activities, annotations: [], more: true } };
const resource = (name: string, beside: object = {}) => ({
  name,
  type: "Microsoft.DataFactory/factories/pipelines",
  apiVersion: "2018-06-01",
  properties: own.properties,
  dependsOn: [],
  ...beside,
});
const template = (resources: unknown) => ({
  $schema: "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources,
});
const NAME = "[concat(parameters('factoryName'), '/pipe')]";

describe("a pipeline of its own", () => {
  it("is read as it is, unknown types and properties too", () => {
    expect(read(own)).toStrictEqual([
      { file: "x.json", pointer: "", name: "pipe", definition: own },
    ]);
  });

  it("comes back from any text without loss", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), (list) => {
        const json = JSON.parse(JSON.stringify({ name: "p", properties: { activities: list } }));
        expect(read(json)[0]?.definition).toStrictEqual(json);
      }),
    );
  });

  it.each([
    ["without a name", { properties: { activities: [] } }, ""],
    ["without activities", { name: "p", properties: {} }, "p"],
    [
      "as the service answers it",
      { ...own, id: "/x", type: "Microsoft.DataFactory/factories/pipelines", etag: "e" },
      "pipe",
    ],
  ])("is read %s", (_, json, name) => {
    expect(read(json)).toMatchObject([{ pointer: "", name, definition: json }]);
  });
});

describe("the answer of the list operation", () => {
  it("gives each of its pipelines", () => {
    expect(read({ value: [own, { ...own, name: "second" }] })).toMatchObject([
      { pointer: "/value/0", name: "pipe" },
      { pointer: "/value/1", name: "second" },
    ]);
  });
});

describe("an ARM template", () => {
  const found = (resources: unknown) =>
    read(template(resources)).map(({ pointer, name }) => [pointer, name]);

  it.each([
    [NAME, "pipe"],
    ["[concat(parameters('factoryName'), '/pipe with spaces')]", "pipe with spaces"],
    ["[format('{0}/{1}', parameters('factoryName'), 'pipe')]", "pipe"],
    ["factory/pipe", "pipe"],
    ["[parameters('pipelineName')]", "[parameters('pipelineName')]"],
    [
      "[concat(parameters('factoryName'), '/', parameters('p'))]",
      "[concat(parameters('factoryName'), '/', parameters('p'))]",
    ],
  ])("names %j %j", (name, expected) => {
    expect(found([resource(name)])).toStrictEqual([["/resources/0", expected]]);
  });

  it("gives the service's JSON, with the template's escapes undone and its expressions kept", () => {
    const properties = {
      activities: [],
      description: "[[dbo].[x]",
      folder: { name: "[parameters('f')]" },
    };

    expect(read(template([resource(NAME, { properties })]))[0]?.definition).toStrictEqual({
      name: "pipe",
      properties: {
        activities: [],
        description: "[dbo].[x]",
        folder: { name: "[parameters('f')]" },
      },
    });
  });

  it("gives pipelines inside factories, inside deployments and by symbolic name", () => {
    const inFactory = {
      type: "Microsoft.DataFactory/factories",
      name: "f",
      resources: [{ ...resource("a"), type: "pipelines" }],
    };
    const deployment = {
      type: "Microsoft.Resources/deployments",
      name: "d",
      properties: { template: template([resource("f/b")]) },
    };

    expect(
      found([{ type: "Microsoft.Storage/storageAccounts" }, inFactory, deployment]),
    ).toStrictEqual([
      ["/resources/1/resources/0", "a"],
      ["/resources/2/properties/template/resources/0", "b"],
    ]);
    expect(found({ "a/b": resource("f/c") })).toStrictEqual([["/resources/a~1b", "c"]]);
  });
});

describe("what is no pipeline", () => {
  const typed = (type: string) => ({
    name: "n",
    type: `Microsoft.DataFactory/factories/${type}`,
    properties: {},
  });

  it.each([
    [
      "a dataset",
      {
        name: "d",
        properties: { linkedServiceName: { referenceName: "l" }, type: "Json", typeProperties: {} },
      },
    ],
    [
      "a linked service",
      { name: "l", properties: { type: "AzureSqlDatabase", typeProperties: { server: "s" } } },
    ],
    [
      "a trigger",
      { name: "t", properties: { type: "ScheduleTrigger", pipelines: [], typeProperties: {} } },
    ],
    [
      "a trigger",
      {
        name: "t",
        properties: { type: "TumblingWindowTrigger", pipeline: {}, typeProperties: {} },
      },
    ],
    ["a data flow", { name: "f", properties: { type: "MappingDataFlow", typeProperties: {} } }],
    ["an integration runtime", { name: "r", properties: { type: "SelfHosted" } }],
    ["a factory", { name: "f", location: "westeurope", properties: { globalParameters: {} } }],
    ["a dataset", typed("datasets")],
    ["a trigger", typed("triggers")],
    [
      "a file of template parameters",
      {
        $schema:
          "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
        parameters: {},
      },
    ],
    ["the properties of a pipeline without {name, properties} around them", { activities: [] }],
    ["a JSON array", []],
    ["a single JSON value", 5],
    ["no definition of Data Factory", { hello: "world" }],
  ])("is refused as %s", (what, json) => {
    expect(messageOf(() => read(json))).toBe(
      `[ADF_READ_OTHER_KIND] x.json must be a pipeline, got ${what}; give a pipeline of the form {name, properties: {activities}}`,
    );
  });

  it("is refused where a template has none", () => {
    expect(refused(() => read(template([{ type: "Microsoft.Web/sites" }])))).toBe(
      "ADF_READ_NO_PIPELINES x.json",
    );
  });
});

describe("a text that is not JSON", () => {
  it.each([
    ['{"name": "p",\n  "properties" {}}', "2:16", "colon expected"],
    ['{"name": "p",}', "1:14", "property name expected"],
    ["{ // c\n}", "1:3", "invalid comment token"],
    ['{"a": 01}', "1:8", "comma expected"],
    ['{"a": "x\n"}', "1:7", "unexpected end of string"],
    ["", "1:1", "value expected"],
    ['{\n"a": 1', "2:7", "close brace expected"],
    ["{} {}", "1:4", "end of file expected"],
  ])("rejects %j at %s", (text, place, what) => {
    const message = messageOf(() => readPipelines(text, "x.json"));

    expect(message).toBe(
      `[ADF_READ_JSON] x.json:${place} must be JSON (${what}); mend it at this position; comments and trailing commas are not JSON`,
    );
  });

  it.each([
    ["arrays", "[".repeat(10_000)],
    ["closed arrays", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["objects", '{"a":'.repeat(10_000)],
  ])("rejects 10,000 levels of %s", (_, text) => {
    expect(refused(() => readPipelines(text, "x.json"))).toMatch(/^ADF_READ_DEPTH x\.json:1:\d+$/);
  });

  it("rejects levels that stand behind an open comment without a fault", () => {
    expect(refused(() => readPipelines(`/* " */ ${"[".repeat(100_000)}`, "x"))).toBe(
      "ADF_READ_JSON x:1:1",
    );
  });
});

describe("files and folders", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "adf-read-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Buffer) => {
    const file = join(folder, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, content);
    return file;
  };

  it("takes the pipelines of a factory's repository, sorted", () => {
    const [b, a] = [write("pipeline/b.json", "{}"), write("pipeline/a.json", "{}")];
    write("dataset/d.json", "{}");
    write("pipeline/README.md", "");

    expect(pipelineFiles(folder)).toStrictEqual({ files: [a, b], mixed: false });
  });

  it("takes the files of another folder, and a file itself", () => {
    const file = write("one.JSON", "{}");

    expect(pipelineFiles(folder)).toStrictEqual({ files: [file], mixed: true });
    expect(pipelineFiles(file)).toStrictEqual({ files: [file], mixed: false });
  });

  it("reads UTF-8 with and without a mark, and UTF-16", () => {
    expect(readPipelineText(write("a.json", '"é"'))).toBe('"é"');
    expect(readPipelineText(write("b.json", '\uFEFF"é"'))).toBe('"é"');
    expect(readPipelineText(write("c.json", Buffer.from('\uFEFF"é"', "utf16le")))).toBe('"é"');
  });

  it("rejects what cannot be read, holds no file, or is too large", () => {
    const large = write("large.json", Buffer.alloc(MAX_FILE_BYTES + 1, "0"));
    mkdirSync(join(folder, "empty"));

    expect(refused(() => pipelineFiles(join(folder, "none")))).toMatch(/^ADF_READ_UNREADABLE /);
    expect(refused(() => pipelineFiles(join(folder, "empty")))).toMatch(/^ADF_READ_NO_PIPELINES /);
    expect(refused(() => readPipelineText(folder))).toMatch(/^ADF_READ_UNREADABLE /);
    expect(messageOf(() => readPipelineText(large))).toContain(
      `must have at most ${MAX_FILE_BYTES} bytes, got ${MAX_FILE_BYTES + 1}`,
    );
  });
});

describe("positions", () => {
  const text = '{\n  "a/b": [1, {"c": "x"}],\r\n  "d": {"e": null}, "d": {"e": 2}\n}';
  const at = (pointer: string) => {
    const { line, column, length } = locate(text, [pointer]).get(pointer) ?? {};
    return [line, column, length];
  };

  it.each([
    ["", [1, 1, 1]],
    ["/a~1b", [2, 3, 5]],
    ["/a~1b/0", [2, 11, 1]],
    ["/a~1b/1", [2, 14, 1]],
    ["/a~1b/1/c", [2, 20, 3]],
    ["/d/e", [3, 32, 1]],
  ])("has %j at %j", (pointer, position) => {
    expect(at(pointer)).toStrictEqual(position);
  });

  it.each([
    ["/a~1b/1/none", "/a~1b/1"],
    ["/none/at/all", ""],
  ])("has %j where it would be: at %j", (missing, holder) => {
    expect(at(missing)).toStrictEqual(at(holder));
  });
});

describe("the codes of the reader", () => {
  it.each(Object.entries(ADF_READ_CODES))("%s says its cause and its repair", (_, entry) => {
    expect(entry.cause).toMatch(/^[a-z].*[^.]$/);
    expect(entry.repair).toMatch(/^[a-z].*[^.]$/);
  });
});
