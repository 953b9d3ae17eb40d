import { describe, expect, it } from "vitest";
import { findCycles } from "./cycles.js";
import { checkImports, findRow, importTable } from "./import-table.js";
import { readSourceFiles } from "./source-files.js";
import { type Import, readImports } from "./syntax.js";

const checked = readSourceFiles(["src", "workers", "models", "tests/bench"], /\.tsx?$/).filter(
  ({ path }) => !path.endsWith(".test.ts"),
);
const madeForBrowsers = /^(preact|temml)(\/|$)/;
const imports = checked.flatMap(readImports);

describe("the imports of the project", () => {
  it("follow the table in every file", () => {
    expect(checkImports(imports)).toEqual([]);
  });

  it("are covered by a row of the table for every file", () => {
    expect(checked.map(({ path }) => path).filter((path) => findRow(path) === undefined)).toEqual([]);
  });

  it("have no cycles", () => {
    expect(findCycles(imports)).toEqual([]);
  });

  it("load into the page only what a browser can run", () => {
    const loading = imports.filter(({ typeOnly }) => !typeOnly);
    const loaded = new Set(loading.map(({ from }) => from).filter(isForBrowsers));
    // Iterating over a set includes the values added during the loop.
    for (const file of loaded) {
      for (const { from, to } of loading) if (from === file && to !== undefined) loaded.add(to);
    }
    expect([...loaded]).toEqual(
      expect.arrayContaining(["src/client/send-request.ts", "src/domain/text/latex/clean-latex.ts"]),
    );
    const packages = loading.filter(
      ({ from, to, specifier }) => loaded.has(from) && to === undefined && !madeForBrowsers.test(specifier),
    );
    expect(packages.map(({ from, specifier }) => `${from}: ${specifier} does not run in a browser`)).toEqual([]);
  });

  it("lead only to files that exist", () => {
    const known = new Set(
      readSourceFiles(["src", "workers", "models", "tests"], /\.(tsx?|json)$/).map(({ path }) => path),
    );
    const lost = imports.filter(({ to }) => to !== undefined && !known.has(to));
    expect(lost.map(({ from, specifier }) => `${from}: ${specifier} names no file`)).toEqual([]);
  });
});

/** All of the page but what renders it in the server. */
function isForBrowsers(path: string): boolean {
  return path.startsWith("src/web/") && !path.startsWith("src/web/server/");
}

describe("the check of imports", () => {
  const check = (path: string, text: string) => checkImports(readImports({ path, text }));

  it.each([
    ["src/domain/a.ts", 'import "../ports/b.js";'],
    ["src/ports/a.ts", 'import type { B } from "../services/b.js";'],
    ["src/services/a.ts", 'import { b } from "../ports/b.js";'],
    ["src/services/a.ts", 'import { type B, b } from "../ports/b.js";'],
    ["src/services/a.ts", 'export { b } from "../adapters/x/b.js";'],
    ["src/adapters/x/a.ts", 'await import("../y/b.js");'],
    ["src/adapters/x/a.ts", 'import { loadConfig } from "../../config.js";'],
    ["src/http/a.ts", 'type B = import("../ports/b.js").B;'],
    ["src/mcp/a.ts", 'import { b } from "../http/b.js";'],
    ["src/web/a.ts", 'import { b } from "../domain/b.js";'],
    ["src/config.ts", 'import { b } from "./domain/b.js";'],
    ["src/main.ts", 'import { b } from "./services/b.js";'],
    ["workers/embed-worker.ts", 'import type { B } from "../src/ports/b.js";'],
    ["src/adapters/x/a.ts", "await import(name);"],
    ["src/nowhere.ts", 'import "node:fs";'],
  ])("rejects %s with %s", (path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it.each([
    ["src/services/a.ts", 'import type { B } from "../ports/b.js"; import { c } from "../domain/c.js";'],
    ["src/services/a.ts", 'import { type B } from "../ports/b.js"; import { c } from "./c.js";'],
    ["src/adapters/x/a.ts", 'import { b } from "../thread-entry.js"; import { c } from "./c.js"; import pg from "pg";'],
    [
      "src/compose/a.ts",
      'import { b } from "../../models/fetch.js"; import { c } from "../../workers/embed-worker.js";',
    ],
    ["src/main.ts", 'import { b } from "./http/app.js"; import { c } from "./config.js";'],
    ["src/http/handlers/a.ts", 'import { b } from "../middleware/b.js"; import { c } from "../../errors.js";'],
  ])("accepts %s with %s", (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it("finds cycles, including cycles of types", () => {
    const link = (from: string, to: string, typeOnly = false): Import => ({ from, to, specifier: to, typeOnly });
    expect(findCycles([link("a", "b"), link("b", "c", true), link("c", "b"), link("a", "c")])).toEqual(["b → c → b"]);
    expect(findCycles([link("a", "b"), link("a", "c"), link("b", "c")])).toEqual([]);
  });

  it("gives a reason for each permission beyond the design's own table", () => {
    const beyond = importTable
      .flatMap(({ may }) => may)
      .filter(({ files }) => /models|workers|tests/.test(files.source));
    expect(beyond.filter(({ because }) => because === undefined)).toEqual([]);
  });
});
