// Proves: the service's JSON of the activities that call the web, look at and delete files, call
// procedures and run Databricks code, exactly, as their documentation writes it, and how their output
// is read. Does not prove that the service accepts it.

import {
  databricksNotebook,
  databricksSparkPython,
  dataset,
  definePipeline,
  delete_,
  type Expression,
  equals,
  filter,
  getMetadata,
  property,
  raw,
  renderExpression,
  sqlServerStoredProcedure,
  webActivity,
  webHook,
} from "../../adf/builder/index";
import { toServiceJson } from "../../adf/wire/index";

const policy = { timeout: "00:10:00", retry: 2 };

function only(build: (p: ReturnType<typeof bare>) => void): unknown {
  const p = bare();
  build(p);
  return toServiceJson(p.build()).properties.activities[0];
}

function bare() {
  return definePipeline({ name: "p" });
}

describe("the service JSON of an activity", () => {
  // https://learn.microsoft.com/azure/data-factory/control-flow-web-activity
  it("holds a request by the factory's own identity", () => {
    const found = only((p) =>
      p.add(
        webActivity("MyWebActivity", {
          method: "POST",
          url: raw("guid()"),
          headers: { "Content-Type": "application/json" },
          body: { myMessage: "Sample" },
          authentication: { type: "MSI", resource: "https://management.azure.com/" },
          httpRequestTimeout: "00:10:00",
          integrationRuntime: "private",
          turnOffAsync: true,
          policy: { ...policy, secureInput: true, secureOutput: true },
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyWebActivity",
      type: "WebActivity",
      policy: { timeout: "00:10:00", retry: 2, secureInput: true, secureOutput: true },
      typeProperties: {
        method: "POST",
        url: { value: "@guid()", type: "Expression" },
        httpRequestTimeout: "00:10:00",
        connectVia: { referenceName: "private", type: "IntegrationRuntimeReference" },
        headers: { "Content-Type": "application/json" },
        body: { myMessage: "Sample" },
        authentication: { type: "MSI", resource: "https://management.azure.com/" },
        turnOffAsync: true,
      },
    });
  });

  it("holds a request with what is needed only", () => {
    const found = only((p) =>
      p.add(webActivity("Get", { method: "GET", url: "https://example.invalid/a", policy })),
    );

    expect(found).toStrictEqual({
      name: "Get",
      type: "WebActivity",
      policy,
      typeProperties: { method: "GET", url: "https://example.invalid/a" },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/control-flow-webhook-activity
  it("holds a request that is called back", () => {
    const found = only((p) =>
      p.add(
        webHook("MyWebHookActivity", {
          url: "https://example.invalid",
          body: { key: "value" },
          timeout: "00:10:00",
          reportStatusOnCallBack: true,
          authentication: { type: "MSI", resource: "https://management.azure.com/" },
          policy: { secureOutput: true },
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyWebHookActivity",
      type: "WebHook",
      policy: { secureOutput: true },
      typeProperties: {
        method: "POST",
        url: "https://example.invalid",
        headers: { "Content-Type": "application/json" },
        body: { key: "value" },
        timeout: "00:10:00",
        reportStatusOnCallBack: true,
        authentication: { type: "MSI", resource: "https://management.azure.com/" },
      },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/control-flow-get-metadata-activity
  it("holds a question for metadata", () => {
    const found = only((p) =>
      p.add(
        getMetadata("MyActivity", {
          dataset: dataset("MyDataset", { path: "a" }),
          fieldList: ["size", "lastModified", "structure"],
          storeSettings: { type: "AzureBlobStorageReadSettings" },
          formatSettings: { type: "JsonReadSettings" },
          policy,
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyActivity",
      type: "GetMetadata",
      policy,
      typeProperties: {
        dataset: {
          referenceName: "MyDataset",
          type: "DatasetReference",
          parameters: { path: "a" },
        },
        fieldList: ["size", "lastModified", "structure"],
        storeSettings: { type: "AzureBlobStorageReadSettings" },
        formatSettings: { type: "JsonReadSettings" },
      },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/delete-activity
  it("holds a deletion with its log", () => {
    const found = only((p) =>
      p.add(
        delete_("DeleteOneFolder", {
          dataset: "PartitionedFolder",
          files: { recursive: true, wildcardFileName: "*.txt" },
          log: { linkedService: "BloblinkedService", path: "mycontainer/log" },
          policy,
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "DeleteOneFolder",
      type: "Delete",
      policy,
      typeProperties: {
        dataset: { referenceName: "PartitionedFolder", type: "DatasetReference" },
        storeSettings: {
          type: "AzureBlobFSReadSettings",
          recursive: true,
          wildcardFileName: "*.txt",
        },
        enableLogging: true,
        logStorageSettings: {
          linkedServiceName: {
            referenceName: "BloblinkedService",
            type: "LinkedServiceReference",
          },
          path: "mycontainer/log",
        },
      },
    });
  });

  it("holds a deletion without a log", () => {
    const found = only((p) =>
      p.add(delete_("Delete", { dataset: "d", files: { recursive: false }, policy })),
    );

    expect(found).toHaveProperty("typeProperties", {
      dataset: { referenceName: "d", type: "DatasetReference" },
      storeSettings: { type: "AzureBlobFSReadSettings", recursive: false },
      enableLogging: false,
    });
  });

  // https://learn.microsoft.com/azure/data-factory/transform-data-using-stored-procedure
  it("holds a call of a procedure", () => {
    const found = only((p) =>
      p.add(
        sqlServerStoredProcedure("Stored Procedure Activity", {
          linkedService: "AzureSqlLinkedService",
          storedProcedureName: "usp_sample",
          storedProcedureParameters: {
            identifier: { value: "1", type: "Int" },
            stringData: { value: "str1" },
            nothing: { value: null },
          },
          policy,
          description: "Description",
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "Stored Procedure Activity",
      type: "SqlServerStoredProcedure",
      description: "Description",
      policy,
      linkedServiceName: {
        referenceName: "AzureSqlLinkedService",
        type: "LinkedServiceReference",
      },
      typeProperties: {
        storedProcedureName: "usp_sample",
        storedProcedureParameters: {
          identifier: { value: "1", type: "Int" },
          stringData: { value: "str1" },
          nothing: { value: null },
        },
      },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/transform-data-databricks-notebook
  it("holds a notebook", () => {
    const found = only((p) =>
      p.add(
        databricksNotebook("MyActivity", {
          linkedService: "MyDatabricksLinkedservice",
          notebookPath: "/Users/user@example.com/ScalaExampleNotebook",
          baseParameters: { inputpath: "input/folder1/", outputpath: "output/" },
          libraries: [{ jar: "dbfs:/docs/library.jar" }, { pypi: { package: "simplejson" } }],
          policy,
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyActivity",
      type: "DatabricksNotebook",
      policy,
      linkedServiceName: {
        referenceName: "MyDatabricksLinkedservice",
        type: "LinkedServiceReference",
      },
      typeProperties: {
        notebookPath: "/Users/user@example.com/ScalaExampleNotebook",
        baseParameters: { inputpath: "input/folder1/", outputpath: "output/" },
        libraries: [{ jar: "dbfs:/docs/library.jar" }, { pypi: { package: "simplejson" } }],
      },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/transform-data-databricks-python
  it("holds a Python file", () => {
    const found = only((p) =>
      p.add(
        databricksSparkPython("MyActivity", {
          linkedService: "MyDatabricksLinkedService",
          pythonFile: "dbfs:/docs/pi.py",
          parameters: ["10"],
          libraries: [{ pypi: { package: "tensorflow" } }],
          policy,
        }),
      ),
    );

    expect(found).toHaveProperty("typeProperties", {
      pythonFile: "dbfs:/docs/pi.py",
      parameters: ["10"],
      libraries: [{ pypi: { package: "tensorflow" } }],
    });
  });
});

describe("the output of an activity", () => {
  const p = definePipeline({ name: "p", parameters: { items: "Array" } });
  const web = p.add(webActivity("Web", { method: "GET", url: "u", policy }));
  const hook = p.add(webHook("Hook", { url: "u", body: {} }));
  const kept = p.add(
    filter("Kept", { items: p.parameter("items"), condition: (item) => equals(item, 1) }),
  );
  const book = p.add(
    databricksNotebook("Book", { linkedService: "l", notebookPath: "/a", policy }),
  );
  const gone = p.add(delete_("Gone", { dataset: "d", files: { recursive: false }, policy }));
  const fields = ["childItems", "columnCount", "contentMD5", "created", "exists"] as const;
  const more = ["itemName", "itemType", "lastModified", "size", "structure"] as const;
  const meta = p.add(
    getMetadata("Meta", { dataset: "d", fieldList: [...fields, ...more], policy }),
  );

  it.each<readonly [Expression, string]>([
    [web.field("id"), "activity('Web').output.id"],
    [web.optionalField("a b"), "activity('Web').output?['a b']"],
    [hook.field("id"), "activity('Hook').output.id"],
    [kept.items, "activity('Kept').output.value"],
    [book.runOutput, "activity('Book').output.runOutput"],
    [property(book.runOutput, "n"), "activity('Book').output.runOutput.n"],
    [gone.filesDeleted, "activity('Gone').output.filesDeleted"],
    [gone.logPath, "activity('Gone').output.logPath"],
    ...[...fields, ...more].map(
      (field) => [meta[field], `activity('Meta').output.${field}`] as const,
    ),
  ])("%# is written as %s", (found, expected) => {
    expect(renderExpression(found)).toBe(expected);
  });
});
