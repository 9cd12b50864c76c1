/** A browser without a window, for what has to be looked at as a person sees it. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { ToolError } from "./tool-error";

/** Where systems install Chromium, and Chrome, which does as well. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
] as const;

/** The browser's executable: `CHROMIUM`, or where systems have it; undefined where there is none. */
export function findChromium(
  { CHROMIUM }: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  return CHROMIUM ?? USUAL_PLACES.find((place) => existsSync(place));
}

/** Starts it; nothing is downloaded. @throws ToolError TOOL_BROWSER_MISSING */
export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new ToolError("TOOL_BROWSER_MISSING", "CHROMIUM", "it is not where systems install it");
  }
  return chromium.launch({ executablePath });
}
