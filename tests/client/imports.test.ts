import { expect, it } from "vitest";
import { readSourceFiles } from "../style/source-files.js";
import { readImports } from "../style/syntax.js";

/** Names of the packages that a module needs at run time, including those of its imports. */
function listPackages(entry: string): readonly string[] {
  const files = new Map(readSourceFiles(["src"], /\.ts$/).map((file) => [file.path, file]));
  const seen = new Set<string>();
  const packages = new Set<string>();
  const follow = (path: string) => {
    const file = files.get(path);
    if (!file || seen.has(path)) return;
    seen.add(path);
    for (const { specifier, to, typeOnly } of readImports(file)) {
      if (typeOnly) continue;
      if (to === undefined) packages.add(specifier);
      else follow(to);
    }
  };
  follow(entry);
  return [...packages].toSorted();
}

it("the client needs neither Node nor packages", () => {
  expect(listPackages("src/client/index.ts")).toEqual([]);
  expect(listPackages("src/domain/paging/cursor.ts")).toEqual(["node:crypto"]);
});
