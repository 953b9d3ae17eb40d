import { describe, expect, it } from "vitest";
import { findSlowness, type Pattern, readPatterns, recordPatterns } from "./patterns.js";
import { readSourceFiles, type SourceFile } from "./source-files.js";

const code = readSourceFiles(["src", "workers", "models", "scripts"], /\.(?:tsx?|mjs)$/);

/** Patterns that the check takes for slow, by their beginning, and why they are not. */
const reasons: Readonly<Record<string, string>> = {
  [String.raw`\[Eds?\][^(]*\(\d{4}`]: "reads the first 1,000 characters of a source",
  [String.raw`(?:\s?(?:\.{3,}(?!\.)|…`]: "reads the last 40 characters of an abstract",
  [String.raw`https?:\/\/\S+?(?=[;,|]*`]: "reads the first 4,000 characters of a cell",
  [String.raw`\B(?=(?:\d{3})+$)`]: "a number has at most 21 digits",
  [String.raw`(?<=^[a-z]{3,})is(?=`]: "reads words of at most 40 letters",
  [String.raw`,? ?(?:in JSON|"[^]*" is not`]: "V8 quotes a few characters in its message",
  [String.raw`(?:^|[;}])(?:import|export)\s*`]: "reads our own bundle",
  [String.raw`)\u200C|\u200C(?![`]: "looks back at most to the joiner before",
  // Words with signs: the end of the first run of letters is always a match, so nothing is tried twice.
  "{1,3}(?:[/&]": "always matches at the first run",
};

const describeSlow = (pattern: Pattern) => {
  if (Object.keys(reasons).some((start) => pattern.source.includes(start))) return [];
  const slowness = findSlowness(pattern);
  return slowness === undefined ? [] : `${pattern.path}: /${pattern.source}/${pattern.flags} is ${slowness}`;
};

describe("regular expressions", { timeout: 60_000 }, () => {
  const written = code.flatMap(readPatterns);

  it("take time that grows with their input", () => {
    expect(written.length).toBeGreaterThan(1_000);
    expect(written.flatMap(describeSlow)).toEqual([]);
  });

  it("that are built while code is loaded do, too", async () => {
    const built = await recordPatterns(code.filter(buildsPatterns));
    expect(new Set(built.map(({ path }) => path)).size).toBeGreaterThan(20);
    expect(built.flatMap(describeSlow)).toEqual([]);
    const known = [...written, ...built].map(({ source }) => source);
    const unknown = Object.keys(reasons).filter((start) => !known.some((source) => source.includes(start)));
    expect(unknown, "patterns with a reason that are no longer there").toEqual([]);
  });
});

/** At the top level of a module, or a level below it. */
function buildsPatterns({ path, text }: SourceFile): boolean {
  return path.startsWith("src/") && /^(?:\S.*| {2,4})new RegExp/m.test(text);
}

describe("the check of regular expressions", () => {
  const check = (text: string) => readPatterns({ path: "a.ts", text }).map(findSlowness);

  it.each([
    ["/(a+)+$/", "exponential"],
    [String.raw`/^\s*(?:%.*\s+)*\\x/`, "exponential"],
    [String.raw`/\s+$/`, "quadratic"],
    ["/^a*a*$/", "quadratic"],
    [String.raw`new RegExp("\\s+$")`, "quadratic"],
    ["new RegExp(`^${name}*x*$`)", "quadratic"],
    ["new RegExp(String.raw`\\s+$`, 'u')", "quadratic"],
  ])("finds that the time of %s is not linear", (text, how) => {
    expect(check(text)).toEqual([expect.stringContaining(how)]);
  });

  it("lets linear patterns pass, and skips what it cannot read", () => {
    expect(
      check(String.raw`/(?<!\s)\s+$/; /^[a-z]+\d*$/; new RegExp("a+"); new RegExp(given); new Other("(a+)+$");`),
    ).toEqual([undefined, undefined, undefined]);
  });
});
