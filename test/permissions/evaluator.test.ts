/**
 * The evaluator itself, rule by rule of IAM's evaluation logic.
 *
 * Not proven here: that IAM has no other rules; those that it is known to have and that are not
 * understood are refused, not ignored.
 */
import { arnMatches, type Caller, type Context, evaluate, matches } from "./evaluator";

const ROLE: Caller = { account: "111122223333", name: "arn:aws:iam::111122223333:role/a" };

function verdict(
  statements: readonly object[],
  context: Context = {},
  caller: Caller = ROLE,
): string {
  const document = { Version: "2012-10-17", Statement: statements };
  const resource = "arn:aws:s3:::box/in/a.csv";
  return evaluate(document, { action: "s3:GetObject", caller, context, resource });
}

const ALLOW = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::box/in/*"] };
const DENY = { ...ALLOW, Effect: "Deny" };

describe("a document", () => {
  it("is silent where no statement applies", () => {
    expect(verdict([])).toBe("silent");
    expect(verdict([{ ...ALLOW, Action: ["s3:PutObject"] }])).toBe("silent");
    expect(verdict([{ ...ALLOW, Resource: ["arn:aws:s3:::box/out/*"] }])).toBe("silent");
  });

  it("denies where any statement denies, in any order", () => {
    expect(verdict([ALLOW])).toBe("allowed");
    expect(verdict([ALLOW, DENY])).toBe("denied");
    expect(verdict([DENY, ALLOW])).toBe("denied");
  });

  it.each([
    [["s3:getobject"], "allowed"],
    [["s3:Get*"], "allowed"],
    [["s3:*"], "allowed"],
    [["*"], "allowed"],
    [["s3:GetObjec?"], "allowed"],
    ["s3:GetObject", "allowed"],
    [["s3:Get"], "silent"],
    [["s3:GetObjectAcl"], "silent"],
    [["xs3:GetObject"], "silent"],
  ])("compares actions by pattern and without case, %j", (Action, expected) => {
    expect(verdict([{ ...ALLOW, Action }])).toBe(expected);
  });

  it.each([
    ["*", "allowed"],
    ["arn:aws:s3:::box/in/a.csv", "allowed"],
    ["arn:aws:s3:::box/*", "allowed"],
    ["arn:aws:s3:::box/in/?.csv", "allowed"],
    ["arn:aws:s3:::*/in/a.csv", "allowed"],
    ["arn:aws:s3:::BOX/*", "silent"],
    ["arn:aws:s3:::box", "silent"],
    ["arn:aws:s3:::box/in/a.csvx", "silent"],
    ["box/*", "silent"],
  ])("compares resources by pattern and with case, %s", (resource, expected) => {
    expect(verdict([{ ...ALLOW, Resource: [resource] }])).toBe(expected);
  });

  it.each([
    ["NotAction", ["s3:*"]],
    ["NotResource", ["*"]],
    ["NotPrincipal", "*"],
    ["Conditions", {}],
  ])("rejects an element that it does not understand, %s", (key, value) => {
    expect(() => verdict([{ ...ALLOW, [key]: value }])).toThrow(`not understood: ${key}`);
  });

  it("rejects what is no document", () => {
    const request = { action: "a:b", caller: ROLE, context: {}, resource: "*" };

    expect(() => evaluate({ Statement: [] }, request)).toThrow("version");
    expect(() => evaluate({ Version: "2012-10-17", Statement: {} }, request)).toThrow("list");
  });
});

describe("a principal", () => {
  it.each<readonly [unknown, string]>([
    ["*", "allowed"],
    [{ AWS: "*" }, "allowed"],
    [{ AWS: ROLE.name }, "allowed"],
    [{ AWS: ["arn:aws:iam::999999999999:root", ROLE.name] }, "allowed"],
    [{ AWS: "arn:aws:iam::111122223333:root" }, "delegated"],
    [{ AWS: "111122223333" }, "delegated"],
    [{ AWS: "arn:aws:iam::999999999999:root" }, "silent"],
    [{ AWS: "arn:aws:iam::111122223333:role/b" }, "silent"],
    [{ Service: "forecast.amazonaws.com" }, "silent"],
  ])("names a role or its account, %j", (Principal, expected) => {
    expect(verdict([{ ...ALLOW, Principal }])).toBe(expected);
  });

  it("names a service or a provider of tokens, which belong to no account", () => {
    const service = { name: "forecast.amazonaws.com" };
    const statement = { ...ALLOW, Principal: { Service: "forecast.amazonaws.com" } };

    expect(verdict([statement], {}, service)).toBe("allowed");
    expect(verdict([statement], {}, { name: "lambda.amazonaws.com" })).toBe("silent");
    expect(
      verdict([{ ...ALLOW, Principal: { AWS: "arn:aws:iam::undefined:root" } }], {}, service),
    ).toBe("silent");
  });
});

describe("a condition", () => {
  it.each<readonly [string, unknown, Context, boolean]>([
    ["StringEquals", "a", { key: "a" }, true],
    ["StringEquals", ["a", "b"], { key: "b" }, true],
    ["StringEquals", "a", { KEY: "a" }, true],
    ["StringEquals", "a", { key: "A" }, false],
    ["StringEquals", "a*", { key: "ab" }, false],
    ["StringEquals", "a", {}, false],
    ["StringLike", "in/*", { key: "in/a" }, true],
    ["StringLike", "in/*", { key: "in" }, false],
    ["ArnLike", "arn:aws:forecast:r:1:*", { key: "arn:aws:forecast:r:1:job/a:b" }, true],
    ["ArnLike", "arn:aws:forecast:*:1:*", { key: "arn:aws:forecast:r:2:1:job" }, false],
    ["Bool", "false", { key: "false" }, true],
    ["Bool", "false", { key: "true" }, false],
    ["Bool", "false", {}, false],
    ["NumericLessThan", "1.2", { key: "1.1" }, true],
    ["NumericLessThan", "1.2", { key: "1.2" }, false],
    ["NumericLessThan", "1.2", {}, false],
    ["ForAnyValue:StringEquals", ["a"], { key: ["x", "a"] }, true],
    ["ForAnyValue:StringEquals", ["a"], { key: ["x"] }, false],
    ["ForAnyValue:StringEquals", ["a"], {}, false],
    ["ForAllValues:StringEquals", ["a", "b"], { key: ["a", "b"] }, true],
    ["ForAllValues:StringEquals", ["a"], { key: ["a", "x"] }, false],
    ["ForAllValues:StringEquals", ["a"], {}, true],
  ])("%s %j on %j: %s", (operator, wanted, context, expected) => {
    const statement = { ...ALLOW, Condition: { [operator]: { key: wanted } } };

    expect(verdict([statement], context)).toBe(expected ? "allowed" : "silent");
  });

  it("holds when every operator and every key holds", () => {
    const Condition = { StringEquals: { a: "1", b: "2" }, Bool: { c: "true" } };
    const all = { a: "1", b: "2", c: "true" };

    expect(verdict([{ ...ALLOW, Condition }], all)).toBe("allowed");
    for (const key of Object.keys(all)) {
      expect(verdict([{ ...ALLOW, Condition }], { ...all, [key]: "x" })).toBe("silent");
    }
  });

  it.each(["StringEqualsIfExists", "IpAddress", "ForSomeValues:StringEquals", "Null"])(
    "rejects an operator that it does not understand, %s",
    (operator) => {
      const statement = { ...ALLOW, Condition: { [operator]: { key: "a" } } };

      expect(() => verdict([statement])).toThrow(`not understood: ${operator}`);
    },
  );

  it("rejects a value that is no text", () => {
    const statement = { ...ALLOW, Condition: { Bool: { key: true } } };

    expect(() => verdict([statement])).toThrow("a text is needed, got true");
  });
});

describe("a pattern", () => {
  it("takes every character but * and ? as itself", () => {
    expect(matches("a.b+c(d)[e]|f^g$", "a.b+c(d)[e]|f^g$")).toBe(true);
    expect(matches("a.b", "axb")).toBe(false);
  });

  it("stays within its part of an ARN, apart from the last", () => {
    expect(arnMatches("arn:aws:ecr:r:*:repository/*", "arn:aws:ecr:r:1:repository/a/b:c")).toBe(
      true,
    );
    expect(arnMatches("arn:aws:*:repository/*", "arn:aws:ecr:r:1:repository/a")).toBe(false);
  });

  it("rejects a policy variable", () => {
    const pattern = ["$", "{aws:username}"].join("");

    expect(() => matches(pattern, "a")).toThrow("policy variables are not understood");
  });
});
