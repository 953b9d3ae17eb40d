import { describe, expect, it } from "vitest";
import { listGeneratedParts, replacePart } from "../../scripts/generated-docs.js";
import {
  checkBenchmarks,
  checkDependencies,
  checkPaths,
  checkPorts,
  checkScripts,
  type PackageFile,
} from "./documents.js";
import { checkLinks, listAnchors, readLinks } from "./links.js";
import { listFiles, readRequired, readSourceFiles } from "./source-files.js";

const packageFile = JSON.parse(readRequired("package.json")) as PackageFile;
const paths = listFiles("");
const documents = readSourceFiles([""], /\.md$/);

describe.each(documents.map((document) => [document.path, document] as const))("%s", (path, document) => {
  it("names only npm scripts that exist", () => {
    expect(checkScripts(path, document.text, packageFile)).toEqual([]);
  });

  it("names only files that exist", () => expect(checkPaths(path, document.text, paths)).toEqual([]));

  it("has no broken links", () => expect(checkLinks(document, documents, paths)).toEqual([]));
});

describe.each(listGeneratedParts())("the $name in $page", (part) => {
  it("are what the code generates (npm run docs writes them)", () => {
    const text = readRequired(part.page);
    expect(text).toBe(replacePart(text, part));
  });
});

describe("README.md", () => {
  it("is at most 8 kB long", () => expect(Buffer.byteLength(readRequired("README.md"))).toBeLessThanOrEqual(8_000));
});

describe("docs/README.md", () => {
  it("links to each page of the documentation", () => {
    const links = readLinks(readRequired("docs/README.md"));
    const pages = listFiles("docs").filter((path) => path.endsWith(".md") && path !== "docs/README.md");
    expect(pages.filter((path) => !links.includes(path.replace("docs/", "")))).toEqual([]);
  });
});

describe("docs/benchmarks.md", () => {
  it("names each benchmark, and no other", () =>
    expect(checkBenchmarks(readRequired("docs/benchmarks.md"), readRequired("tests/bench/main.ts"))).toEqual([]));
});

describe("ARCHITECTURE.md", () => {
  const read = () => readRequired("ARCHITECTURE.md");

  it("gives a reason for each dependency", () => expect(checkDependencies(read(), packageFile)).toEqual([]));

  it("names each port in its code map", () => expect(checkPorts(read(), listFiles("src/ports"))).toEqual([]));

  it("is at most 200 lines long", () => expect(read().split("\n").length).toBeLessThanOrEqual(201));
});

describe("the checks of documents", () => {
  const none = { scripts: { test: "", docs: "" }, dependencies: {}, devDependencies: {} };

  it("find a benchmark without a row, and a row without a benchmark", () => {
    const source = 'const all: Readonly<Record<string, Bench>> = {\n  one: benchOne,\n  "one-more": benchMore,\n};';
    expect(checkBenchmarks("| name | what |\n| `one` | x |\n| `two` | x |", source)).toEqual([
      "docs/benchmarks.md does not name one-more",
      "docs/benchmarks.md: there is no benchmark two",
    ]);
  });

  it("replace a generated part, and report one that is not marked", () => {
    const part = { page: "a.md", name: "settings", content: "new" };
    expect(replacePart("x\n<!-- settings -->\nold\n<!-- /settings -->\ny", part)).toBe(
      "x\n<!-- settings -->\nnew\n<!-- /settings -->\ny",
    );
    expect(() => replacePart("<!-- /settings --><!-- settings -->", part)).toThrow("a.md has no markers");
  });

  it("find a dependency without a reason", () => {
    const wanted = {
      ...none,
      dependencies: { pg: "1", pino: "1" },
      devDependencies: { vitest: "1", "@types/pg": "1" },
    };
    const text = "`vitest`\n| `pg` | the queue |\n| `pino` | |\n";
    expect(checkDependencies(text, wanted).map((finding) => finding.split(" ").at(-4))).toEqual(["pino", "vitest"]);
  });

  it("find a port that is not named, or only as part of another name", () => {
    const ports = ["src/ports/models/embedder.ts", "src/ports/ingest/embed-queue.ts", "src/ports/logger.ts"];
    expect(checkPorts("embedder.ts, pg-embed-queue and `logger`", ports)).toHaveLength(1);
  });

  it("find scripts that do not exist", () => {
    const text = "`npm test`, `npm ci`, npm run docs, npm warns; `npm run gone`, `npm start`";
    expect(checkScripts("a.md", text, none)).toEqual([
      "a.md: there is no `npm run gone`",
      "a.md: there is no `npm start`",
    ]);
  });

  it("find files that do not exist", () => {
    const files = ["src/http/app.ts", "README.md", "src/cli/main.ts"];
    const good = "`src/http/`, `src/http/app.ts`, `src/cli/*.ts`, `models/cache/`, `a/b`";
    expect(checkPaths("a.md", good, files)).toEqual([]);
    expect(checkPaths("a.md", "```\nnode dist/src/cli/main.js src/x\n```\n", files)).toEqual([
      "a.md: there is no src/x",
    ]);
    expect(checkPaths("a.md", "`src/gone.ts` `package.json`", files)).toHaveLength(2);
  });

  it("find broken links", () => {
    const page = { path: "docs/a.md", text: "" };
    const other = { path: "b.md", text: "# B\n\n## Two words: `x`!\n\n## Two words: x\n" };
    const find = (text: string) => checkLinks({ ...page, text }, [page, other], ["docs/a.md", "docs/i/x.png", "b.md"]);
    expect(listAnchors(other.text)).toEqual(["b", "two-words-x", "two-words-x-1"]);
    expect(find("[b](../b.md#two-words-x-1) ![x](i/x.png) [i](i/) [w](https://x.y/z#a)\n```\n[c](d)\n```\n")).toEqual(
      [],
    );
    expect(find("[a](b.md) [b](../b.md#three) [c](#four) [d](x.md#b)")).toEqual([
      "docs/a.md: the link b.md leads nowhere",
      "docs/a.md: the link ../b.md#three leads nowhere",
      "docs/a.md: the link #four leads nowhere",
      "docs/a.md: the link x.md#b leads nowhere",
    ]);
  });
});
