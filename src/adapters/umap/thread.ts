import type { MessagePort } from "node:worker_threads";
import { move } from "piscina";
import { FindNearestNeighborsResults, initialize, initializeUmap, type UmapStatus } from "scran.js";
import type { NeighbourGraph } from "../../ports/map/map-projector.js";

export interface LayoutTask {
  readonly graph: NeighbourGraph;
  /** Receives the completed share. */
  readonly port: MessagePort;
}

/** Min distance between neighbours: points of a dense group stay apart. */
const minDist = 0.1;
/** A few points are cheap to move, and need more rounds to settle. */
const epochs = { few: 500, many: 200 };
const manyPoints = 10_000;
const reportEveryMs = 250;

/** Starts from the spectrum of the graph and a fixed seed; the arithmetic is WebAssembly's, the same everywhere. */
export default async function layOut({ graph, port }: LayoutTask): Promise<unknown> {
  await initialize({ numberOfThreads: 1 });
  const { counts, neighbours, distances } = graph;
  const lists = FindNearestNeighborsResults.unserialize(counts, neighbours, Float64Array.from(distances));
  const status = initializeUmap(lists, {
    neighbors: lists.numberOfNeighbors(),
    epochs: counts.length < manyPoints ? epochs.few : epochs.many,
    minDist,
    numberOfThreads: 1,
  });
  lists.free();
  while (status.currentEpoch() < status.totalEpochs()) {
    status.run({ runTime: reportEveryMs });
    port.postMessage(status.currentEpoch() / status.totalEpochs());
  }
  port.close();
  const places = readPlaces(status, counts.length);
  status.free();
  return move(places);
}

function readPlaces(status: UmapStatus, count: number): Float32Array {
  const { x, y } = status.extractCoordinates();
  const places = new Float32Array(2 * count);
  for (let point = 0; point < count; point += 1) {
    places[2 * point] = x[point] ?? 0;
    places[2 * point + 1] = y[point] ?? 0;
  }
  return places;
}
