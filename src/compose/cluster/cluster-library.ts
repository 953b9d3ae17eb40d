import { createRedisSchedules } from "../../adapters/bullmq/redis-embed-queue.js";
import { createGuessLanguage } from "../../adapters/eld/guess-language.js";
import { readClusterFacts } from "../../adapters/opensearch/cluster-health.js";
import { createOpenSearchDataDisk } from "../../adapters/opensearch/data-disk.js";
import { createRedisPositions } from "../../adapters/redis/positions.js";
import { createRedisTurns } from "../../adapters/redis/turns.js";
import { createUmapProjector } from "../../adapters/umap/map-projector.js";
import { readVenueAliases } from "../../adapters/venue-aliases/read-venue-aliases.js";
import { createEnglishWords } from "../../adapters/wordlist/english-words.js";
import type { Config } from "../../config.js";
import { judgeCluster } from "../../domain/health/search-cluster.js";
import { openings } from "../../domain/library/opening.js";
import { createVenueNames, type VenueNames } from "../../domain/venue/venue-names.js";
import { readVersion } from "../../package-files.js";
import type { EmbedQueue } from "../../ports/ingest/embed-queue.js";
import type { Turns } from "../../ports/ingest/turns.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import type { SharedPorts } from "../../services/create-services.js";
import { createEngineTextSync } from "../../services/indexes/engine-sync.js";
import { refuseModelChange } from "../../services/models/refuse-model-change.js";
import { claimModel } from "../../services/models/claim-model.js";
import { composeFollows } from "../follows.js";
import { openTogether } from "../open-together.js";
import { createSourcePorts } from "../sources.js";
import { type Engine, type Library, type LibraryOptions, startLibrary } from "../start-library.js";
import { type Undo, undoAll } from "../undo.js";
import { type ClusterConnections, type ClusterPlace, connectCluster } from "./cluster-connections.js";
import { type ClusterDesk, openClusterDesk } from "./cluster-desk.js";
import { composeClusterModel, openClusterModel } from "./cluster-model.js";
import { type ClusterPapers, openClusterPapers } from "./cluster-papers.js";
import { type ClusterSearch, openClusterSearch } from "./cluster-search.js";
import { countAlong, type CountedPapers } from "../../services/paper/count-along.js";

export interface ClusterLibraryOptions extends LibraryOptions {
  readonly place: ClusterPlace;
}

/**
 * A library in OpenSearch and Redis, which any number of processes serve. Throws `unavailable`, and `conflict` for one with
 * vectors of another model.
 */
export async function openClusterLibrary(config: Config, options: ClusterLibraryOptions): Promise<Library> {
  const undo: Undo = [];
  try {
    const parts = await openParts(config, options, undo);
    const [embedder, queue] = await openTogether(undo, options);
    const { stored, connections } = parts;
    const { connection, prefix } = connections;
    await claimModel(stored.vectors, { model: embedder.model, replaces: openings[options.opening].rebuilds });
    const turns = createRedisTurns({ connection, prefix });
    const positions = createRedisPositions(connection, prefix);
    const { logger, place } = options;
    const shared = await composeShared(config, { ...parts, options, queue, turns, undo });
    const model = openClusterModel({ ...parts, turns, positions, logger, mapLagMs: place.mapLagMs }, embedder);
    const engine: Engine = {
      shared,
      desk: parts.desk,
      textSync: createEngineTextSync(stored),
      openSchedules: () => createRedisSchedules({ ...place.redis, namespace: place.keyPrefix, logger }),
      composeModel: (tasks) => composeClusterModel({ ...shared, ...model }, tasks),
      composeChange: refuseModelChange,
      announce: () => undefined,
    };
    return await startLibrary(config, { options, engine, undo });
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

interface Parts extends Pick<ClusterDesk, "desk"> {
  readonly venues: VenueNames;
  readonly connections: ClusterConnections;
  readonly stored: ClusterPapers;
  readonly search: ClusterSearch;
  readonly counted: CountedPapers;
}

/** Everything that does not need the model. */
async function openParts(config: Config, { place }: ClusterLibraryOptions, undo: Undo): Promise<Parts> {
  const venues = createVenueNames(readVenueAliases(config.venueAliases));
  const now = () => Date.now();
  const connections = await connectCluster(place, undo);
  const stored = openClusterPapers(connections, { venues, now });
  const { desk, papers } = openClusterDesk(connections, stored, now);
  const search = openClusterSearch(connections, stored, venues);
  return { venues, connections, stored, desk, search, counted: await countAlong(papers) };
}

interface SharedParts extends Parts {
  readonly options: ClusterLibraryOptions;
  readonly queue: EmbedQueue;
  readonly turns: Turns;
  readonly undo: Undo;
}

async function composeShared(config: Config, parts: SharedParts): Promise<SharedPorts> {
  const { venues, connections, stored, desk, search, counted, options, queue, turns, undo } = parts;
  const [dictionary, guessLanguage] = await Promise.all([createEnglishWords(), createGuessLanguage()]);
  const projector = createUmapProjector();
  undo.push(() => projector.close());
  const { versions, jobs, notices, openTrial } = stored;
  const { forget, counts, papers } = counted;
  const work: WorkStore = {
    ...stored.work,
    saveResults: (results) => stored.work.saveResults(results).finally(forget),
    failBatch: (batch) => stored.work.failBatch(batch).finally(forget),
  };
  const keywordIndex: SharedPorts["keywordIndex"] = {
    ...search.keywordIndex,
    get count() {
      return counts().papers;
    },
  };
  return {
    ...composeFollows(config, { desk, turns, venues }),
    ...createSourcePorts(config),
    ...createOpenSearchDataDisk(connections.client, connections.indexes.papers),
    probeCluster: async () => judgeCluster(await readClusterFacts(connections.client, options.place.indexPrefix)),
    papers,
    versions,
    work,
    jobs,
    notices,
    openTrial,
    keywordIndex,
    dictionary,
    guessLanguage,
    projector,
    queue,
    logger: options.logger,
    version: readVersion(),
    now: () => performance.now(),
    today: () => new Date(),
  };
}
