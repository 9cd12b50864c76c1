/** A process that is asked line by line, and what is told of one that ends. */
import { LineProcess } from "../../rehearsal/line-process";

function node(script: string): LineProcess {
  return new LineProcess({
    name: "the test's own",
    command: process.execPath,
    args: ["-e", script],
    cwd: ".",
  });
}

const ECHO = `
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  console.log(JSON.stringify({ heard: JSON.parse(line) }));
});`;

describe("a process that is asked line by line", () => {
  it("answers each question in order, and ends when it is told", async () => {
    const child = node(ECHO);
    const answers = await Promise.all([child.ask({ n: 1 }), child.ask({ n: 2 })]);
    await child.stop();
    await child.stop();

    expect(answers).toEqual([{ heard: { n: 1 } }, { heard: { n: 2 } }]);
  });

  it("rejects with its last words when it ends before it answers", async () => {
    const child = node("console.error('no such table'); process.exit(3)");

    await expect(child.ask({})).rejects.toThrow(
      /^\[REHEARSAL_PROCESS\] the test's own: ended with 3\nno such table; /,
    );
    await expect(child.line()).rejects.toThrow("REHEARSAL_PROCESS");
  });

  it("rejects with the signal that ended it", async () => {
    const child = node("process.kill(process.pid, 'SIGKILL')");

    await expect(child.line()).rejects.toThrow("the test's own: ended by SIGKILL");
  });

  it("rejects where there is no such program", async () => {
    const child = new LineProcess({
      name: "nobody",
      command: "no-such-program",
      args: [],
      cwd: ".",
    });

    await expect(child.line()).rejects.toThrow("[REHEARSAL_PROCESS] nobody: spawn no-such-program");
  });
});
