import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { runNpm } from "./run-step.mjs";

/* The packages that are compiled on this machine where no ready binary fits, and their own script that does so. */
const nativeModules = [
  { name: "better-sqlite3", binding: "build/Release/better_sqlite3.node", script: "install" },
  { name: "hnswlib-node", binding: "build/Release/addon.node", script: "rebuild" },
];
const require = createRequire(import.meta.url);
const compilerHint =
  "Compiling needs python3, make and a C++ compiler " +
  "(Debian: apt-get install python3 make g++; macOS: xcode-select --install).";

/** The native modules that this Node cannot load: not compiled yet, or compiled for another version of Node. */
export function findUncompiledModules() {
  return nativeModules.filter((nativeModule) => !loads(nativeModule)).map(({ name }) => name);
}

/** Compiles the modules side by side; with a single core, one after the other. */
export async function compileModules(names) {
  const cores = availableParallelism();
  // node-gyp reads JOBS: with two cores each module has one, with more the files of a module share the rest.
  const settings = { JOBS: String(Math.max(1, cores - 1)), ...findHeaders() };
  const compile = (name) => compileModule(name, settings);
  if (cores > 1) await Promise.all(names.map(compile));
  else for (const name of names) await compile(name);
}

function loads({ name, binding }) {
  try {
    require(join(findFolder(name), binding));
    return true;
  } catch {
    return false;
  }
}

/** npm runs a named script even where `ignore-scripts` is set, and brings node-gyp along. */
function compileModule(name, settings) {
  const { script } = nativeModules.find((nativeModule) => nativeModule.name === name);
  return runNpm(["run", script], { cwd: findFolder(name), env: settings, hint: compilerHint });
}

function findFolder(name) {
  return dirname(require.resolve(`${name}/package.json`));
}

/** The headers that came with this Node, if any: node-gyp downloads them otherwise, or takes those of another Node. */
export function findHeaders() {
  const nodeFolder = dirname(dirname(process.execPath));
  const versionFile = join(nodeFolder, "include", "node", "node_version.h");
  if (!existsSync(versionFile)) return {};
  const text = readFileSync(versionFile, "utf8");
  const [major, minor] = ["MAJOR", "MINOR"].map((part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]);
  return process.versions.node.startsWith(`${major}.${minor}.`) ? { npm_config_nodedir: nodeFolder } : {};
}
