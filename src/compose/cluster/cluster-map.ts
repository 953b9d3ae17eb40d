import { openPassingIndex } from "../../adapters/hnsw/passing-index.js";
import { createReadLabels } from "../../adapters/opensearch/paper-labels.js";
import { createRedisDrawingBoard } from "../../adapters/redis/maps/drawing-board.js";
import { createRedisMapStore } from "../../adapters/redis/maps/map-store.js";
import { formatFingerprint } from "../../domain/models/model.js";
import type { Turns } from "../../ports/ingest/turns.js";
import type { Logger } from "../../ports/logger.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { ModelPorts } from "../../services/create-services.js";
import { createCompareLocally } from "../../services/map/compare-locally.js";
import type { ClusterConnections } from "./cluster-connections.js";
import type { ClusterPapers } from "./cluster-papers.js";

export interface ClusterMapOptions {
  readonly connections: ClusterConnections;
  readonly stored: ClusterPapers;
  readonly turns: Turns;
  readonly logger: Logger;
  /** How long the map may lag behind its papers, in milliseconds. */
  readonly mapLagMs: number;
}

/** The graph in which the papers of a map are compared. */
const passing = { m: 16, efConstruction: 100, ef: 100 };
/** A map of more papers is drawn from a sample: all would take hours of one process. */
const maxMapPapers = 200_000;

/** One map for all processes. */
export function openClusterMap(
  { connections, stored, turns, logger, mapLagMs }: ClusterMapOptions,
  { model }: Embedder,
): Pick<ModelPorts, "maps" | "mapEngine"> {
  const { client, indexes, connection, prefix, storeId } = connections;
  const fingerprint = formatFingerprint(model);
  const readLabels = createReadLabels(client, indexes.papers);
  const openIndex = () => openPassingIndex({ dimensions: model.dimensions, ...passing });
  return {
    maps: createRedisMapStore({ connection, prefix, storeId, fingerprint, readLabels, logger }),
    mapEngine: {
      turns,
      board: createRedisDrawingBoard({ connection, prefix, fingerprint }),
      maxLagMs: mapLagMs,
      maxPapers: maxMapPapers,
      openNeighbours: createCompareLocally({ vectors: stored.vectors, openIndex }),
    },
  };
}
