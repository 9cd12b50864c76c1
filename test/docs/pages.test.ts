// Proves: the generated parts are current, links lead somewhere, the README is short, and the picture can be read
// in light and dark. Does not prove that a page is true: commands.test.ts and extending.test.ts hold what they can.

import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import type { Command } from "commander";
import { parse as parseYaml } from "yaml";
import { parseSettings } from "../../config/parse";
import { sourceText } from "../project/sources";
import { ROOT } from "../tools/spawn";
import { pages } from "./page-commands";

const mockCaptured: Command[] = [];
jest.mock("../../tools/command", () => ({
  ...jest.requireActual<object>("../../tools/command"),
  runCommand: (command: Command) => {
    mockCaptured.push(command);
  },
}));

const PICTURE = "docs/images/architecture.svg";

describe("the generated pages and tables", () => {
  it("are as `npm run docs` would write them now", async () => {
    const told = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    require("../../tools/reference");

    await mockCaptured[0]?.parseAsync(["--check"], { from: "user" });
    const lines = told.mock.calls.map(([line]) => String(line));
    process.exitCode = undefined;

    expect(mockCaptured).toHaveLength(1);
    expect(lines).toStrictEqual([]);
  });
});

describe("a link of a page", () => {
  const links = pages().flatMap((page) =>
    [...sourceText(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
      ([, path = "", anchor]) => ({
        page,
        file: path === "" ? page : relative(ROOT, join(ROOT, dirname(page), path)),
        anchor,
      }),
    ),
  );

  it("leads to a file that is there", () => {
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter(({ file }) => !existsSync(join(ROOT, file)))).toStrictEqual([]);
  });

  it("leads to a heading that is there", () => {
    const lost = links.filter(
      ({ file, anchor }) => anchor !== undefined && !anchorsOf(file).includes(anchor),
    );

    expect(lost).toStrictEqual([]);
  });
});

describe("the settings that a page shows", () => {
  it("are complete and right", () => {
    const page = sourceText("docs/first-forecast.md");
    const [, text = ""] = /^```yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];

    const settings = parseSettings("dev", parseYaml(text).config);

    expect(settings.forecasts.map(({ backend, name }) => [name, backend])).toStrictEqual([
      ["sales", "random-forest"],
    ]);
  });
});

describe("the README", () => {
  it("has at most 200 lines", () => {
    expect(sourceText("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });

  it("leads to every page", () => {
    const readme = sourceText("README.md");
    const listed = (page: string) =>
      readme.includes(`(${page})`) || readme.includes(`(${dirname(page)})`);

    expect(pages().filter((page) => page.startsWith("docs/") && !listed(page))).toStrictEqual([]);
  });
});

describe("the picture of the architecture", () => {
  const text = sourceText(PICTURE);
  const picture = new DOMParser().parseFromString(text, "image/svg+xml");
  const words = [...picture.getElementsByTagName("text")].map(({ textContent }) => textContent);

  it("is small, of text that can be searched, with words for who does not see it", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
    expect(words.length).toBeGreaterThan(30);
    expect(picture.getElementsByTagName("desc")[0]?.textContent).toContain("run log");
  });

  it("has colours of its own for a dark page, of every name that it uses", () => {
    const [light = "", dark = ""] = text.split("@media (prefers-color-scheme: dark)");
    const named = (css: string) =>
      [...css.matchAll(/(--[a-z-]+): #/g)].map(([, name]) => name).sort();
    const used = new Set([...text.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name]) => name));

    expect(named(light)).toStrictEqual([...used].sort());
    expect(named(dark)).toStrictEqual(named(light));
  });

  it("names the layers as the architecture does, in their order", () => {
    const layers = [
      ...sourceText("docs/architecture.md").matchAll(/^\| (\w[\w-]*) \| .*`[A-Z]/gm),
    ].map(([, name = ""]) => name);
    const drawn = words.join(" ").match(/foundation.*operations/)?.[0] ?? "";

    expect(layers).toHaveLength(8);
    expect(drawn.split(/\s*(?:─►|,)\s*/)).toStrictEqual(layers);
  });
});

/** GitHub's anchors of a page's headings: in lower case, marks gone, blanks as hyphens. */
function anchorsOf(page: string): readonly string[] {
  const text = sourceText(page).replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
