const { join } = require("node:path");

// As tools/python-environment.ts does it: the tests start Python many times.
Object.assign(process.env, {
  PYTHONDONTWRITEBYTECODE: "",
  PYTHONPYCACHEPREFIX: join(__dirname, "out", "pycache"),
});

/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "commonjs" },
      },
    ],
  },
  globalSetup: "<rootDir>/test/support/graph-folder.ts",
  globalTeardown: "<rootDir>/test/support/no-graph-folder.ts",
  moduleNameMapper: { "^@npmcli/arborist$|/typescript-shim$": "<rootDir>/tools/no-closures.js" },
  // Jest 30 would otherwise clean globals that the Pulumi SDK still holds.
  testEnvironmentOptions: { globalsCleanup: "off" },
  maxWorkers: 2,
  // A recording takes a quarter of a second; on a busy machine, several times that.
  testTimeout: 30_000,
  errorOnDeprecated: true,
  restoreMocks: true,
  coverageProvider: "v8",
};
