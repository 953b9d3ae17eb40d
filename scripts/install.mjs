#!/usr/bin/env node
import { dependenciesAreReady, installDependencies } from "./dependencies.mjs";
import { SetupError } from "./run-step.mjs";

/* The first half of the set-up: packages only. A container image builds it as a separate layer, before the sources. */
try {
  if (!dependenciesAreReady()) await installDependencies();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
