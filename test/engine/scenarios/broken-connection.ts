/** A program whose connection to the engine breaks on the way. */
import { equal } from "node:assert/strict";
import { testProgram } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused, expectSteps } from "./expectations";

/** What was not declared any more is not what is to be deleted. */
export async function brokenConnection(laboratory: Laboratory, report: Report): Promise<void> {
  const world = await World.open(laboratory, "connection");
  const stack = await world.stack({ name: "connection", program: testProgram("cut-connection") });
  await report.scenario(() =>
    report.check("program", "a broken connection fails it and deletes nothing", async () => {
      expectDone(await stack.up());
      stack.runs(testProgram("cut-connection", "cut"));
      const outcome = await stack.up();
      expectRefused(outcome, /the connection to the engine broke before the program had ended/);
      expectSteps(outcome, []);
      equal(world.clouds.resources.length, 2);
      return "refused";
    }),
  );
  world.close();
}
