import type { MapProjector, NeighbourGraph } from "../../ports/map/map-projector.js";

/**
 * A simple layout for tests: each connected component of the graph is a short vertical line, and the components form a
 * row.
 */
export function createMemoryMapProjector(): MapProjector {
  return {
    async layOut(graph, { signal, onProgress }) {
      signal.throwIfAborted();
      const partOf = findParts(graph);
      const sizes = new Map<number, number>();
      const places = Float32Array.from({ length: 2 * partOf.length }, (_, at) => {
        const part = partOf[at >>> 1] ?? 0;
        if (at % 2 === 0) return 100 * part;
        const height = sizes.get(part) ?? 0;
        sizes.set(part, height + 1);
        return height / partOf.length;
      });
      onProgress(1);
      return places;
    },
    close: async () => undefined,
  };
}

/** The component of each point: the lowest point that it is connected with, over any number of steps. */
function findParts({ counts, neighbours }: NeighbourGraph): readonly number[] {
  const partOf = Array.from(counts, (_, point) => point);
  for (let changed = true; changed;) {
    changed = false;
    let at = 0;
    for (const [point, count] of counts.entries()) {
      for (const other of neighbours.subarray(at, at + count)) {
        const first = Math.min(partOf[point] ?? point, partOf[other] ?? other);
        changed ||= partOf[point] !== first || partOf[other] !== first;
        partOf[point] = partOf[other] = first;
      }
      at += count;
    }
  }
  return partOf;
}
