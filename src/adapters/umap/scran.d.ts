/** The part of scran.js that is used: its UMAP (the C++ library umappp, as WebAssembly). The package has no types. */
declare module "scran.js" {
  export function initialize(options: { readonly numberOfThreads: number }): Promise<boolean>;

  export class FindNearestNeighborsResults {
    /** @param runs how many neighbours each point has */
    static unserialize(runs: Int32Array, indices: Int32Array, distances: Float64Array): FindNearestNeighborsResults;
    numberOfNeighbors(): number;
    free(): void;
  }

  export interface UmapStatus {
    currentEpoch(): number;
    totalEpochs(): number;
    /** @param options.runTime milliseconds after which it comes back, at the end of an epoch */
    run(options: { readonly runTime: number }): void;
    extractCoordinates(): { readonly x: Float64Array; readonly y: Float64Array };
    free(): void;
  }

  export function initializeUmap(
    neighbours: FindNearestNeighborsResults,
    options: {
      readonly neighbors: number;
      readonly epochs: number;
      readonly minDist: number;
      readonly numberOfThreads: number;
    },
  ): UmapStatus;
}
