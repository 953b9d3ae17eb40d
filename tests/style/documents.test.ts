import { describe, expect, it } from "vitest";
import { describeSettings } from "../../src/config.js";
import {
  checkDependencies,
  checkPaths,
  checkPorts,
  checkScripts,
  type PackageFile,
  readSettings,
} from "./documents.js";
import { listFiles, readRequired } from "./source-files.js";

const packageFile = JSON.parse(readRequired("package.json")) as PackageFile;

describe("README.md", () => {
  it("has the table of settings that config.ts describes (npm run docs writes it)", () => {
    expect(readSettings(readRequired("README.md"))).toEqual(describeSettings());
  });
});

describe("ARCHITECTURE.md", () => {
  const read = () => readRequired("ARCHITECTURE.md");

  it("gives the reason of each dependency", () => expect(checkDependencies(read(), packageFile)).toEqual([]));

  it("names each port in its code map", () => expect(checkPorts(read(), listFiles("src/ports"))).toEqual([]));

  it("has at most 250 lines", () => expect(read().split("\n").length).toBeLessThanOrEqual(251));
});

describe.each(["README.md", "ARCHITECTURE.md"])("%s", (name) => {
  it("speaks only of npm scripts that exist", () => {
    expect(checkScripts(name, readRequired(name), packageFile)).toEqual([]);
  });

  it("speaks only of files that exist", () => {
    expect(checkPaths(name, readRequired(name), listFiles(""))).toEqual([]);
  });
});

describe("the checks of documents", () => {
  const none = { scripts: { test: "", docs: "" }, dependencies: {}, devDependencies: {} };

  it("read the settings, and miss a table that is not marked", () => {
    const table =
      "| setting | default | what it does |\n|---|---|---|\n| `PORT` | `3000` | a \\| b |\n| `HOST` |  | c |\n";
    expect(readSettings(`x\n<!-- settings -->\n${table}<!-- /settings -->\n| no | no | no |`)).toEqual([
      { env: "PORT", fallback: "`3000`", help: "a | b" },
      { env: "HOST", fallback: "", help: "c" },
    ]);
    expect(() => readSettings(table)).toThrow("no table between");
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
    const paths = ["src/ports/embedder.ts", "src/ports/embed-queue.ts", "src/ports/logger.ts"];
    expect(checkPorts("embedder.ts, pg-embed-queue and `logger`", paths)).toHaveLength(1);
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
    const good =
      "`src/http/`, `src/http/app.ts`, `src/cli/*.ts`, `models/cache/`, `a/b`, [r](README.md), [x](https://x.y/z)";
    expect(checkPaths("a.md", good, files)).toEqual([]);
    expect(checkPaths("a.md", "```\nnode dist/src/cli/main.js src/x\n```\n", files)).toEqual([
      "a.md: there is no src/x",
    ]);
    expect(checkPaths("a.md", "`src/gone.ts` [y](docs/y.md) `package.json`", files)).toHaveLength(3);
  });
});
