import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeJson } from "../../src/domain/text/json/close-json.js";
import { createJsonCutter } from "../../src/domain/text/json/cut-json.js";

const cut = (text: string, size = text.length) => {
  const cutter = createJsonCutter();
  const records = [];
  for (let at = 0; at < text.length; at += size) records.push(...cutter.write(text.slice(at, at + size)));
  return { records, isOpen: cutter.isOpen(), hasList: cutter.hasList() };
};

describe("JSON is cut into records", () => {
  it.each([
    ["an array", '[{"a":1}, {"b":[{}]}]', ['{"a":1}', '{"b":[{}]}']],
    ["several arrays", '[{"a":1}]\n[{"b":2}]', ['{"a":1}', '{"b":2}']],
    ["an array of arrays", '[[{"a":1}],[{"b":2}]]', ['{"a":1}', '{"b":2}']],
    ["objects in a row", '{"a":1}\n{"b":2},{"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
    ["a list in an object", '{"meta":{"n":[{}]},"results":[{"a":1},{"b":2}],"more":[{"c":3}]}', ['{"a":1}', '{"b":2}']],
    ["a list in an object within an object", '{"status":"ok","message":{"x":1,"items":[{"a":1}]}}', ['{"a":1}']],
    ["several such objects", '[{"items":[{"a":1}]},{"items":[{"b":2}]}]', ['{"a":1}', '{"b":2}']],
    ["an empty list", '{"total":0,"data":[]}', []],
    ["an empty list before another", '{"results":[],"items":[{"a":1}]}', ['{"a":1}']],
    ["values that are not objects", '[null, 5 ,"a,]", {"a":1}]', ["null", "5", '"a,]"', '{"a":1}']],
    ["a list of a paper, not of papers", '{"title":"A","items":[{"a":1}]}', ['{"title":"A","items":[{"a":1}]}']],
    ["a list of texts", '{"data":["a"]}', ['{"data":["a"]}']],
    ["signs in strings", String.raw`[{"a":"\"]},{[\\"},{"b":2}]`, [String.raw`{"a":"\"]},{[\\"}`, '{"b":2}']],
    ["a string that is not closed", '[\n{"a": "x},\n"b": 1},\n{"c": 1}\n]', ['{"a": "x},\n"b": 1}', '{"c": 1}']],
    ["a bracket that is not closed", '[{"a":[1},{"b":2}]', ['{"a":[1}', '{"b":2}']],
    ["a record that is not closed", '[{"a":{"b":1},{"c":2}][{"d":1}]', ['{"a":{"b":1},{"c":2}', '{"d":1}']],
    ["a bracket too many", '[{"a":1}}, {"b":2}]] {"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
  ])("%s", (_what, text, records) => {
    for (const size of [1, 2, 3, 7, text.length]) expect(cut(text, size)).toMatchObject({ records, isOpen: false });
  });

  it("and says whether it has ended, and whether there was a list", () => {
    expect(cut('{"papers":[{"a":1}')).toEqual({ records: ['{"a":1}'], isOpen: true, hasList: true });
    expect(cut('{"a":1}')).toEqual({ records: ['{"a":1}'], isOpen: false, hasList: false });
    expect(cut('{"data":[]}')).toEqual({ records: [], isOpen: false, hasList: true });
    expect(cut('{"a":[')).toMatchObject({ records: [], isOpen: true, hasList: false });
  });

  it("of any list of values, wherever the text is split", () => {
    const items = fc.array(fc.oneof(fc.object({ key: fc.string() }), fc.string(), fc.integer()), { maxLength: 5 });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 9 }), fc.boolean(), (values, size, isPretty) => {
        const text = JSON.stringify(values, null, isPretty ? 2 : 0);
        const records = cut(text, size).records.map((record) => JSON.parse(record ?? "") as unknown);
        expect(records).toEqual(JSON.parse(text));
      }),
    );
  });

  it("in linear time, also without an end", () => {
    const time = (length: number) => {
      const text = '{"a":[['.repeat(length);
      const start = performance.now();
      cut(text, 1000);
      return performance.now() - start;
    };
    time(20_000);
    expect(time(200_000)).toBeLessThan(Math.max(200, 40 * time(20_000)));
  });
});

describe("JSON that was cut off is closed", () => {
  it.each([
    ['[{"a":1,"b":{"c":2,"d":tr', [{ a: 1, b: { c: 2 } }]],
    ['{"message":{"DOI":"x","title":["A', { message: { DOI: "x", title: [] } }],
    [String.raw`{"a":"\"}]","b":"half \\`, { a: '"}]' }],
    ['{"a', {}],
    ['[{"a":1}', [{ a: 1 }]],
  ])("%s", (text, value) => expect(JSON.parse(closeJson(text))).toEqual(value));

  it("wherever it is cut", () => {
    fc.assert(
      fc.property(fc.object(), fc.nat(), (value, at) => {
        const text = JSON.stringify([value]);
        expect(() => JSON.parse(closeJson(text.slice(0, 1 + (at % text.length)))) as unknown).not.toThrow();
      }),
    );
  });
});
