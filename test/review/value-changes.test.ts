// Proves: which places differ between two values, and how they are named. Does not prove that a
// service cares about the difference.

import { valueChanges } from "../../review/value-changes";

describe("the places that differ", () => {
  it.each([
    ["nothing", { a: 1 }, { a: 1 }, []],
    ["a leaf", { a: { b: 1 } }, { a: { b: 2 } }, ["a.b: 1 -> 2"]],
    ["a key that is new", { a: 1 }, { a: 1, b: 2 }, ["b: undefined -> 2"]],
    ["a key that is gone", { a: 1, b: 2 }, { a: 1 }, ["b: 2 -> undefined"]],
    ["an entry of a list", [1, 2], [1, 3], ["[1]: 2 -> 3"]],
    [
      "a named entry, wherever it stands",
      [{ name: "x", v: 1 }],
      [
        { name: "new", v: 0 },
        { name: "x", v: 2 },
      ],
      ['[new]: undefined -> {"name":"new","v":0}', "[x].v: 1 -> 2"],
    ],
    [
      "only the order",
      [{ name: "x" }, { name: "y" }],
      [{ name: "y" }, { name: "x" }],
      [' (order): [{"name":"x"},{"name":"y"}] -> [{"name":"y"},{"name":"x"}]'],
    ],
    [
      "text that is JSON",
      { settings: '{"forecasts":[{"name":"demand","horizon":14}]}' },
      { settings: '{"forecasts":[{"name":"demand","horizon":21}]}' },
      ["settings.forecasts[demand].horizon: 14 -> 21"],
    ],
    ["text that only looks like JSON", { a: "{x" }, { a: "{y" }, ['a: "{x" -> "{y"']],
    [
      "what became a secret, as a whole",
      { key: "open" },
      { key: { $secret: true } },
      ['key: "open" -> {"$secret":true}'],
    ],
    ["an object that became a list", { a: { b: 1 } }, { a: [1] }, ['a: {"b":1} -> [1]']],
  ])("are %s", (_, before, after, expected) => {
    const shown = valueChanges(before, after).map(
      (change) =>
        `${change.path}: ${JSON.stringify(change.before)} -> ${JSON.stringify(change.after)}`,
    );

    expect(shown).toStrictEqual(expected);
  });
});
