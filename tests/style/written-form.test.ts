import { describe, expect, it } from "vitest";
import { readSourceFiles } from "./source-files.js";
import { checkAssertions, checkComments, checkLength, checkName, checkTestCalls, checkTypes } from "./written-form.js";

const code = readSourceFiles(["src", "workers", "models", "scripts", "tests"], /\.(tsx?|mjs)$/);
const tests = code.filter(({ path }) => path.startsWith("tests/"));
const page = readSourceFiles(["src/web"], /\.(css|html|svg)$/);

describe("the form of the files", () => {
  it("keeps files to 250 lines", () => expect([...code, ...page].flatMap(checkLength)).toEqual([]));

  it("names files in kebab-case, after what they do", () => expect([...code, ...page].flatMap(checkName)).toEqual([]));

  it("has no any", () => expect(code.flatMap(checkTypes)).toEqual([]));

  it("has no comment that disables a check", () => expect(code.flatMap(checkComments)).toEqual([]));

  it("has no test that is singled out, postponed or retried", () => expect(tests.flatMap(checkTestCalls)).toEqual([]));

  it("has no test that asserts nothing", () => expect(tests.flatMap(checkAssertions)).toEqual([]));
});

describe("the checks of form", () => {
  const file = (text: string, path = "src/a.ts") => ({ path, text });

  it("counts lines, not the last line feed", () => {
    expect(checkLength(file("x\n".repeat(250)))).toEqual([]);
    expect(checkLength(file("x\n".repeat(251)))).toEqual(["src/a.ts: 251 lines, at most 250 are allowed"]);
  });

  it.each(["src/utils.ts", "src/Paper.ts", "src/a_b.ts", "src/aB.test.ts"])("rejects the name %s", (path) => {
    expect(checkName(file("", path))).toHaveLength(1);
  });

  it.each(["src/paper-id.ts", "tests/a-b.test.ts", "tests/contracts/x.contract.ts", "vitest.config.ts"])(
    "accepts the name %s",
    (path) => expect(checkName(file("", path))).toEqual([]),
  );

  it("finds any in types, but not in words", () => {
    expect(checkTypes(file("const a = 1 as any; let b: any[]; type C = Map<string, any>;"))).toHaveLength(3);
    expect(checkTypes(file('// any\nconst any = "any";'))).toEqual([]);
  });

  it("finds comments that disable checks, but not strings", () => {
    expect(checkComments(file("// @ts-ignore\n/* eslint-disable */\n// oxlint-disable-next-line x"))).toHaveLength(3);
    expect(checkComments(file('const a = "// @ts-ignore";'))).toEqual([]);
  });

  it("finds a test that asserts nothing, but not one that waits for something", () => {
    expect(checkAssertions(file('it("a", () => f()); it.each([1])("b", async (one) => g(one));'))).toEqual([
      'src/a.ts: the test "a" asserts nothing',
      'src/a.ts: the test "b" asserts nothing',
    ]);
    expect(
      checkAssertions(file('it("a", () => expect(b).toBe(1)); it("c", () => until("d", e)); sit(() => f());')),
    ).toEqual([]);
  });

  it("finds a test that is singled out, postponed or retried", () => {
    expect(checkTestCalls(file('it.only("a"); describe.todo("b"); it("c", { retry: 2 }, f);'))).toHaveLength(3);
    expect(checkTestCalls(file('it("a"); it.skipIf(b)("c"); queue.only("d");'))).toEqual([]);
  });
});
