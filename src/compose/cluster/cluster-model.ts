import { createOpenSearchTrendFinder } from "../../adapters/opensearch/trends/trend-finder.js";
import { createOpenSearchSpreadReader } from "../../adapters/opensearch/vectors/spread-reader.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { Positions } from "../../ports/ingest/positions.js";
import {
  type CurrentTasks,
  createServices,
  type ModelPorts,
  type SharedPorts,
} from "../../services/create-services.js";
import { createSharedGroups } from "../../services/duplicates/shared-groups.js";
import { createEngineVectorSync } from "../../services/indexes/engine-sync.js";
import type { OpenModel } from "../../services/models/current-model.js";
import { openClusterMap, type ClusterMapOptions } from "./cluster-map.js";
import type { CountedPapers } from "../../services/paper/count-along.js";
import type { ClusterSearch } from "./cluster-search.js";

export interface ClusterModelOptions extends ClusterMapOptions {
  readonly search: ClusterSearch;
  readonly positions: Positions;
  readonly counted: CountedPapers;
}

/** How often a process looks for near-duplicates that another one has linked. */
const lookMs = 2_000;

export interface ClusterModelPorts extends ModelPorts {
  close(): Promise<void>;
}

/** The ports of one model. */
export function openClusterModel(options: ClusterModelOptions, embedder: Embedder): ClusterModelPorts {
  const { connections, stored, search, turns, positions, counted } = options;
  const { client, indexes } = connections;
  const { documents, vectors, changes, duplicates, refresh } = stored;
  const { scan, paperSets } = search;
  const vectorIndex: VectorSearch = {
    ...search.vectorIndex,
    get count() {
      return counted.counts().embedded;
    },
  };
  const spread = createOpenSearchSpreadReader({ client, index: indexes.papers, refresh });
  const groups = createSharedGroups({
    duplicates,
    readVersion: () => positions.read("links"),
    now: () => performance.now(),
  });
  const endLooking = lookRegularly(async () => {
    await groups.refresh();
    await counted.papers.countPapers();
  });
  return {
    embedder,
    vectors,
    changes,
    duplicates,
    groups,
    openVectorSync(linkDuplicates) {
      const parts = { refresh, changes, vectorIndex, linkDuplicates, groups, positions, turns };
      const sync = createEngineVectorSync(parts);
      return {
        ...sync,
        async sync() {
          await sync.sync();
          await counted.papers.countPapers();
        },
      };
    },
    scan,
    paperSets,
    spread,
    vectorIndex,
    ...openClusterMap(options, embedder),
    trends: createOpenSearchTrendFinder({ client, indexes, documents, ask: search.ask }),
    async close() {
      endLooking();
      await spread.close();
    },
  };
}

/** Returns what ends it. A failed look is repeated by the next one. */
function lookRegularly(look: () => Promise<void>): () => void {
  const looking = setInterval(() => void look().catch(() => undefined), lookMs);
  return () => clearInterval(looking);
}

export function composeClusterModel(ports: ClusterModelPorts & SharedPorts, tasks: CurrentTasks): OpenModel {
  const { embedder, maps, trends } = ports;
  const answering = createServices(ports, tasks);
  return {
    answering,
    async close() {
      await answering.following.stop();
      await answering.stopMap();
      await answering.vectorSync.stop();
      await Promise.all([ports.close(), maps.close(), trends.close(), embedder.close()]);
    },
  };
}
