import { execFile } from "node:child_process";
import { mkdtemp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutRoot } from "../support/spawn-program.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const run = promisify(execFile);

/** The first example in docs/client.md. */
async function readExample(): Promise<string> {
  const page = await readFile(join(checkoutRoot, "docs/client.md"), "utf8");
  const [, code] = /```ts\n([^]*?)```/.exec(page) ?? [];
  if (code === undefined) throw new Error("docs/client.md has no example of TypeScript");
  return code;
}

/** Compiler settings for Node or browsers; the types of packages are checked too. */
const settings = (lib: readonly string[], types: readonly string[]) =>
  JSON.stringify({
    compilerOptions: {
      target: "ES2022",
      lib,
      types,
      module: "NodeNext",
      moduleResolution: "NodeNext",
      strict: true,
      exactOptionalPropertyTypes: true,
    },
    files: ["example.ts"],
  });

async function compile(folder: string, config: string): Promise<string> {
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const { bin } = JSON.parse(await readFile(typescript, "utf8")) as { bin: { tsc: string } };
  await writeFile(join(folder, "tsconfig.json"), config);
  const finished = run(process.execPath, [join(dirname(typescript), bin.tsc), "-p", folder]);
  return finished.then(({ stdout }) => stdout).catch((error: { stdout: string }) => error.stdout);
}

describe("the package in another project", () => {
  let folder: string;
  let server: TestServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-consumer-"));
    server = await startTestServer({ papers: [{ title: "Teaching agents with a curriculum", year: 2020 }] });
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: checkoutRoot });
    const [packed] = JSON.parse(stdout) as { filename: string }[];
    await mkdir(join(folder, "node_modules", "@types"), { recursive: true });
    await run("tar", ["-xzf", join(folder, packed?.filename ?? ""), "-C", join(folder, "node_modules")]);
    await run("mv", [join(folder, "node_modules", "package"), join(folder, "node_modules", "paperkin")]);
    // Dependencies that npm would install with the package.
    for (const name of ["zod", "@types/node", "undici-types"])
      await symlink(join(checkoutRoot, "node_modules", name), join(folder, "node_modules", name));
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const example = (await readExample()).replace("http://127.0.0.1:3000", server.url);
    await writeFile(join(folder, "example.ts"), example);
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("compiles the documentation's example for browsers", { timeout: 120_000 }, async () => {
    expect(await compile(folder, settings(["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"], []))).toBe("");
  });

  it("compiles the documentation's example for Node, and runs it", { timeout: 120_000 }, async () => {
    expect(await compile(folder, settings(["ES2022"], ["node"]))).toBe("");
    const { stdout } = await run(process.execPath, [join(folder, "example.js")]);
    const lines = stdout.trim().split("\n");
    expect(lines[0]).toBe("1 of 1 papers are found by meaning");
    expect(lines[1]).toMatch(/^\d\.\d\d Teaching agents with a curriculum \(2 of 2\)$/);
    expect(lines.at(-1)).toBe("404 not_found There is no paper arxiv:0000.00000.");
  });

  it("reports a type error in a request", { timeout: 120_000 }, async () => {
    const source = await readFile(join(folder, "example.ts"), "utf8");
    await writeFile(join(folder, "example.ts"), source.replace("yearFrom: 2019", 'yearFrom: "2019"'));
    expect(await compile(folder, settings(["ES2022"], ["node"]))).toContain(
      "Type 'string' is not assignable to type 'number",
    );
    await writeFile(join(folder, "example.ts"), source);
  });
});
