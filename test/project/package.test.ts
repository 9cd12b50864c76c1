// Proves: what is installed is pinned, and that Pulumi's own TypeScript loader takes the program.
// Does not prove that the engine takes it: that needs the engine.

import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { loadSettings } from "../../config/read";
import { ROOT, sourceText } from "./sources";

interface Manifest {
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string } & Partial<Manifest>>>;
}

const manifest: Manifest = JSON.parse(sourceText("package.json"));
const lock: Lock = JSON.parse(sourceText("package-lock.json"));
const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

describe("package.json", () => {
  it.each(pins)("pins %s to one version, %s", (_, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/);
  });

  it("names no package twice", () => {
    const twice = Object.keys(manifest.dependencies).filter(
      (name) => name in manifest.devDependencies,
    );

    expect(twice).toStrictEqual([]);
  });
});

describe("package-lock.json", () => {
  it("was made of this package.json", () => {
    const { dependencies, devDependencies } = lock.packages[""] ?? {};

    expect(dependencies).toStrictEqual(manifest.dependencies);
    expect(devDependencies).toStrictEqual(manifest.devDependencies);
  });

  it.each(pins)("holds %s in the version %s", (name, version) => {
    expect(lock.packages[`node_modules/${name}`]).toMatchObject({ version });
  });

  it("names no registry, so that it installs from whichever is set", () => {
    const resolved = Object.entries(lock.packages).filter(([, { resolved: url }]) => url);

    expect(resolved.map(([path]) => path)).toStrictEqual([]);
  });

  it("holds one copy of the Pulumi SDK, whose mocks and state are global", () => {
    const copies = Object.keys(lock.packages).filter((path) =>
      /(?:^|\/)@pulumi\/pulumi$/.test(path),
    );

    expect(copies).toStrictEqual(["node_modules/@pulumi/pulumi"]);
  });
});

describe("node_modules", () => {
  it("holds one copy of the Pulumi SDK", () => {
    const modules = join(ROOT, "node_modules");
    const packages = readdirSync(modules).flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((sub) => join(name, sub)) : name,
    );
    const nested = packages.filter((name) =>
      existsSync(join(modules, name, "node_modules", "@pulumi", "pulumi")),
    );

    expect(packages).toContain(join("@pulumi", "pulumi"));
    expect(nested).toStrictEqual([]);
  });
});

// What Pulumi's Node host does before it runs a program (@pulumi/pulumi, cmd/run/run.js): it reads the
// literal options of the settings file, and registers its own copy of ts-node with them.
const LOAD_AS_PULUMI_DOES = `
  const { loadTypeScriptCompilerOptions, typeScriptRequireStrings } = require("@pulumi/pulumi/tsutils");
  const project = process.env.PULUMI_NODEJS_TSCONFIG_PATH;
  const given = loadTypeScriptCompilerOptions(project);
  const { tsnodeRequire, typescriptRequire } = typeScriptRequireStrings();
  require(tsnodeRequire).register({
    compiler: typescriptRequire,
    transpileOnly: given.noCheck,
    project,
    skipProject: false,
    compilerOptions: {
      target: "ES2020", module: "nodenext", moduleResolution: "nodenext", sourceMap: "true", ...given,
    },
  });
  const { Output, runtime } = require("@pulumi/pulumi");
  runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: ({ inputs }) => inputs,
  }, process.env.PULUMI_NODEJS_PROJECT, process.env.PULUMI_NODEJS_STACK, true);
  runtime.runInPulumiStack(async () => {
    const exported = require("./" + require("./package.json").main);
    const outputs = Object.keys(exported).filter((name) => Output.isInstance(exported[name]));
    process.stdout.write(JSON.stringify({ given, outputs: outputs.sort() }));
  });
`;

describe("Pulumi's own TypeScript loader", () => {
  const pulumi = parse(sourceText("Pulumi.yaml"));
  const tsconfig: unknown = pulumi.runtime.options.tsconfig;

  it("is pointed at a settings file that stands alone, since it follows no extends", () => {
    expect(tsconfig).toBe("tsconfig.pulumi.json");
    expect(parse(sourceText("tsconfig.pulumi.json").replaceAll(/^\s*\/\/.*$/gm, ""))).toStrictEqual(
      {
        compilerOptions: {
          target: "es2022",
          module: "nodenext",
          moduleResolution: "nodenext",
          rootDir: ".",
          resolveJsonModule: true,
          esModuleInterop: true,
          noCheck: true,
        },
      },
    );
  });

  it("loads the program with it, which is run by that, without checking types", async () => {
    const { config } = loadSettings(ROOT, "dev");

    const { stdout } = await promisify(execFile)(process.execPath, ["-e", LOAD_AS_PULUMI_DOES], {
      cwd: ROOT,
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_NODEJS_PROJECT: "forecast-platform",
        PULUMI_NODEJS_STACK: "dev",
        PULUMI_NODEJS_TSCONFIG_PATH: "tsconfig.pulumi.json",
      },
    });
    const loaded: unknown = JSON.parse(stdout);

    expect(loaded).toMatchObject({ given: { noCheck: true, target: "es2022" } });
    expect(loaded).toMatchObject({
      outputs: [
        "databricksUrl",
        "factoryName",
        "lakeEndpoint",
        "resourceGroupName",
        "runLogServer",
      ],
    });
  }, 30_000);
});
