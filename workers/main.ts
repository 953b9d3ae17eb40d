#!/usr/bin/env node
import { createFetchReport } from "../src/terminal/fetch-report.js";
import { printError, printLine } from "../src/terminal/print-line.js";
import { startEmbedWorker } from "../src/compose/embed-worker.js";
import { createLogger } from "../src/compose/logger.js";
import { loadConfig } from "../src/config.js";
import { AppError } from "../src/errors.js";

/** A stateless embed worker: needs the queue's address and the model, and uses no data folder. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config, { fileDescriptor: 1 });
  if (config.redisUrl === undefined && config.databaseUrl === undefined) {
    const advice =
      "set REDIS_URL or DATABASE_URL, as for the API. Without them, the API process embeds papers itself (WORKERS).";
    throw new AppError("bad_input", `A worker needs the queue's address: ${advice}`);
  }
  const worker = await startEmbedWorker(config, { logger, report: createFetchReport() });
  const { threads, why } = worker.plan;
  const size = `${threads} ${threads === 1 ? "thread" : "threads"} (${why})`;
  const models = `${worker.model}, or the model that replaces it,`;
  printLine(`This worker embeds batches for ${models} with ${size}. Ctrl-C stops it after the current batch.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      printLine("Stopping after the current batch.");
      void worker.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  printError(error);
  process.exit(2);
});
