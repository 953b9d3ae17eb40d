#!/usr/bin/env node
import { checkNode } from "./check-node.mjs";

/*
 * The command `paperkin` of the installed package. npm compiles the native modules at installation only where it may
 * run install scripts, and a newer Node cannot load those of an older one: what is missing is compiled here.
 */
checkNode();
const { compileModules, findUncompiledModules } = await import("./native-modules.mjs");
if (findUncompiledModules().length > 0) await compile();
await import("../dist/src/cli/main.js");

async function compile() {
  const [{ runStep, SetupError }, { withSetupLock }] = await Promise.all([
    import("./run-step.mjs"),
    import("./setup-lock.mjs"),
  ]);
  try {
    await withSetupLock(async () => {
      const uncompiled = findUncompiledModules();
      if (uncompiled.length === 0) return;
      await runStep(`compiling ${uncompiled.join(" and ")} for this Node`, () => compileModules(uncompiled));
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\npaperkin cannot be set up: ${error.message}\n`);
    process.exit(1);
  }
}
