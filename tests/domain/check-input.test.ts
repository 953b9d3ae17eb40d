import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkInput } from "../../src/domain/input/check-input.js";
import { operations } from "../../src/operations/index.js";
import type { OperationList } from "../../src/operations/operation.js";

const schema = z.strictObject({
  name: z.string().trim().max(20).optional(),
  code: z
    .string()
    .regex(/^[a-z]+$/)
    .optional(),
  word: z.string().regex(/\S/, "must not be blank").optional(),
  count: z.number().int().min(1).max(100).optional(),
  large: z.number().int().min(1).max(1_000_000).optional(),
  share: z.number().gt(0).lt(1).optional(),
  least: z.number().min(2).optional(),
  even: z.number().int().multipleOf(2).optional(),
  yes: z.boolean().optional(),
  kind: z.enum(["a", "b"]).optional(),
  only: z.literal("it").optional(),
  list: z.array(z.number()).min(1).max(3).optional(),
  pair: z.array(z.string()).length(2).optional(),
  either: z.union([z.number(), z.array(z.number()).max(2)]).optional(),
  nested: z.strictObject({ deep: z.strictObject({ leaf: z.string() }) }).optional(),
  shapes: z
    .array(z.union([z.strictObject({ id: z.string() }), z.strictObject({ title: z.string(), text: z.string() })]))
    .optional(),
  day: z.iso.date().optional(),
  page: z.url().optional(),
  mail: z.email().optional(),
  unset: z.string().nullish(),
  named: z.record(z.string().regex(/^[a-z]+$/, "must be a name in small letters"), z.string()).optional(),
});

function complain(value: unknown, kind?: "parameter" | "field"): readonly string[] {
  const checked = checkInput(schema, value, kind);
  return "details" in checked ? checked.details.map(({ message }) => message) : [];
}

describe("Input that is wrong is described in words", () => {
  it.each([
    [{ name: 5 }, "name must be text of at most 20 characters, not 5"],
    [{ name: null }, "name must be text of at most 20 characters, not null"],
    [{ name: "x".repeat(2_000) }, "name must be text of at most 20 characters, not 2000 characters"],
    [{ code: "A1" }, 'code must be text that matches ^[a-z]+$, not "A1"'],
    [{ word: " " }, "word must not be blank"],
    [{ named: { A1: "x" } }, "named.A1 must be a name in small letters"],
    [{ count: 1000 }, "count must be a whole number from 1 to 100, not 1000"],
    [{ count: 0 }, "count must be a whole number from 1 to 100, not 0"],
    [{ count: 1.5 }, "count must be a whole number from 1 to 100, not 1.5"],
    [{ count: "many" }, 'count must be a whole number from 1 to 100, not "many"'],
    [{ count: Number.NaN }, "count must be a whole number from 1 to 100, not NaN"],
    [{ large: 0 }, "large must be a whole number from 1 to 1,000,000, not 0"],
    [{ share: 1 }, "share must be a number above 0 below 1, not 1"],
    [{ least: 1 }, "least must be a number of at least 2, not 1"],
    [{ even: 3 }, "even must be a whole number that is a multiple of 2, not 3"],
    [{ yes: "perhaps" }, 'yes must be true or false, not "perhaps"'],
    [{ kind: "c" }, 'kind must be one of a, b, not "c"'],
    [{ only: "that" }, 'only must be "it", not "that"'],
    [{ list: [] }, "list must be a list of 1 to 3, not a list of 0"],
    [{ list: [1, 2, 3, 4] }, "list must be a list of 1 to 3, not a list of 4"],
    [{ list: [1, "two"] }, 'list.1 must be a number, not "two"'],
    [{ pair: ["a"] }, "pair must be a list of exactly 2, not a list of 1"],
    [{ either: "x" }, 'either must be a number, or a list of at most 2, not "x"'],
    [{ either: [1, "x"] }, 'either.1 must be a number, not "x"'],
    [{ nested: {} }, "nested.deep is missing"],
    [{ nested: { deep: { leaf: [1] } } }, "nested.deep.leaf must be text, not a list of 1"],
    [{ nested: { deep: { leaf: "x", stem: 1 } } }, "there is no field 'nested.deep.stem'; expected leaf"],
    [{ shapes: [{ id: 5 }] }, "shapes.0.id must be text, not 5"],
    [{ shapes: [{ id: "x", titel: "y" }] }, "there is no field 'shapes.0.titel'; expected id"],
    [{ shapes: [{ title: "x" }] }, "shapes.0.text is missing"],
    [{ shapes: ["x"] }, 'shapes.0 must be an object, not "x"'],
    [{ day: "yesterday" }, 'day must be a day such as 2024-01-31, not "yesterday"'],
    [{ page: "no" }, 'page must be an address such as https://example.org, not "no"'],
    [{ mail: "no" }, 'mail must be an email address, not "no"'],
    [{ unset: 1 }, "unset must be text, not 1"],
    [{ knd: "a" }, "there is no field 'knd'; did you mean 'kind'?"],
    [[], "the body must be an object, not a list of 0"],
    [undefined, "the body is missing"],
    ["x", 'the body must be an object, not "x"'],
  ])("%o", (value, expected) => {
    expect(complain(value)).toEqual([expected]);
  });

  it("with parameters, which may be repeated only where a list is accepted", () => {
    expect(complain({ count: ["1", "2"], either: ["x"] }, "parameter")).toEqual([
      "count must be given once, not 2 times",
      'either.0 must be a number, not "x"',
    ]);
  });

  it("for every operation and any input, without a word of zod's", () => {
    const list: OperationList = operations;
    const schemas = Object.values(list).flatMap(({ query, body }) => [query, body].flatMap((one) => one ?? []));
    const names = schemas.flatMap((one) =>
      Object.keys(z.toJSONSchema(one, { io: "input", unrepresentable: "any" }).properties ?? {}),
    );
    const entries = fc.dictionary(
      fc.constantFrom(...new Set(names)),
      fc.oneof(fc.anything(), fc.object({ key: fc.constantFrom(...names) })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.oneof(entries, fc.anything()), (one, value) => {
        const checked = checkInput(one, value);
        const messages = "details" in checked ? checked.details.map(({ message }) => message) : [];
        expect(
          messages.filter((text) =>
            /Invalid|expected (string|number|array|object)|Too (big|small)|Unrecognized|undefined/.test(text),
          ),
        ).toEqual([]);
        expect(messages.filter((text) => text.length > 1_000)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
