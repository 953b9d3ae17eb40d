#!/usr/bin/env node
import { createReadStream, realpathSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createFetchReport } from "./terminal/fetch-report.js";
import { greet } from "./terminal/greet.js";
import { printError, printLine } from "./terminal/print-line.js";
import { createLogger, findPackageFile, openEmbedder, openQueue, planEmbedding, readVersion } from "./compose/parts.js";
import { type Library, openLibrary } from "./compose/library.js";
import { type Config, loadConfig } from "./config.js";
import { parseJsonLines } from "./domain/sources/json-lines.js";
import { AppError, describeError } from "./errors.js";
import { createApp } from "./http/app.js";
import { createMcpEndpoint, type McpEndpoint } from "./mcp/http.js";

/** Headers and address line: a question of 10,000 characters may take three bytes each, percent-encoded. */
const longestHeaderBytes = 256 * 1024;
/** How long answers under way may take to end when the process is asked to. */
const drainMs = 5_000;

/**
 * The API process: model, data folder, queue, API and page. Resolves when it serves; signals end it.
 *
 * @param openModel measurements of what lies around the model put one in its place
 */
export async function runServer(config: Config, openModel = openEmbedder): Promise<void> {
  const logger = createLogger(config, { fileDescriptor: 1 });
  const { workers, threads, why } = planEmbedding(config, true);
  logger.info({ workers, threads, why }, "This process embeds with so many threads");
  const report = createFetchReport();
  const library = await openLibrary(config, {
    logger,
    workers,
    openEmbedder: () => openModel(config, { logger, report, queries: true, workers }),
    openOther: (model) =>
      openModel({ ...config, model }, { logger, report, queries: true, workers: Math.max(1, workers), beside: true }),
    changesModel: true,
    openQueue: () => openQueue(config, logger),
  });
  try {
    // Before anyone is let in: whoever sends papers at once, or ends the process, would keep the samples out otherwise.
    const taken = await takeInSamples(library);
    const mcp = createMcpEndpoint({
      library: library.services,
      version: readVersion(),
      logDefect: (error, call) => logger.error({ ...call, err: error }, "A tool failed."),
    });
    const server = await serve(config, { library, mcp, logger });
    const url = formatUrl(server.address() as AddressInfo);
    library.announce(url);
    endOnSignals(async () => {
      await mcp.close();
      await drain(server);
      await library.close();
    });
    greet({ url, stats: await library.services.readStats(), dataDir: config.dataDir, taken });
  } catch (error) {
    await library.close();
    throw error;
  }
}

interface Parts {
  readonly library: Library;
  readonly mcp: McpEndpoint;
  readonly logger: ReturnType<typeof createLogger>;
}

async function serve(config: Config, { library: { services }, mcp, logger }: Parts): Promise<Server> {
  const logDefect = (error: unknown, request: object) => logger.error({ ...request, err: error }, "A request failed.");
  const { apiKeys, host, bodyLimitBytes } = config;
  const pageDir = findPackageFile("dist/src/web");
  const version = readVersion();
  const app = createApp({ services, mcp: mcp.handle, apiKeys, host, bodyLimitBytes, pageDir, version, logDefect });
  const server = createServer({ maxHeaderSize: longestHeaderBytes, requestTimeout: 0 }, app);
  await listen(server, config);
  return server;
}

/** Fills an empty data folder with the sample papers, so that there is something to ask about. */
async function takeInSamples({ services }: Library): Promise<number> {
  const { papers } = await services.readStats();
  if (papers.papers > 0) return 0;
  const job = await services.acceptPapers(parseJsonLines(createReadStream(findPackageFile("samples/papers.jsonl"))));
  return job.counts.accepted;
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const advice =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use: stop what has it, or choose another, as in: PORT=${port + 1} npm start`
          : describeError(error);
      reject(new AppError("unavailable", advice, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function formatUrl({ address, family, port }: AddressInfo): string {
  const host = address === "0.0.0.0" || address === "::" ? "localhost" : address;
  return `http://${family === "IPv6" && host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The first signal ends the process in order, a second one at once: SQLite and the next start lose nothing by it. */
function endOnSignals(close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(130);
    ending = true;
    printLine("Finishing what is under way and saving. Ctrl-C again ends at once.");
    void close().then(
      () => process.exit(0),
      (error: unknown) => {
        printError(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(impatience);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await runServer(loadConfig());
  } catch (error) {
    printError(error);
    process.exit(2);
  }
}
