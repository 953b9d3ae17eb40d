import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram, runStep } from "./run-step.mjs";

/*
 * .npmrc keeps npm from running any package's install script: the one of onnxruntime-node would fetch 300 MB of CUDA
 * libraries that nothing here uses, and fail without a network. The two packages that must be compiled are built here.
 */
const compiled = ["better-sqlite3", "hnswlib-node"];
const bindings = {
  "better-sqlite3": "build/Release/better_sqlite3.node",
  "hnswlib-node": "build/Release/addon.node",
};
const modules = join(root, "node_modules");
const marker = join(modules, ".paperkin-setup");
const compilerHint =
  `${compiled.join(" and ")} are compiled on this machine where no ready binary fits: that needs python3, make and ` +
  "a C++ compiler (Debian: apt-get install python3 make g++; macOS: xcode-select --install).";

/** Whether the packages of package-lock.json are installed, and compiled for this Node. */
export function dependenciesAreReady() {
  return existsSync(marker) && readFileSync(marker, "utf8") === describeWanted();
}

/** Installs what package-lock.json names, unless a plain `npm ci` did so before, and compiles what must be. */
export async function installDependencies() {
  if (!lockIsInstalled()) {
    await runStep("installing packages (npm ci)", () => runNpm(["ci", "--no-audit", "--no-fund"]));
  }
  if (!compiledForThisNode()) {
    await runStep(`compiling ${compiled.join(", ")}`, () =>
      runNpm(["rebuild", ...compiled, "--ignore-scripts=false"], compilerHint),
    );
  }
  writeFileSync(marker, describeWanted());
}

/** npm's own record of what it put into node_modules, against what the lock names for this platform. */
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

/** A binary that an install of before left behind counts only when it was for this Node and this lock. */
function compiledForThisNode() {
  const before = existsSync(marker) ? readFileSync(marker, "utf8") : "";
  const sameNode = before === "" || before.endsWith(describeNode());
  return sameNode && compiled.every((name) => existsSync(join(modules, name, bindings[name])));
}

/** The npm that called us, else the one on the PATH. */
function runNpm(args, hint = "") {
  const caller = process.env.npm_execpath;
  if (caller?.endsWith(".js")) return runProgram(process.execPath, { args: [caller, ...args], hint });
  const program = process.platform === "win32" ? "npm.cmd" : "npm";
  return runProgram(program, { args, hint });
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
