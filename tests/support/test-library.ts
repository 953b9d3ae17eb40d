import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createMemoryEmbedQueue } from "../../src/adapters/memory/embed-queue.js";
import { openClusterLibrary } from "../../src/compose/cluster/cluster-library.js";
import { openLibrary } from "../../src/compose/library.js";
import type { Library, LibraryOptions } from "../../src/compose/start-library.js";
import { type Config, type ConfigOverrides, loadConfig } from "../../src/config.js";
import type { Job } from "../../src/domain/jobs/job.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import type { Services } from "../../src/services/services.js";
import { clearPlace, placeInCluster, testsCluster } from "./cluster-place.js";
import { createLogCollector, type LogLine } from "./queue-options.js";

export interface TestLibrary extends Library {
  readonly config: Config;
  readonly folder: string;
  readonly logged: readonly LogLine[];
  /** Closes the library and removes its folder. */
  dispose(): Promise<void>;
}

export interface TestLibraryOptions extends Partial<Omit<LibraryOptions, "logger">> {
  /** The folder of an earlier library; a new one by default. */
  readonly folder?: string;
  readonly config?: ConfigOverrides;
}

/** Another fake model to change to, under a name that the API examples use. */
export const otherFakeModel = { id: "all-MiniLM-L6-v2", dimensions: 32 };

/** The real composition over a separate folder, with the fake embedder and an in-memory queue. */
export async function openTestLibrary(options: TestLibraryOptions = {}): Promise<TestLibrary> {
  const { folder = await mkdtemp(join(tmpdir(), "paperkin-test-")), config: overrides, ...rest } = options;
  const config = loadConfig({ ...overrides, dataDir: folder }, {});
  const { logger, lines } = createLogCollector();
  const place = placeInCluster(folder);
  const settings: LibraryOptions = {
    opening: "ingest",
    openEmbedder: async () => createFakeEmbedder(),
    openOther: async (id) => createFakeEmbedder(id === otherFakeModel.id ? otherFakeModel : {}),
    knownModels: [createFakeEmbedder().model, createFakeEmbedder(otherFakeModel).model],
    openQueue: async () => createMemoryEmbedQueue({ firstRetryMs: 1 }),
    workers: 1,
    logger,
    ...rest,
  };
  const library = testsCluster
    ? await openClusterLibrary(config, { ...settings, place })
    : await openLibrary(config, settings);
  const dispose = async () => {
    await library.close();
    if (testsCluster) await clearPlace(place);
    await rm(folder, { recursive: true, force: true });
  };
  return { ...library, config, folder, logged: lines, dispose };
}

/** Imports papers and waits until they are found by meaning. */
export async function ingest(services: Services, papers: readonly unknown[]): Promise<Job> {
  const { id } = await services.acceptPapers(toRecords(papers));
  return services.waitForJob(id);
}

export async function* toRecords(papers: readonly unknown[]): AsyncGenerator<SourceRecord> {
  for (const [index, value] of papers.entries()) yield { line: index + 1, value };
}
