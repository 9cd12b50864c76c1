// Proves: which lines of two texts differ, by putting the later text together again. Does not
// prove that a reader would have chosen the same lines where several choices are as short.

import fc from "fast-check";
import { lineDiff } from "../../review/line-diff";

describe("the lines that differ", () => {
  it("are shown with their neighbours, place by place", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g"].join("\n");
    const after = ["a", "B", "c", "d", "e", "f", "new", "g"].join("\n");

    expect(lineDiff(before, after)).toStrictEqual({
      count: 3,
      lines: ["@@ line 1 @@", " a", "-b", "+B", " c", "@@ line 6 @@", " f", "+new", " g"],
    });
  });

  it("are all of a text that is new, and none of one that is the same", () => {
    expect(lineDiff("", "a\nb\n")).toStrictEqual({ count: 2, lines: ["+a", "+b"] });
    expect(lineDiff("a\nb", "a\nb")).toStrictEqual({ count: 0, lines: [] });
  });

  it("take the earlier text to the later, and are one where a line is put in", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 12 });

    fc.assert(
      fc.property(lines, lines, (was, is) => {
        const { lines: shown } = lineDiff(was.join("\n"), is.join("\n"));
        expect(applied(was, shown)).toStrictEqual(is);
      }),
    );
    fc.assert(
      fc.property(lines, fc.nat(12), (was, place) => {
        const is = [...was.slice(0, place), "new", ...was.slice(place)];
        return lineDiff(was.join("\n"), is.join("\n")).count === 1;
      }),
    );
  });
});

/** The later text, from the earlier one and what is shown. */
function applied(was: readonly string[], shown: readonly string[]): readonly string[] {
  const rest = [...was];
  const is: string[] = [];
  for (const line of shown) {
    const [, number] = /^@@ line (\d+) @@$/.exec(line) ?? [];
    if (number !== undefined) is.push(...rest.splice(0, Number(number) - 1 - is.length));
    else if (line.startsWith("+")) is.push(line.slice(1));
    else if (rest.shift() !== line.slice(1)) throw new Error(`${line} is not in the earlier text`);
    else if (line.startsWith(" ")) is.push(line.slice(1));
  }
  return [...is, ...rest];
}
