#!/usr/bin/env node
import type { Library } from "../compose/start-library.js";
import { type Config, loadConfig } from "../config.js";
import { readNamedKey } from "../domain/readers/named-key.js";
import { type Opening, openings } from "../domain/library/opening.js";
import { AppError } from "../errors.js";
import { readVersion } from "../package-files.js";
import type { CommandContext, GlobalOptions, LibraryOpening, PaperLibrary } from "./context.js";
import { createFetchReport } from "../terminal/fetch-report.js";
import { listenForStop } from "../terminal/stop-signal.js";
import { createLocalLibrary } from "./library/local-library.js";
import { requireFolder } from "./library/require-folder.js";
import { runProgram } from "./program.js";
import { createRemoteServices } from "./library/remote-services.js";
import { reportError } from "../terminal/report-error.js";
import { printIfSlow } from "./print/print-if-slow.js";
import { openTerminal } from "../terminal/terminal.js";

const terminal = openTerminal();
process.exitCode = await runProgram(process.argv.slice(2), { version: readVersion(), terminal, openContext });

function openContext(globals: GlobalOptions): CommandContext {
  const { dataDir, model } = globals;
  const config = loadConfig({ dataDir, model });
  return {
    globals,
    terminal,
    input: process.stdin,
    listenForStop,
    openLibrary: (opening) => openLibrary(config, globals, opening),
    async checkHealth() {
      const { composeHealth } = await import("../compose/health.js");
      return composeHealth(config)();
    },
    async openBackups() {
      const { composeBackups } = await import("../compose/backups.js");
      return { place: config.dataDir, ...composeBackups(config) };
    },
    async openScratch(opening) {
      const { services, ready, close } = await openFolder(loadConfig({ model }), globals, opening);
      return { ...services, ready, close };
    },
    async openModels() {
      const { chooseModel, createModels } = await import("../compose/embedder.js");
      const models = createModels(config);
      return { models, inUse: chooseModel(config, models), report: createFetchReport() };
    },
    async serveMcp(library, signal) {
      const { serveOverStdio } = await import("../mcp/stdio.js");
      const logDefect = (error: unknown) => reportError(error, terminal, { json: false, debug: true });
      const { stdin: input, stdout: output } = process;
      await serveOverStdio({ library, version: readVersion(), logDefect, input, output, signal });
    },
    async serve({ port, host, insecure }) {
      const { runServer } = await import("../main.js");
      await runServer(loadConfig({ dataDir, model, port, host, insecure }));
    },
  };
}

/** Opens the library of the server that `--url` names, or else of the data folder. */
async function openLibrary(config: Config, globals: GlobalOptions, opening: LibraryOpening): Promise<PaperLibrary> {
  const connect = (url: string) => connectServer(config, { ...globals, url });
  if (globals.url !== undefined) return connect(globals.url);
  const { dataDir } = config;
  try {
    if (openings[opening].folder === "required") requireFolder(dataDir);
    // The first start creates the queue, and a large library takes some seconds to load.
    const what = { terminal, json: globals.json, text: `Opening ${dataDir}` };
    return createLocalLibrary(dataDir, await printIfSlow(openFolder(config, globals, opening), what));
  } catch (error) {
    const isInUse = error instanceof AppError && error.code === "folder_in_use";
    const server = isInUse && openings[opening].asksServer ? await findOwner(config, connect) : undefined;
    if (!server) throw error;
    if (!globals.json) terminal.note(`A server has ${dataDir} open: using ${server.place}.`);
    return server;
  }
}

function connectServer(config: Config, { url, apiKey }: GlobalOptions & { readonly url: string }): PaperLibrary {
  const [own] = config.apiKeys;
  const ownKey = own === undefined ? undefined : readNamedKey(own).key;
  return createRemoteServices({ url, apiKey: apiKey ?? ownKey }, async () => {
    const { composeSources } = await import("../compose/sources.js");
    return composeSources(config).harvestPapers.harvest;
  });
}

/** Connects to the server that has the data folder open; resolves with undefined if it does not answer. */
async function findOwner(config: Config, connect: (url: string) => PaperLibrary): Promise<PaperLibrary | undefined> {
  const { findServer } = await import("../compose/data-folder.js");
  const address = findServer(config);
  const server = address === undefined ? undefined : connect(address);
  const stats = await server?.readStats().catch((error: unknown) => {
    if (error instanceof AppError && error.code === "unauthorized") throw error;
  });
  return stats ? server : undefined;
}

async function openFolder(config: Config, { debug }: GlobalOptions, opening: Opening): Promise<Library> {
  const [{ createLogger }, { openDataFolder }] = await Promise.all([
    import("../compose/logger.js"),
    import("../compose/data-folder.js"),
  ]);
  const logger = createLogger(config, { fileDescriptor: 2, level: debug ? "debug" : "warn" });
  return openDataFolder(config, opening, { logger, report: createFetchReport() });
}
