#!/usr/bin/env node
import { composeWorker, createLogger } from "../src/compose.js";
import { loadConfig } from "../src/config.js";
import { AppError, describeError } from "../src/errors.js";

/** A stateless embed worker: it needs the queue's address and the model, and touches no data folder. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config, { fileDescriptor: 1 });
  if (config.redisUrl === undefined && config.databaseUrl === undefined) {
    const advice = "set REDIS_URL or DATABASE_URL, as for the API. Without them the API embeds by itself (WORKERS).";
    throw new AppError("bad_input", `A worker needs the queue's address: ${advice}`);
  }
  let told = "";
  const worker = await composeWorker(config, logger, ({ message }) => {
    if (message !== told) logger.info({ model: config.model }, message);
    told = message;
  });
  logger.info({ model: config.model }, "The worker takes batches. Ctrl-C ends it after the one under way.");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      logger.info({ signal }, "The worker finishes its batch and ends.");
      void worker.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`paperkin worker: ${describeError(error)}\n`);
  process.exit(2);
});
