import { createMemoryTurns } from "../adapters/memory/turns.js";
import { createBm25Index } from "../adapters/bm25/keyword-index.js";
import { createGuessLanguage } from "../adapters/eld/guess-language.js";
import { locateIndexes, removeIndexes } from "../adapters/index-folders.js";
import { lockDataFolder } from "../adapters/sqlite/data-folder/lock.js";
import { probeDisk } from "../adapters/sqlite/data-folder/probe-data-folder.js";
import { requireStore } from "../adapters/sqlite/data-folder/require-store.js";
import { createSqliteCorpusScan, type SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore, type SqliteStore } from "../adapters/sqlite/store.js";
import { readVenueAliases } from "../adapters/venue-aliases/read-venue-aliases.js";
import { createEnglishWords } from "../adapters/wordlist/english-words.js";
import { createUmapProjector } from "../adapters/umap/map-projector.js";
import { openTogether } from "./open-together.js";
import { openSchedules } from "./schedules.js";
import { composeModelChange } from "./model-change.js";
import { composeFollows } from "./follows.js";
import { composeModel, openModelPorts, type OpenModelPorts } from "./model-ports.js";
import { createSourcePorts } from "./sources.js";
import { type Engine, type Library, type LibraryOptions, startLibrary } from "./start-library.js";
import { type Undo, undoAll } from "./undo.js";
import type { Config } from "../config.js";
import { openings } from "../domain/library/opening.js";
import { createVenueNames } from "../domain/venue/venue-names.js";
import { readVersion } from "../package-files.js";
import type { KeywordIndex } from "../ports/search/keyword-index.js";
import type { SharedPorts } from "../services/create-services.js";
import { closeIndex } from "../services/indexes/close-index.js";
import { claimModel } from "../services/models/claim-model.js";
import { createTextSync } from "../services/indexes/sync-index.js";

/** Opens the data folder. Throws `folder_in_use`, `conflict` (another model, a newer layout), `damaged`. */
export async function openLibrary(config: Config, options: LibraryOptions): Promise<Library> {
  const { logger, opening } = options;
  const { rebuilds } = openings[opening];
  const { dataDir } = config;
  const venueAliases = readVenueAliases(config.venueAliases);
  const lock = lockDataFolder(dataDir);
  const undo: Undo = [() => lock.release()];
  try {
    requireStore(dataDir);
    // Before anything slow: throws at once for a folder that is damaged or has a newer layout, and leaves it unchanged.
    const store = createSqliteStore({ folder: dataDir, now: () => Date.now() });
    undo.push(() => store.close());
    const { storeId } = store.changes;
    const openWords = () => openWordPorts({ folder: locateIndexes(dataDir, 1), storeId, logger });
    // Read while the model is loaded, unless a rebuild removes the index first.
    const words = rebuilds ? undefined : openWords();
    undo.push(async () => (await words?.catch(() => undefined))?.keywordIndex.close());
    const [embedder, queue] = await openTogether(undo, options);
    await claimModel(store.vectors, { model: embedder.model, replaces: rebuilds });
    if (rebuilds) await removeIndexes(dataDir);
    const scan = createSqliteCorpusScan({ folder: dataDir, venueAliases, holdWrites: store.holdWrites });
    undo.push(() => scan.close());
    const [wordPorts, modelPorts] = await Promise.all([
      words ?? openWords(),
      openModelPorts({ config, kept: store, scan, logger }, embedder),
    ]);
    const projector = createUmapProjector();
    undo.push(
      () => projector.close(),
      () => closeIndex(wordPorts.keywordIndex, logger),
    );
    const venues = createVenueNames(venueAliases);
    const { papers, versions, work, jobs, notices, openTrial } = store;
    const stores = { papers, versions, work, jobs, notices, openTrial };
    const parts = { ...stores, ...wordPorts, projector, queue, logger, version: readVersion() };
    const follows = composeFollows(config, { ...store, turns: createMemoryTurns(), venues });
    const shared = { ...parts, ...follows, ...createSourcePorts(config), ...createMachine(dataDir) };
    const announce: Engine["announce"] = (url) => lock.describe({ url });
    const engine = composeEngine(config, { options, store, scan, shared, modelPorts, announce });
    return await startLibrary(config, { options, engine, undo });
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** What reads words; none of it needs the model. */
async function openWordPorts(index: Parameters<typeof createBm25Index>[0]) {
  const [keywordIndex, dictionary, guessLanguage] = await Promise.all([
    createBm25Index(index),
    createEnglishWords(),
    createGuessLanguage(),
  ]);
  return { keywordIndex, dictionary, guessLanguage };
}

function createMachine(dataDir: string): Pick<SharedPorts, "now" | "today" | "probeDisk"> {
  return { now: () => performance.now(), today: () => new Date(), probeDisk: () => probeDisk(dataDir) };
}

interface OpenParts extends Pick<Engine, "announce"> {
  readonly options: LibraryOptions;
  readonly store: SqliteStore;
  readonly scan: SlotScan;
  readonly shared: SharedPorts & { readonly keywordIndex: KeywordIndex };
  readonly modelPorts: OpenModelPorts;
}

function composeEngine(config: Config, parts: OpenParts): Engine {
  const { options, store, scan, shared, modelPorts, announce } = parts;
  return {
    shared,
    desk: store.desk,
    textSync: createTextSync({ ...shared, changes: store.changes }),
    openSchedules: () => openSchedules(config, options, () => store.openSchedules(options.logger)),
    composeModel: (tasks) => composeModel({ ...shared, ...modelPorts }, tasks),
    composeChange: (current) => composeModelChange(config, { options, store, scan, shared, current }),
    announce,
  };
}
