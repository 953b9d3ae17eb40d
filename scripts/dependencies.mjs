import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileModules, findUncompiledModules, fitsProcessor, listNames } from "./native-modules.mjs";
import { root, runNpm, runStep } from "./run-step.mjs";

/*
 * .npmrc keeps npm from running any package's install script: the one of onnxruntime-node would fetch 300 MB of CUDA
 * libraries that nothing here uses, and fail without a network. The native modules are compiled here.
 */
const modules = join(root, "node_modules");
const marker = join(modules, ".paperkin-setup");

/** Whether the packages of package-lock.json are installed, and compiled for this Node and this processor. */
export function dependenciesAreReady() {
  return existsSync(marker) && readFileSync(marker, "utf8") === describeWanted() && fitsProcessor();
}

/**
 * Installs the packages of package-lock.json unless `npm ci` has done so already, and compiles the native modules that
 * need it.
 */
export async function installDependencies() {
  if (!lockIsInstalled()) {
    await runStep("installing packages (npm ci)", () => runNpm(["ci", "--no-audit", "--no-fund"]));
  }
  const uncompiled = findUncompiledModules();
  if (uncompiled.length > 0) await runStep(`compiling ${listNames(uncompiled)}`, () => compileModules(uncompiled));
  writeFileSync(marker, describeWanted());
}

/** Compares npm's record of node_modules with the lock's packages for this platform. */
function lockIsInstalled() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages);
  return wanted.every(([path, { version, optional }]) => {
    if (path === "") return true;
    return installed[path] === undefined ? optional === true : installed[path].version === version;
  });
}

function describeWanted() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${lock} ${describeNode()}`;
}

function describeNode() {
  return `${process.platform} ${process.arch} ${process.versions.modules}`;
}
