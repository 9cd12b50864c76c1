// Cases of the string functions.

import { type Cases, DECIDED, DOTNET, DOTNET_DOCS, LIVE, LOGIC_APPS, PAGE } from "./case";

export const STRING_CASES: Cases = {
  concat: [
    ["concat('Hello', 'World')", "HelloWorld", PAGE],
    ["concat('Baba', '''s ', 'book store')", "Baba's book store", PAGE],
    ["concat('a', 1, true, null, false)", "a1TrueFalse", LIVE],
    ["concat(createArray(1, 'b'))", '[1,"b"]', LIVE],
    ["concat(0.016666666666666666, 'test')", "0.016666666666666666test", DOTNET],
    ["concat(1e17, ' ', 0.000001)", "1E+17 1E-06", LIVE],
    ["concat('one')", "one", LIVE],
    ["concat()", { error: "EXPRESSION_ARGUMENT_COUNT" }, LIVE],
  ],
  endsWith: [
    ["endsWith('hello world', 'world')", true, PAGE],
    ["endsWith('hello world', 'universe')", false, PAGE],
    ["endsWith('hello', 'LO')", true, PAGE],
    ["endsWith(1, 'a')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  guid: [
    ["guid()", "c2ecc88d-88c8-4096-912c-d6f2e2b138ce", PAGE],
    ["guid('P')", "(c2ecc88d-88c8-4096-912c-d6f2e2b138ce)", PAGE],
    ["guid('N')", "c2ecc88d88c84096912cd6f2e2b138ce", PAGE],
    ["guid('B')", "{c2ecc88d-88c8-4096-912c-d6f2e2b138ce}", PAGE],
    [
      "guid('X')",
      "{0xc2ecc88d,0x88c8,0x4096,{0x91,0x2c,0xd6,0xf2,0xe2,0xb1,0x38,0xce}}",
      DOTNET_DOCS,
    ],
    ["guid('Q')", { error: "EXPRESSION_ARGUMENT" }, DOTNET_DOCS],
  ],
  indexOf: [
    ["indexOf('hello world', 'world')", 6, PAGE],
    ["indexOf('hello world', 'WORLD')", 6, PAGE],
    ["indexOf('abc', 'd')", -1, PAGE],
    ["indexOf('banana', 'an')", 1, LIVE],
    ["indexOf('abc', '')", 0, DOTNET_DOCS],
  ],
  lastIndexOf: [
    ["lastIndexOf('hello world', 'world')", 6, PAGE],
    ["lastIndexOf('hello world hello world', 'world')", 18, LOGIC_APPS],
    ["lastIndexOf('hello world hello world', '')", 22, LOGIC_APPS],
    ["lastIndexOf('banana', 'AN')", 3, LIVE],
    ["lastIndexOf('', '')", 0, DOTNET_DOCS],
    ["lastIndexOf('abc', 'd')", -1, PAGE],
  ],
  replace: [
    ["replace('the old string', 'old', 'new')", "the new string", PAGE],
    ["replace('abc', 'B', 'd')", "abc", PAGE],
    ["replace('a.b.c', '.', '-')", "a-b-c", LIVE],
    ["replace('aaa', 'a', 'b')", "bbb", LIVE],
    ["replace('abc', '', 'd')", { error: "EXPRESSION_ARGUMENT" }, DOTNET_DOCS],
    ["replace(null, 'a', 'b')", { error: "EXPRESSION_ARGUMENT" }, PAGE],
  ],
  split: [
    ["split('a_b_c', '_')", ["a", "b", "c"], PAGE],
    ["split('a, b, c', ', ')", ["a", "b", "c"], LOGIC_APPS],
    ["split('aXbxc', 'x')", ["aXb", "c"], LIVE],
    ["split('abc', ',')", ["abc"], LIVE],
    ["split('abc', '')", ["abc"], LIVE],
    ["split(',a,', ',')", ["", "a", ""], DOTNET_DOCS],
  ],
  startsWith: [
    ["startsWith('hello world', 'hello')", true, PAGE],
    ["startsWith('hello world', 'greetings')", false, PAGE],
    ["startsWith('hello', 'HE')", true, PAGE],
    ["startsWith(null, 'a')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  substring: [
    ["substring('hello world', 6, 5)", "world", PAGE],
    ["substring('hello', 2)", "llo", LIVE],
    ["substring('hello', 1, 0)", "", LIVE],
    ["substring('abc', 2, 2)", { error: "EXPRESSION_ARGUMENT" }, LOGIC_APPS],
    ["substring('abc', 3)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["substring('abc', -1, 1)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
    ["substring('abc', 0, 9999999999)", { error: "EXPRESSION_ARGUMENT" }, DOTNET_DOCS],
  ],
  toLower: [
    ["toLower('Hello World')", "hello world", PAGE],
    ["toLower('ÄÖ1')", "äö1", DOTNET_DOCS],
    ["toLower(1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  toUpper: [
    ["toUpper('Hello World')", "HELLO WORLD", PAGE],
    ["toUpper('straße')", "STRAßE", DOTNET_DOCS],
  ],
  trim: [
    ["trim(' Hello World  ')", "Hello World", PAGE],
    ["trim('')", "", DECIDED],
    ["trim(null)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
  ],
};
