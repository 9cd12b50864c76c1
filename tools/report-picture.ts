/** `npm run docs:picture`: the README's picture, taken of the report of the last rehearsal. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser";
import { newCommand, runCommand } from "./command";
import { PROJECT_DIRECTORY } from "./root";
import { ToolError } from "./tool-error";

const REPORT = join(PROJECT_DIRECTORY, "out", "rehearsal.html");
const PICTURE = join(PROJECT_DIRECTORY, "docs", "images", "rehearsal.png");

/** Pixels of the window; the picture has more, for sharp screens, and stays under 200 kB. */
const WINDOW = { width: 1040, height: 800 } as const;
const SCALE = 1.25;

const command = newCommand(
  "npm run docs:picture",
  "Takes the README's picture of the last rehearsal's report: its headline and the first run's figures.",
  "npm run rehearse -- --stack dev && npm run docs:picture",
).action(async () => {
  if (!existsSync(REPORT))
    throw new ToolError("TOOL_REPORT_MISSING", REPORT, "there is no such file");
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({
      colorScheme: "light",
      deviceScaleFactor: SCALE,
      viewport: WINDOW,
    });
    await page.goto(pathToFileURL(REPORT).href);
    const cost = await page.locator("figure").nth(1).boundingBox();
    const height = cost === null ? WINDOW.height : cost.y + cost.height;
    mkdirSync(dirname(PICTURE), { recursive: true });
    await page.screenshot({
      path: PICTURE,
      fullPage: true,
      clip: { x: 0, y: 0, width: WINDOW.width, height },
    });
  } finally {
    await browser.close();
  }
  process.stdout.write(`${PICTURE}\n`);
});

void runCommand(command, process.argv);
