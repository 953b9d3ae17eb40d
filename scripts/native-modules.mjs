import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { listInstructionSets, runsOn } from "./processor.mjs";
import { runNpm } from "./run-step.mjs";

/*
 * Packages that are compiled on this machine if no prebuilt binary fits, each with its own script for that. One is worth
 * compiling for this very processor: with its vector instructions HNSW takes a third less time.
 */
const nativeModules = [
  { name: "better-sqlite3", binding: "build/Release/better_sqlite3.node", script: "install" },
  { name: "hnswlib-node", binding: "build/Release/addon.node", script: "rebuild", forProcessor: true },
];
const require = createRequire(import.meta.url);
const compilerHint =
  "Compiling needs python3, make and a C++ compiler " +
  "(Debian: apt-get install python3 make g++; macOS: xcode-select --install).";

/** The native modules that this Node cannot load: not compiled yet, or compiled for another version of Node. */
export function findUncompiledModules() {
  return nativeModules.filter((nativeModule) => !loads(nativeModule));
}

export function listNames(modules) {
  return modules.map(({ name }) => name).join(" and ");
}

/** Compiles the modules in parallel, or one after the other on a single core. All have ended when it rejects. */
export async function compileModules(modules) {
  const cores = availableParallelism();
  // node-gyp reads JOBS: with two cores, each module uses one; more cores are shared by the files of a module.
  const settings = { JOBS: String(Math.max(1, cores - 1)), ...findHeaders() };
  if (cores === 1) {
    for (const nativeModule of modules) await compileModule(nativeModule, settings);
    return;
  }
  const outcomes = await Promise.allSettled(modules.map((nativeModule) => compileModule(nativeModule, settings)));
  for (const { status, reason } of outcomes) if (status === "rejected") throw reason;
}

/** Other processors would end the process at the first instruction that they lack, so this is known before loading. */
export function fitsProcessor() {
  return nativeModules.every((nativeModule) => runsOn(readRecord(nativeModule), listInstructionSets()));
}

function loads(nativeModule) {
  const { name, binding } = nativeModule;
  try {
    if (!runsOn(readRecord(nativeModule), listInstructionSets())) return false;
    require(join(findFolder(name), binding));
    return true;
  } catch {
    return false;
  }
}

/** npm runs a named script even if `ignore-scripts` is set, and provides node-gyp. */
async function compileModule(nativeModule, settings) {
  const { name, script, forProcessor } = nativeModule;
  const compiledFor = forProcessor && !isPortable() ? listInstructionSets() : undefined;
  const CXXFLAGS = `${process.env.CXXFLAGS ?? ""} -O3 -march=native`;
  const env = compiledFor === undefined ? settings : { ...settings, CXXFLAGS };
  rmSync(recordFile(nativeModule), { force: true });
  await runNpm(["run", script], { cwd: findFolder(name), env, hint: compilerHint });
  if (compiledFor !== undefined) writeFileSync(recordFile(nativeModule), compiledFor);
}

/** An image runs on other machines than the one that builds it. */
function isPortable() {
  return process.env.PAPERKIN_PORTABLE === "1";
}

/** The instruction sets that a module was compiled for; `undefined` if all processors have them. */
function readRecord(nativeModule) {
  try {
    return readFileSync(recordFile(nativeModule), "utf8");
  } catch {
    return undefined;
  }
}

/** Compiling empties the folder of the binary, so a record never outlives what it describes. */
function recordFile({ name, binding }) {
  return join(dirname(join(findFolder(name), binding)), "compiled-for.txt");
}

function findFolder(name) {
  return dirname(require.resolve(`${name}/package.json`));
}

/** The headers of this Node, if present; otherwise node-gyp downloads them, or uses those of another Node. */
export function findHeaders() {
  const nodeFolder = dirname(dirname(process.execPath));
  const versionFile = join(nodeFolder, "include", "node", "node_version.h");
  if (!existsSync(versionFile)) return {};
  const text = readFileSync(versionFile, "utf8");
  const [major, minor] = ["MAJOR", "MINOR"].map((part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]);
  return process.versions.node.startsWith(`${major}.${minor}.`) ? { npm_config_nodedir: nodeFolder } : {};
}
