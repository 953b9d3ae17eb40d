#!/usr/bin/env node
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkNode } from "./check-node.mjs";
import { checkOpenFiles } from "./check-open-files.mjs";

/*
 * The `paperkin` command of the installed package. npm compiles the native modules at installation only if it may run
 * install scripts, and a newer Node cannot load those of an older one, so this command compiles missing ones.
 */
const main = new URL("../dist/src/cli/main.js", import.meta.url);
checkNode();
checkOpenFiles();
const { compileModules, findUncompiledModules, listNames } = await import("./native-modules.mjs");
if (findUncompiledModules().length === 0) await import(main);
else {
  await compile();
  runInNewProcess();
}

async function compile() {
  const { runStep, SetupError } = await import("./run-step.mjs");
  const { withSetupLock } = await import("./setup-lock.mjs");
  try {
    await withSetupLock(async () => {
      const uncompiled = findUncompiledModules();
      if (uncompiled.length === 0) return;
      await runStep(`compiling ${listNames(uncompiled)} for this Node`, () => compileModules(uncompiled));
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\npaperkin cannot be set up: ${error.message}\n`);
    process.exit(1);
  }
}

/** Node does not retry a module that failed to load in the same process, even if the file has changed. */
function runInNewProcess() {
  const child = spawn(process.execPath, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: "inherit" });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  // A terminal sends Ctrl-C to both.
  process.on("SIGINT", () => undefined);
  child.once("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}
