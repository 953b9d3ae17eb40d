import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutRoot } from "../support/spawn-program.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

/*
 * The packed package in the node_modules of a project, next to stand-ins for the dependencies that npm installs. A real
 * npm installation that serves requests is checked by .ci/check-package.mjs.
 */

const run = promisify(execFile);
const bindings = { "better-sqlite3": "better_sqlite3.node", "hnswlib-node": "addon.node" };
const cudaLibraries = ["cuda", "shared", "tensorrt"].map((part) => `libonnxruntime_providers_${part}.so`);

describe("the installed command", () => {
  let tarball = "";
  beforeAll(async () => {
    const folder = await makeTemporaryFolder();
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: checkoutRoot });
    const [packed] = JSON.parse(stdout) as { filename: string }[];
    tarball = join(folder, packed?.filename ?? "");
  }, 60_000);
  afterAll(removeTemporaryFolders);

  it("ships every file it runs, and no sources, tests or cached models", async () => {
    const { stdout } = await run("tar", ["-tzf", tarball]);
    const files = stdout.split("\n").map((path) => path.replace("package/", ""));
    for (const path of ["scripts/paperkin.mjs", "dist/src/main.js", "models/manifest.json", "samples/papers.jsonl"])
      expect(files).toContain(path);
    const imported = files.filter((path) => path.startsWith("scripts/"));
    for (const path of imported) {
      const text = await readFile(join(checkoutRoot, path), "utf8");
      for (const [, name = ""] of text.matchAll(/(?:from |import\()"\.\/([\w-]+\.mjs)"/g))
        expect(files).toContain(`scripts/${name}`);
    }
    expect(files.filter((path) => /^(src|tests|dist\/tests|models\/cache)\//.test(path))).toEqual([]);
  });

  it("compiles native modules that npm skipped, reports it once, and keeps its data in the user's folder", async () => {
    const modules = await install(tarball);
    const compile = "node -e \"require('fs').cpSync('ready', 'build/Release', { recursive: true })\"";
    for (const [name, binding] of Object.entries(bindings)) {
      const [from, to] = [join(checkoutRoot, "node_modules", name), join(modules, name)];
      await cp(join(from, "lib"), join(to, "lib"), { recursive: true });
      await cp(join(from, "build", "Release", binding), join(to, "ready", binding));
      await writePackage(to, compile);
    }
    const home = dirname(modules);
    const first = await runCommand(modules, ["--version"]);
    expect(first.stderr).toMatch(/^setup: compiling better-sqlite3 and hnswlib-node for this Node … \d+\.\d s\n$/);
    expect(first.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const second = await runCommand(modules, ["--version"]);
    expect(second).toEqual({ code: 0, stdout: first.stdout, stderr: "" });
    const search = await runCommand(modules, ["search", "bees"]);
    expect(search.code).toBe(2);
    const data = { darwin: "Library/Application Support/paperkin", win32: "AppData/Local/paperkin" }[
      process.platform as string
    ];
    expect(search.stderr).toContain(join(home, data ?? ".local/share/paperkin"));
  });

  it("names the missing tools when a native module cannot be compiled", async () => {
    const modules = await install(tarball);
    for (const name of Object.keys(bindings)) await writePackage(join(modules, name), "exit 7");
    const { code, stderr } = await runCommand(modules, ["--version"]);
    expect(code).toBe(1);
    expect(stderr).toContain("paperkin cannot be set up: ");
    expect(stderr).toContain("Compiling needs python3, make and a C++ compiler");
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  it("skips the download of CUDA libraries unless they are requested or already present", async () => {
    const modules = await install(tarball);
    const libraries = join(modules, "onnxruntime-node", "bin", "napi-v6", "linux", "x64");
    await mkdir(libraries, { recursive: true });
    await writeFile(join(modules, "onnxruntime-node", "package.json"), '{ "name": "onnxruntime-node" }');
    await mkdir(join(modules, "@huggingface", "transformers"), { recursive: true });
    await writeFile(join(modules, "@huggingface", "transformers", "index.js"), "");
    const { scripts } = JSON.parse(await readFile(join(modules, "paperkin", "package.json"), "utf8")) as {
      scripts: { preinstall: string };
    };
    const runScript = (env: Record<string, string>) =>
      run(process.execPath, scripts.preinstall.split(" ").slice(1), { cwd: join(modules, "paperkin"), env });

    await runScript({ ONNXRUNTIME_NODE_INSTALL: "cuda12" });
    expect(await readdir(libraries)).toEqual([]);
    await writeFile(join(libraries, cudaLibraries[0] ?? ""), "a library");
    await runScript({});
    expect((await readdir(libraries)).toSorted()).toEqual(cudaLibraries);
    const sizes = await Promise.all(cudaLibraries.map(async (name) => (await stat(join(libraries, name))).size));
    expect(sizes).toEqual([9, 0, 0]);
  });
});

/** Makes a node_modules folder with the package and links to the checkout's packages, except those that tests make. */
async function install(tarball: string): Promise<string> {
  const modules = join(await makeTemporaryFolder(), "node_modules");
  await mkdir(modules);
  await run("tar", ["-xzf", tarball, "-C", modules]);
  await run("mv", [join(modules, "package"), join(modules, "paperkin")]);
  const made = new Set(["@huggingface", "onnxruntime-node", ...Object.keys(bindings)]);
  for (const name of await readdir(join(checkoutRoot, "node_modules")))
    if (!made.has(name) && !name.startsWith("."))
      await symlink(join(checkoutRoot, "node_modules", name), join(modules, name));
  return modules;
}

/** Writes a package that is compiled by the given command. */
async function writePackage(folder: string, compile: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const scripts = { install: compile, rebuild: compile };
  const text = JSON.stringify({ name: basename(folder), version: "1.0.0", main: "lib/index.js", scripts });
  await writeFile(join(folder, "package.json"), text);
}

interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the package's command with the installation folder as the user's home. */
async function runCommand(modules: string, parameters: readonly string[]): Promise<CommandRun> {
  const { bin } = JSON.parse(await readFile(join(modules, "paperkin", "package.json"), "utf8")) as {
    bin: { paperkin: string };
  };
  const home = dirname(modules);
  const env = { PATH: process.env["PATH"], HOME: home, USERPROFILE: home };
  return run(process.execPath, [join(modules, "paperkin", bin.paperkin), ...parameters], { env }).then(
    (streams) => ({ code: 0, ...streams }),
    (error: CommandRun) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}
