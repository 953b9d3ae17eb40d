#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Library, LibraryOptions } from "../compose/library.js";
import { type Config, loadConfig } from "../config.js";
import { AppError } from "../errors.js";
import type { CommandContext, GlobalOptions, OpenOptions, PaperLibrary, ScratchLibrary } from "./context.js";
import { createFetchReport } from "../terminal/fetch-report.js";
import { listenForStop } from "../terminal/interruption.js";
import { joinLibrary } from "./library/join-library.js";
import { runProgram } from "./program.js";
import { createRemoteServices } from "./library/remote-services.js";
import { reportError } from "../terminal/report-error.js";
import { tellIfSlow } from "./print/print-if-slow.js";
import { openTerminal } from "../terminal/terminal.js";

const terminal = openTerminal();
process.exitCode = await runProgram(process.argv.slice(2), { version: readVersion(), terminal, openContext });

function openContext(globals: GlobalOptions): CommandContext {
  const { dataDir, model, url, apiKey } = globals;
  const config = loadConfig({ dataDir, model });
  return {
    globals,
    terminal,
    input: process.stdin,
    listenForStop,
    async openLibrary(options = {}) {
      const openHarvest = async () => {
        const { composeSources } = await import("../compose/sources.js");
        return composeSources(config).harvestPapers.harvest;
      };
      const connect = (server: string) =>
        createRemoteServices({ url: server, apiKey: apiKey ?? config.apiKeys[0] }, openHarvest);
      if (url !== undefined) return connect(url);
      try {
        // A first start makes the queue, and a large library is read in.
        const what = `Opening ${config.dataDir}`;
        const asked = options.keepsModel ? { ...config, model: undefined } : config;
        return await tellIfSlow(openFolder(asked, globals, options), what, { terminal, json: globals.json });
      } catch (error) {
        return await askOwner(error, { config, options, connect, quiet: globals.json === true });
      }
    },
    async checkHealth() {
      const { composeHealth } = await import("../compose/health.js");
      return composeHealth(config)();
    },
    async openBackups() {
      const { composeBackups } = await import("../compose/backups.js");
      return { place: config.dataDir, ...composeBackups(config) };
    },
    openScratch: ({ embeds }) => openScratch(globals, embeds),
    async openModels() {
      const { chooseModel, createModels } = await import("../compose/parts.js");
      return { models: createModels(config), inUse: chooseModel(config), report: createFetchReport() };
    },
    async serveMcp(library, signal) {
      const { serveOverStdio } = await import("../mcp/stdio.js");
      const logDefect = (error: unknown) => reportError(error, terminal, { json: false, debug: true });
      const { stdin: input, stdout: output } = process;
      await serveOverStdio({ library, version: readVersion(), logDefect, input, output, signal });
    },
    async serve({ port, host }) {
      const { runServer } = await import("../main.js");
      await runServer(loadConfig({ dataDir, model, port, host }));
    },
  };
}

async function openFolder(config: Config, globals: GlobalOptions, options: OpenOptions): Promise<PaperLibrary> {
  const { chooseWorkers, openMemoryQueue, openQueue } = await import("../compose/parts.js");
  if (options.previews && !existsSync(config.dataDir)) {
    const opening = { ...options, globals, workers: 0, openQueue: openMemoryQueue };
    return joinLibrary(config.dataDir, await openTemporary("paperkin-preview-", opening));
  }
  if (!options.creates) requireFolder(config);
  const workers = options.embeds ? chooseWorkers(config) : 0;
  // What a queue of this process alone forgets is put on it again; PGlite would only cost its memory and a second.
  const inMemory = options.stays === true && !isQueueShared(config);
  const queueFor = (logger: LibraryOptions["logger"]) => (inMemory ? openMemoryQueue() : openQueue(config, logger));
  return joinLibrary(config.dataDir, await openWith(config, { ...options, globals, workers, openQueue: queueFor }));
}

interface Refusal {
  readonly config: Config;
  readonly options: OpenOptions;
  readonly quiet: boolean;
  connect(address: string): PaperLibrary;
}

/** A folder that a running server has is asked through it, where it answers; else the refusal is thrown. */
async function askOwner(refusal: unknown, { config, options, connect, quiet }: Refusal): Promise<PaperLibrary> {
  const isInUse = refusal instanceof AppError && refusal.code === "folder_in_use";
  if (!isInUse || options.rebuild || options.needsFolder) throw refusal;
  const { findServer } = await import("../compose/health.js");
  const address = findServer(config);
  const server = address === undefined ? undefined : connect(address);
  const stats = await server?.readStats().catch((error: unknown) => {
    if (error instanceof AppError && error.code === "unauthorized") throw error;
  });
  if (!server || !stats) throw refusal;
  if (!quiet) terminal.note(`${config.dataDir} is served at ${server.place}, which is asked.`);
  return server;
}

async function openScratch(globals: GlobalOptions, embeds: boolean): Promise<ScratchLibrary> {
  const { openMemoryQueue, planEmbedding } = await import("../compose/parts.js");
  const workers = embeds ? Math.max(1, planEmbedding(loadConfig(), false).workers) : 0;
  const opening = { embeds, asks: embeds, globals, workers, openQueue: openMemoryQueue };
  const { services, ready, close } = await openTemporary("paperkin-eval-", opening);
  return { ...services, ready, close };
}

/** Opens an empty folder, which goes when the library is closed. */
async function openTemporary(prefix: string, opening: Opening): Promise<Library> {
  const dataDir = await mkdtemp(join(tmpdir(), prefix));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const library = await openWith(loadConfig({ dataDir, model: opening.globals.model }), opening);
    return { ...library, close: () => library.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Opening extends OpenOptions {
  readonly globals: GlobalOptions;
  readonly workers: number;
  openQueue(logger: LibraryOptions["logger"]): ReturnType<NonNullable<LibraryOptions["openQueue"]>>;
}

async function openWith(config: Config, { globals, workers, openQueue, ...options }: Opening): Promise<Library> {
  const { embeds = false, rebuild = false, asks = false, previews = false, stays = false } = options;
  const [{ chooseWorkers, createLogger, openEmbedder }, { openLibrary }, { deferEmbedder, openSparingly }] =
    await Promise.all([
      import("../compose/parts.js"),
      import("../compose/library.js"),
      import("../compose/embedder.js"),
    ]);
  const logger = createLogger(config, { fileDescriptor: 2, level: globals.debug ? "debug" : "warn" });
  const report = createFetchReport();
  const open = (part: { queries: boolean; workers: number }) => openEmbedder(config, { logger, report, ...part });
  const load = (queries: boolean) => (stays && workers > 0 ? openSparingly(open, workers) : open({ queries, workers }));
  const loadLater = () => (previews ? open({ queries: false, workers: chooseWorkers(config) }) : load(true));
  return openLibrary(config, {
    logger,
    workers,
    rebuild,
    // Where papers are embedded, a model that cannot be had must end the command before anything is on the queue.
    openEmbedder: async () => (embeds || asks ? load(asks) : deferEmbedder(config, loadLater)),
    openOther: (model) =>
      openEmbedder({ ...config, model }, { logger, report, queries: true, workers: chooseWorkers(config) || 1 }),
    changesModel: options.changesModel ?? false,
    ...(embeds && { openQueue: () => openQueue(logger) }),
  });
}

/** Only `ingest` makes a folder: an empty one at a mistyped place would only say that there are no papers. */
function requireFolder({ dataDir }: Config): void {
  if (existsSync(dataDir)) return;
  throw new AppError(
    "not_found",
    `There is no data folder ${dataDir}. Name another with --data-dir, or fill it with: paperkin ingest <file.jsonl>`,
  );
}

function isQueueShared({ redisUrl, databaseUrl }: Config): boolean {
  return redisUrl !== undefined || databaseUrl !== undefined;
}

/** The compiled file lies one folder deeper than its source. */
function readVersion(): string {
  const file = new URL(
    import.meta.url.endsWith(".ts") ? "../../package.json" : "../../../package.json",
    import.meta.url,
  );
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
