#!/usr/bin/env node
import { createReadStream, realpathSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { createFetchReport } from "./terminal/fetch-report.js";
import { greet, type Samples } from "./terminal/greet.js";
import { printError, printLine } from "./terminal/print-line.js";
import { createProgress } from "./terminal/progress.js";
import { openDataFolder } from "./compose/data-folder.js";
import { openEmbedder, planEmbedding } from "./compose/embedder.js";
import { checkMemory } from "./compose/health.js";
import type { Library } from "./compose/start-library.js";
import { createLogger } from "./compose/logger.js";
import { loadPageRenderer } from "./compose/page-renderer.js";
import { type Config, loadConfig } from "./config.js";
import { isLoopback } from "./domain/http/loopback.js";
import type { Job } from "./domain/jobs/job.js";
import { parseJsonLines } from "./domain/sources/json-lines.js";
import { AppError, describeError } from "./errors.js";
import { createApp } from "./http/app.js";
import { findPackageFile, readVersion } from "./package-files.js";
import { createMcpEndpoint, type McpEndpoint } from "./mcp/http.js";

/** Headers and request line: in a query of 10,000 characters, each may take nine bytes when percent-encoded. */
const maxHeaderBytes = 256 * 1024;
/** How long a client may take to send its headers; Node checks every 30 seconds. */
const headersMs = 20_000;
/** How long requests in progress may take to finish at shutdown. */
const drainMs = 5_000;
/** How long a first start waits for its sample papers to be embedded. */
const sampleWaitMs = 60_000;

/**
 * Runs the API process: model, data folder, queue, API and web page. Resolves when it serves; a signal stops it.
 *
 * @param openModel replaced by measurements that exclude the model
 */
export async function runServer(config: Config, openModel = openEmbedder): Promise<void> {
  tuneV8();
  requireKeys(config);
  await requireFreePort(config);
  const warning = checkMemory(config);
  if (warning !== undefined) printError(warning);
  const logger = createLogger(config, { fileDescriptor: 1 });
  const { workers, threads, why } = planEmbedding(config, true);
  logger.info({ workers, threads, why }, "Threads for embedding in this process");
  const library = await openDataFolder(config, "serve", { logger, report: createFetchReport(), openModel });
  try {
    // Before the server listens: papers sent at once, or an early stop, would otherwise prevent the import of the
    // samples.
    const samples = config.searchEngine === "embedded" ? await importSamples(library, workers > 0) : undefined;
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
    greet({
      url: `${url}${config.basePath}`,
      stats: await library.services.readStats(),
      dataDir: config.dataDir,
      isPackage: config.isPackage,
      samples,
    });
  } catch (error) {
    await library.close();
    throw error;
  }
}

/**
 * The V8 of Node 20 optimises a function once 67,584 bytes of its bytecode have run. Functions of a server meet other
 * types after that and are compiled again, which took a tenth of a question's CPU time. It also collects its whole heap
 * once that has grown by a sixth, and counts what the next small collection frees: after a thousand questions, every
 * twentieth paid for that, which took another fifth. Later versions of V8 compile in more steps.
 */
function tuneV8(): void {
  if (!process.versions.v8.startsWith("11.")) return;
  setFlagsFromString("--interrupt-budget=600000");
  setFlagsFromString("--heap-growing-percent=100");
}

/** Throws `bad_input` for settings that would open the library to other machines by mistake. */
function requireKeys({ host, apiKeys, insecure }: Config): void {
  if (isLoopback(host) || apiKeys.length > 0 || insecure) return;
  throw new AppError(
    "bad_input",
    `HOST=${host} serves other machines, and without API_KEYS anybody there can read and change the library. ` +
      "Set API_KEYS, or INSECURE=1 (--insecure) if that is intended; HOST=127.0.0.1 serves this machine only.",
  );
}

interface Parts {
  readonly library: Library;
  readonly mcp: McpEndpoint;
  readonly logger: ReturnType<typeof createLogger>;
}

async function serve(config: Config, { library: { services }, mcp, logger }: Parts): Promise<Server> {
  const logDefect = (error: unknown, request: object) => logger.error({ ...request, err: error }, "A request failed.");
  const pageDir = findPackageFile("dist/src/web");
  const version = readVersion();
  const createPageRenderer = await loadPageRenderer();
  const app = createApp({ ...config, services, mcp: mcp.handle, pageDir, createPageRenderer, version, logDefect });
  // A body may be streamed for hours, so only headers have a limit of their own here.
  const server = createServer({ maxHeaderSize: maxHeaderBytes, requestTimeout: 0, headersTimeout: headersMs }, app);
  await listen(server, config);
  return server;
}

/**
 * Fills an empty data folder with the sample papers, so that there is something to search.
 *
 * @param embeds whether this process embeds, so that the first query is also answered by meaning
 */
async function importSamples({ services }: Library, embeds: boolean): Promise<Samples | undefined> {
  const { papers } = await services.readStats();
  if (papers.papers > 0) return undefined;
  const job = await services.acceptPapers(parseJsonLines(createReadStream(findPackageFile("samples/papers.jsonl"))), {
    name: "papers.jsonl",
    format: "jsonl",
  });
  return { jobId: job.id, ...(embeds ? await embedSamples(services, job) : job.counts) };
}

/** Resolves with the counts when all are embedded or the time is up; the rest are embedded while the server runs. */
async function embedSamples({ waitForJob }: Library["services"], { id, counts: before }: Job): Promise<Job["counts"]> {
  let counts = before;
  const progress = createProgress({ stream: process.stderr, label: "Embedding the sample papers" });
  const onChange = (job: Job) => {
    counts = job.counts;
    const { embedded: done, accepted: total } = counts;
    progress.update({ done, total, text: `${done} of ${total}` });
  };
  const timeout = AbortSignal.timeout(sampleWaitMs);
  try {
    await waitForJob(id, { signal: timeout, onChange });
  } catch (error) {
    if (!timeout.aborted) throw error;
  } finally {
    progress.end();
  }
  return counts;
}

/** Fails early, before anything slow. Another program may still take the port before the server listens. */
async function requireFreePort(config: Config): Promise<void> {
  const probe = createServer();
  await listen(probe, config);
  await new Promise((resolve) => probe.close(resolve));
}

async function listen(server: Server, { port, host, isPackage }: Config): Promise<void> {
  const startOn = (other: number) => (isPackage ? `npx paperkin serve --port ${other}` : `PORT=${other} npm start`);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const advice =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use: stop the program that uses it, or choose another, as in: ${startOn(port + 1)}`
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

/** The first signal shuts down gracefully, a second one exits at once, which loses no data. */
function endOnSignals(close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(130);
    ending = true;
    printLine("Finishing work in progress and saving. Press Ctrl-C again to exit at once.");
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
