// Cases of the collection and the logical functions.

import { type Cases, DECIDED, LIVE, LOGIC_APPS, PAGE } from "./case";

export const COLLECTION_CASES: Cases = {
  contains: [
    ["contains('hello world', 'world')", true, PAGE],
    ["contains('hello world', 'universe')", false, PAGE],
    ["contains('hello', 'ELL')", false, PAGE],
    ["contains(createArray('a', 'b', 'c'), 'B')", false, PAGE],
    ["contains(createArray(1, 2), 2.0)", true, LIVE],
    ["contains(createArray(createArray(1)), createArray(1))", true, LIVE],
    [`contains(json('{"a": 1}'), 'A')`, true, LIVE],
    [`contains(json('{"a": 1}'), 'b')`, false, PAGE],
    ["contains('abc', null)", { error: "EXPRESSION_ARGUMENT" }, DECIDED],
    ["contains(5, 5)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  empty: [
    ["empty('')", true, PAGE],
    ["empty('abc')", false, PAGE],
    ["empty(null)", true, LIVE],
    ["empty(json('[]'))", true, LIVE],
    ["empty(json('{}'))", true, PAGE],
    ["empty(0)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  first: [
    ["first('hello')", "h", PAGE],
    ["first(createArray(0, 1, 2))", 0, PAGE],
    ["first(json('[]'))", null, LIVE],
    ["first('')", null, DECIDED],
    ["first(5)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["first(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  intersection: [
    [
      "intersection(createArray(1, 2, 3), createArray(101, 2, 1, 10), createArray(6, 8, 1, 2))",
      [1, 2],
      PAGE,
    ],
    ["intersection(createArray(1, 2, 3), createArray(2, 3, 4))", [2, 3], LIVE],
    [`intersection(json('{"a":1,"b":2}'), json('{"a":1,"b":3}'))`, { a: 1 }, LIVE],
    ["intersection(createArray(1), json('{}'))", { error: "EXPRESSION_ARGUMENT" }, PAGE],
    ["intersection(createArray(1))", { error: "EXPRESSION_ARGUMENT_COUNT" }, LIVE],
  ],
  join: [
    ["join(createArray('a', 'b', 'c'), '.')", "a.b.c", PAGE],
    ["join(createArray(1, true, null, 'x'), '-')", "1-True--x", LIVE],
    ["join('notarray', '-')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  last: [
    ["last('abcd')", "d", PAGE],
    ["last(createArray(0, 1, 2, 3))", 3, PAGE],
    ["last(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  length: [
    ["length('abcd')", 4, PAGE],
    ["length(createArray(0, 1, 2, 3))", 4, PAGE],
    ["length(5)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["length(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["length(json('{}'))", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  skip: [
    ["skip(createArray(0, 1, 2, 3), 1)", [1, 2, 3], PAGE],
    ["skip('notarray', 3)", "array", LIVE],
    ["skip(createArray(1, 2), 5)", [], DECIDED],
    ["skip(createArray(1, 2), -1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["skip(json('{\"a\":1}'), 1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  take: [
    ["take('abcde', 3)", "abc", PAGE],
    ["take(createArray(0, 1, 2, 3, 4), 3)", [0, 1, 2], PAGE],
    ["take(createArray(1, 2), -1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  union: [
    ["union(createArray(1, 2, 3), createArray(1, 2, 10, 101))", [1, 2, 3, 10, 101], PAGE],
    [`union(json('{"a":1,"b":2}'), json('{"b":3}'))`, { a: 1, b: 3 }, PAGE],
    ["union(createArray(1, 1.0, '1'), createArray(1))", [1, "1"], LIVE],
    ["union(5, createArray(1))", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
};

export const LOGICAL_CASES: Cases = {
  and: [
    ["and(true, true)", true, PAGE],
    ["and(false, true)", false, PAGE],
    ["and(equals(1, 1), equals(1, 2))", false, PAGE],
    ["and(true, true, false)", false, LIVE],
    ["and(false, equals(json('not json'), 1))", false, LIVE],
    ["and(true, 1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  equals: [
    ["equals('abc', 'abcd')", false, PAGE],
    ["equals(101, '101')", false, LIVE],
    ["equals(1, 1.0)", true, LIVE],
    ["equals('A', 'a')", false, LIVE],
    ["equals(null, '')", false, LIVE],
    ["equals(createArray(1, 2), createArray(1, 2))", true, LIVE],
    [`equals(json('{"a":1,"b":2}'), json('{"b":2,"a":1.0}'))`, true, LIVE],
    ["equals(9007199254740993, 9007199254740992)", false, DECIDED],
    ["equals(1, 1, 2)", false, LIVE],
  ],
  greater: [
    ["greater(10, 5)", true, PAGE],
    ["greater('apple', 'banana')", false, PAGE],
    ["greater(2, 1.5)", true, LIVE],
    ["greater('B', 'a')", true, LIVE],
    ["greater(9007199254740993, 9007199254740992)", true, DECIDED],
    ["greater('10', 9)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["greater(null, 1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["greater(true, false)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  greaterOrEquals: [
    ["greaterOrEquals(5, 5)", true, PAGE],
    ["greaterOrEquals('apple', 'banana')", false, PAGE],
  ],
  if: [
    ["if(equals(1, 1), 'yes', 'no')", "yes", PAGE],
    ["if(true, 'yes', json('not json'))", "yes", LIVE],
    ["if(equals(1, 2), 'a', 'b')", "b", LIVE],
    ["if('true', 1, 2)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["if(true, 1)", { error: "EXPRESSION_ARGUMENT_COUNT" }, PAGE],
  ],
  less: [
    ["less(5, 10)", true, PAGE],
    ["less('banana', 'apple')", false, PAGE],
    ["less('a', 'B')", true, LIVE],
  ],
  lessOrEquals: [
    ["lessOrEquals(10, 10)", true, PAGE],
    ["lessOrEquals('apply', 'apple')", false, PAGE],
  ],
  not: [
    ["not(false)", true, PAGE],
    ["not(equals(1, 1))", false, PAGE],
    ["not(1)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  or: [
    ["or(true, false)", true, PAGE],
    ["or(equals(1, 2), equals(1, 3))", false, PAGE],
    ["or(false, false, true)", true, LIVE],
    ["or(true, equals(json('not json'), 1))", true, LIVE],
    ["or(false, 'true')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["or()", { error: "EXPRESSION_ARGUMENT_COUNT" }, LOGIC_APPS],
  ],
};
