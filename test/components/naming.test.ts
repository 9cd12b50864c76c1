/**
 * Physical names and tags.
 *
 * Not proven here: that a service takes a name, and that a name is free in its cloud.
 */
import fc from "fast-check";
import {
  NAME_RULES,
  type NameKind,
  type NameParts,
  physicalName,
} from "../../components/shared/naming";
import { tagsOf } from "../../components/shared/tags";
import { ENVIRONMENT_NAMES } from "../../config/environments";

const KINDS = Object.keys(NAME_RULES) as NameKind[];

const environment = fc.constantFrom(...ENVIRONMENT_NAMES);
const role = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}$/);
const longRole = fc.stringMatching(/^[a-z][a-z0-9-]{0,150}[a-z0-9]$/);
const anyRole = fc.oneof(role, longRole, fc.string({ maxLength: 80 }));
const suffix = fc.stringMatching(/^[0-9a-f]{8}$/);

/** Parts as the callers give them: a kind that is unique in a cloud has a suffix, the others none. */
function partsOf(kind: NameKind, roles: fc.Arbitrary<string>): fc.Arbitrary<NameParts> {
  const optional = { environment, role: fc.option(roles, { nil: undefined }) };
  const record =
    NAME_RULES[kind].scope === "cloud"
      ? fc.record({ ...optional, suffix })
      : fc.record({ ...optional });
  return record.map(({ role: given, ...rest }) => ({
    ...rest,
    ...(given === undefined ? {} : { role: given }),
  }));
}

describe("a physical name", () => {
  it.each<readonly [NameKind, NameParts, string]>([
    ["resourceGroup", { environment: "dev" }, "forecast-dev"],
    [
      "userAssignedIdentity",
      { environment: "prod", role: "schema-owner" },
      "forecast-prod-schema-owner",
    ],
    ["storageAccount", { environment: "staging", suffix: "0a1b2c3d" }, "forecaststaging0a1b2c3d"],
    ["sqlServer", { environment: "dev", suffix: "0a1b2c3d" }, "forecast-dev-0a1b2c3d"],
    ["unityCatalogObject", { environment: "dev", role: "lake" }, "forecast_dev_lake"],
    ["unityCatalogObject", { environment: "dev", role: "two-words" }, "forecast_dev_two_words"],
  ])("of a %s with %j is %s", (kind, parts, name) => {
    expect(physicalName(kind, parts)).toBe(name);
  });

  it.each(KINDS)("of a %s has the length and the letters that the service takes", (kind) => {
    const { maxLength, pattern } = NAME_RULES[kind];

    fc.assert(
      fc.property(partsOf(kind, anyRole), (parts) => {
        const name = physicalName(kind, parts);
        expect(name.length).toBeLessThanOrEqual(maxLength);
        expect(name).toMatch(pattern);
      }),
    );
  });

  it.each(KINDS)("of a %s is the same for the same parts", (kind) => {
    fc.assert(
      fc.property(partsOf(kind, anyRole), (parts) => {
        expect(physicalName(kind, { ...parts })).toBe(physicalName(kind, parts));
      }),
    );
  });

  it.each(KINDS)("of a %s differs wherever environment, role or suffix differ", (kind) => {
    fc.assert(
      fc.property(partsOf(kind, anyRole), partsOf(kind, anyRole), (one, other) => {
        fc.pre(JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other)));
        expect(physicalName(kind, one)).not.toBe(physicalName(kind, other));
      }),
      { numRuns: 200 },
    );
  });

  it.each(KINDS)("of a %s keeps apart roles that differ beyond where they are cut", (kind) => {
    const long = "x".repeat(NAME_RULES[kind].maxLength);
    const given = NAME_RULES[kind].scope === "cloud" ? { suffix: "0a1b2c3d" } : {};
    const names = ["a", "b"].map((end) =>
      physicalName(kind, { environment: "dev", role: `${long}${end}`, ...given }),
    );

    expect(new Set(names).size).toBe(2);
    for (const name of names) {
      expect(name).toMatch(given.suffix === undefined ? /[0-9a-f]{6}$/ : /[0-9a-f]{6}-?0a1b2c3d$/);
    }
  });

  it("keeps apart roles that the kind's letters would make one", () => {
    const roles = ["a-b", "ab", "A-B", "a_b", "a--b", "-a-b", "a.b"];

    for (const kind of KINDS) {
      const given = NAME_RULES[kind].scope === "cloud" ? { suffix: "0a1b2c3d" } : {};
      const names = roles.map((one) =>
        physicalName(kind, { environment: "dev", role: one, ...given }),
      );
      expect(new Set(names).size).toBe(roles.length);
    }
  });

  it.each([
    ["resourceGroup", 90],
    ["managedResourceGroup", 90],
    ["userAssignedIdentity", 128],
    ["storageAccount", 24],
    ["sqlServer", 63],
    ["databricksWorkspace", 64],
    ["accessConnector", 64],
    ["dataFactory", 63],
    ["logWorkspace", 63],
    ["unityCatalogObject", 64],
  ] as const)("of a %s has at most %i characters", (kind, maxLength) => {
    expect(NAME_RULES[kind].maxLength).toBe(maxLength);
  });
});

describe("tags", () => {
  it.each(ENVIRONMENT_NAMES)("name the project, %s and who manages it", (name) => {
    expect(tagsOf(name)).toEqual({
      project: "forecast-platform",
      environment: name,
      "managed-by": "pulumi",
    });
  });
});

function sorted({ environment: of, role: what, suffix: end }: NameParts): unknown[] {
  return [of, what ?? null, end ?? null];
}
