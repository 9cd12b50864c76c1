// Lets Node run the TypeScript of this project: the compiler that the tests use, types left alone.
// What it has compiled is kept by content, so that a command starts without loading the compiler.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { addHook } = require("pirates");

const options = {
  swcrc: false,
  configFile: false,
  jsc: { target: "es2022", parser: { syntax: "typescript" } },
  module: { type: "commonjs" },
};
const cache = join(__dirname, "..", "node_modules", ".cache", "forecast-platform");
const version = JSON.stringify([require("@swc/core/package.json").version, options]);

// Node 22 and later keep the compiled form of all modules too.
Module.enableCompileCache?.();

addHook(compile, { exts: [".ts"] });

const LEFT_OUT = /^@npmcli\/arborist$|\/typescript-shim$/;
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  LEFT_OUT.test(request) ? require.resolve("./no-closures.js") : resolve(request, ...rest);

function compile(source, filename) {
  const key = createHash("sha256").update(version).update(filename).update(source).digest("hex");
  const file = join(cache, `${key}.js`);
  try {
    return readFileSync(file, "utf8");
  } catch {
    const { code } = require("@swc/core").transformSync(source, { filename, ...options });
    keep(file, code);
    return code;
  }
}

// Written beside and moved, so that a second process never reads half a file.
function keep(file, code) {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A directory that cannot be written costs the next start some time, and nothing else.
  }
}
