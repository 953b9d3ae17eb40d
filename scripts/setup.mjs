#!/usr/bin/env node
import { checkNode } from "./check-node.mjs";
import { checkOpenFiles } from "./check-open-files.mjs";
import { withSetupLock } from "./setup-lock.mjs";

/*
 * Makes a checkout ready to run: installs what is missing and builds what changed. `npm start`, `npm test` and similar
 * scripts call it first. It prints nothing if everything is ready.
 */
checkNode();
checkOpenFiles();
// Loaded after the check, because an old Node would fail on their syntax without a clear message.
const [{ dependenciesAreReady, installDependencies }, { buildIsFresh, build }, { runStep, SetupError }] =
  await Promise.all([import("./dependencies.mjs"), import("./build.mjs"), import("./run-step.mjs")]);

try {
  if (!dependenciesAreReady() || !buildIsFresh()) {
    await withSetupLock(async () => {
      if (!dependenciesAreReady()) await installDependencies();
      if (!buildIsFresh()) await runStep("compiling to dist", build);
    });
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\npaperkin cannot be set up: ${error.message}\n`);
  process.exitCode = 1;
}
