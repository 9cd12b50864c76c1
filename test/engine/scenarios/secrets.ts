/** A secret in a program: encrypted wherever the state holds it. */
import { equal, ok } from "node:assert/strict";
import { testProgram } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectAbsent, expectDone, expectSteps } from "./expectations";

const SECRET = "the-secret-of-the-test";

/** The platform has no secret; a program that has one shows what would become of it. */
export async function secrets(laboratory: Laboratory, report: Report): Promise<void> {
  const world = await World.open(laboratory, "secrets");
  const stack = await world.stack({ name: "secrets", program: testProgram("secret", SECRET) });
  const check = (title: string, run: () => Promise<string>) => report.check("secrets", title, run);

  await report.scenario(async () => {
    await check("a secret input and output are encrypted", async () => {
      expectDone(await stack.up());
      const state = stack.state();
      expectAbsent(state, [SECRET]);
      ok(state.text.includes('"ciphertext"'), "nothing in the state is encrypted");
      equal((await stack.outputs())["secret"], SECRET);
      return "ciphertext in the state";
    });

    await check("what is encrypted is no change", async () => {
      const outcome = await stack.up();
      expectDone(outcome);
      expectSteps(outcome, []);
      return "no step";
    });
  });
  world.close();
}
