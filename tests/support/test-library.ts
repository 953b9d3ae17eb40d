import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createMemoryEmbedQueue } from "../../src/adapters/memory/memory-embed-queue.js";
import { type Library, type LibraryOptions, openLibrary } from "../../src/compose.js";
import { type Config, type ConfigOverrides, loadConfig } from "../../src/config.js";
import type { Job } from "../../src/domain/job.js";
import type { SourceRecord } from "../../src/domain/json-lines.js";
import type { Logger } from "../../src/ports/logger.js";
import type { Services } from "../../src/services/services.js";

export interface TestLibrary extends Library {
  readonly config: Config;
  readonly folder: string;
  readonly logged: readonly LogLine[];
  /** Closes the library and removes its folder. */
  dispose(): Promise<void>;
}

export interface TestLibraryOptions extends Partial<Omit<LibraryOptions, "logger">> {
  /** A folder of an earlier library; a new one by default. */
  readonly folder?: string;
  readonly config?: ConfigOverrides;
}

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The real composition over a folder of its own, with the fake embedder and the queue in memory. */
export async function openTestLibrary(options: TestLibraryOptions = {}): Promise<TestLibrary> {
  const { folder = await mkdtemp(join(tmpdir(), "paperkin-test-")), config: overrides, ...rest } = options;
  const config = loadConfig({ ...overrides, dataDir: folder }, {});
  const { logger, lines } = createListLogger();
  const library = await openLibrary(config, {
    openEmbedder: async () => createFakeEmbedder(),
    openQueue: async () => createMemoryEmbedQueue({ firstRetryMs: 1 }),
    workers: 1,
    logger,
    ...rest,
  });
  const dispose = async () => {
    await library.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...library, config, folder, logged: lines, dispose };
}

/** A logger that keeps what it is told. */
export function createListLogger(): { logger: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep = (level: LogLine["level"]) => (fields: LogLine["fields"], message: string) =>
    void lines.push({ level, message, fields });
  return { logger: { info: keep("info"), warn: keep("warn"), error: keep("error") }, lines };
}

/** Takes papers in and waits until they are found by meaning. */
export async function ingest(services: Services, papers: readonly unknown[]): Promise<Job> {
  const { id } = await services.acceptPapers(toRecords(papers));
  return services.waitForJob(id);
}

export async function* toRecords(papers: readonly unknown[]): AsyncGenerator<SourceRecord> {
  for (const [index, value] of papers.entries()) yield { line: index + 1, value };
}
