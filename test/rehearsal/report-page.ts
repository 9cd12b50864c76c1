/** The report as a browser shows it: what is measured there, and what the figures on it mean. */
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { findChromium, startBrowser } from "../../tools/browser";

/** Said by name in the report of the tests; where a change is accepted, there has to be a browser. */
export const whereBrowser: (title: string, tests: () => void) => void =
  findChromium() === undefined && process.env["CI"] === undefined
    ? (title, tests) =>
        describe.skip(`${title} (skipped: no Chromium or Chrome, nor one named by CHROMIUM)`, tests)
    : describe;

/** How it is looked at. */
interface View {
  /** Pixels. */
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

/** A figure on the page. */
export interface ShownFigure {
  readonly field: string;
  readonly value: number;
  readonly text: string;
}

/** What was seen. */
interface Seen {
  /** Errors of the console, and of scripts. */
  readonly errors: readonly string[];
  /** Addresses that were asked for, but for the page itself. */
  readonly requests: readonly string[];
  readonly figures: readonly ShownFigure[];
  /** How far the page is wider than the window, pixels; 0 where it scrolls downwards alone. */
  readonly overflow: number;
  /** What the accessibility rules of axe find: rule, and where. */
  readonly violations: readonly string[];
  /** Contrast of each text of a visible picture with the page. */
  readonly pictureContrasts: readonly number[];
}

/** What is seen of a page that is as it should be. */
export const NOTHING_WRONG = { errors: [], requests: [], violations: [], overflow: 0 } as const;

/** Looks at a page, everything on it opened. @returns what was seen in each view */
export async function lookAt(file: string, views: readonly View[]): Promise<readonly Seen[]> {
  const browser = await startBrowser();
  try {
    const seen: Seen[] = [];
    for (const view of views) seen.push(await lookOnce(browser, file, view));
    return seen;
  } finally {
    await browser.close();
  }
}

async function lookOnce(browser: Browser, file: string, view: View): Promise<Seen> {
  const { colorScheme, width } = view;
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  try {
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    const errors: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== address) requests.push(request.url());
    });
    await page.goto(address, { waitUntil: "networkidle" });
    await page.$$eval("details", (all) => {
      for (const each of all) (each as unknown as { open: boolean }).open = true;
    });
    return { errors, requests, ...(await measured(page)) };
  } finally {
    await context.close();
  }
}

async function measured(page: Page): Promise<Omit<Seen, "errors" | "requests">> {
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - window.innerWidth",
  );
  const figures = await page.$$eval("data[data-field]", (all) =>
    all.map((each) => ({
      field: each.getAttribute("data-field") ?? "",
      value: Number(each.getAttribute("value")),
      text: each.textContent ?? "",
    })),
  );
  await page.evaluate(axe.source);
  const violations = await page.evaluate<string[]>(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] }).then(({ violations }) =>
       violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" "))))`,
  );
  const pictureContrasts = await page.evaluate<number[]>(
    `(() => {
       const { Color, getContrast } = axe.commons.color;
       const colorOf = (text) => { const color = new Color(); color.parseString(text); return color; };
       const paper = colorOf(getComputedStyle(document.body).backgroundColor);
       return [...document.querySelectorAll("svg text")]
         .filter((text) => text.getClientRects().length > 0)
         .map((text) => getContrast(paper, colorOf(getComputedStyle(text).fill)));
     })()`,
  );
  return { overflow, figures, violations, pictureContrasts };
}

/** Whether a figure is its field's value in the document, and a person reads that value. */
export function isOf(document: unknown, { field, text, value }: ShownFigure): boolean {
  const read = readText(text);
  return value === valueAt(document, field) && Math.abs(read.value - value) <= read.within;
}

/** The value of a field: a number of the document, a ratio of two, or a sum over a list. */
function valueAt(document: unknown, field: string): number {
  const [over, under] = field.split(" / ");
  if (over !== undefined && under !== undefined) {
    return valueAt(document, over) / valueAt(document, under);
  }
  const [list, rest] = field.split(".*.");
  if (list !== undefined && rest !== undefined) {
    const entries = at(document, list) as readonly unknown[];
    return entries.reduce<number>((sum, entry) => sum + Number(at(entry, rest)), 0);
  }
  return Number(at(document, field));
}

function at(document: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);
}

/** What a person reads from a figure's text, and how far that may be from the exact value. */
function readText(text: string): { readonly value: number; readonly within: number } {
  const [, hours = "0", minutes = "0"] = /^(?:(\d+) h)? ?(?:([\d.]+) min)?$/.exec(text) ?? [];
  const number = /^[\d,]+(?:\.(\d+))?/.exec(text);
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const value = / (?:h|min)\b/.test(text)
    ? Number(hours) * 60 + Number(minutes)
    : Number(number?.[0].replaceAll(",", ""));
  return { value, within: 0.5 * 10 ** -decimals + 1e-9 };
}
