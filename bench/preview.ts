/** How fast and how heavy a preview is, beside the SDK alone. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inTurn, median, runProcess } from "./measure";

/** One measured figure beside its limit. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** The figure that the project wants to reach, or what the number is for. */
  readonly wanted: string;
}

const ROUNDS = 5;
const NODE = process.execPath;
const WITH_TYPESCRIPT = ["--require", "./tools/register.js"];

/** The cold command against a bare process that only loads the SDK modules that it uses. */
export function coldStart(): readonly Figure[] {
  const requires = sdkModules().map((name) => `require(${JSON.stringify(name)})`);
  const [preview, bare] = inTurn(ROUNDS, [
    () =>
      runProcess("npm", ["run", "--silent", "preview", "--", "--stack", "dev", "--json"])
        .milliseconds,
    () => runProcess(NODE, ["-e", requires.join(";")]).milliseconds,
  ]);
  const [a, b] = [median(preview), median(bare)];
  return [
    { name: "cold preview of dev, ms", value: a.toFixed(0), wanted: "" },
    { name: "the SDK modules alone, ms", value: b.toFixed(0), wanted: "" },
    { name: "ratio", value: (a / b).toFixed(2), wanted: "at most 2.5" },
  ];
}

/** Many forecasts against as many bare resources, and how the time grows with their number. */
export function manyForecasts(): readonly Figure[] {
  const run = (mode: string, count: number) => {
    const { stdout } = runProcess(NODE, [
      ...WITH_TYPESCRIPT,
      "bench/many-forecasts.ts",
      mode,
      String(count),
    ]);
    return JSON.parse(stdout) as { readonly milliseconds: number; readonly resources: number };
  };
  const { resources } = run("preview", 200);
  const [preview, bare] = inTurn(ROUNDS, [
    () => run("preview", 200).milliseconds,
    () => run("bare", resources).milliseconds,
  ]);
  const growth = [50, 100, 200, 400].map((count) => {
    const [times] = inTurn(3, [() => run("preview", count).milliseconds]);
    return `${count}: ${(median(times) / count).toFixed(2)}`;
  });
  const [a, b] = [median(preview), median(bare)];
  return [
    { name: "200 forecasts, ms", value: a.toFixed(0), wanted: "" },
    { name: `${resources} bare resources, ms`, value: b.toFixed(0), wanted: "" },
    { name: "ratio", value: (a / b).toFixed(2), wanted: "at most 1.5" },
    { name: "ms a forecast, by number", value: growth.join(", "), wanted: "falls or stays" },
  ];
}

/** The most memory that a preview takes. */
export function peakMemory(): readonly Figure[] {
  const args = ["--require", "./bench/peak-memory.js", ...WITH_TYPESCRIPT];
  const [kilobytes] = inTurn(ROUNDS, [
    () => {
      const command = [...args, "tools/preview.ts", "--stack", "dev", "--json"];
      return Number(runProcess(NODE, command).stderr.split("\n").at(-1));
    },
  ]);
  const megabytes = median(kilobytes) / 1000;
  return [{ name: "peak memory of dev, MB", value: megabytes.toFixed(0), wanted: "at most 250" }];
}

/** The SDK modules that the program imports at run time. */
function sdkModules(): readonly string[] {
  const files = ["components", "stacks", "graph"].flatMap((folder) =>
    readdirSync(join(__dirname, "..", folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(__dirname, "..", folder, file),
    ),
  );
  const imports = files
    .filter((file) => file.endsWith(".ts") && statSync(file).isFile())
    .flatMap((file) => [
      ...readFileSync(file, "utf8").matchAll(/^import (?!type)[^;]*? from "(@pulumi\/[^"]+)"/gms),
    ])
    .map(([, name = ""]) => name);
  return [...new Set(imports)].sort();
}
