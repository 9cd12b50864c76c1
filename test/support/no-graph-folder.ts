// Removes the folder of shared recordings: Jest's `globalTeardown`.

import { rmSync } from "node:fs";

/** Whatever the suites came to. */
export default function removeGraphFolder(): void {
  const folder = process.env["FORECAST_TEST_GRAPHS"];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
