import { describe, expect, it } from "vitest";
import { maxJsonLevels, parseForeignJson } from "../../src/domain/text/json/parse-json.js";

const nestLists = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const nestObjects = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("the JSON of others", () => {
  it("may be nested up to the limit, whether in lists or objects", () => {
    expect(parseForeignJson('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
    for (const nest of [nestLists, nestObjects]) {
      expect(() => parseForeignJson(nest(maxJsonLevels))).not.toThrow();
      expect(() => parseForeignJson(nest(maxJsonLevels + 1))).toThrow("nested more than 100 levels deep");
      expect(() => parseForeignJson(nest(200_000))).toThrow("nested more than 100 levels deep");
    }
  });

  it("says what is wrong with it", () => {
    expect(() => parseForeignJson("{")).toThrow(SyntaxError);
  });
});
