import type { FetchProgress, ModelFile, ModelSpec } from "../src/ports/models/model-store.js";

/** A request to a source; `write` is the only way to put files on the disk. */
export interface FetchJob {
  readonly spec: ModelSpec;
  readonly missing: readonly ModelFile[];
  /** Writes one file, checked against its pinned sha256, and reports its bytes. Throws `damaged` for other bytes. */
  write(file: ModelFile, content: AsyncIterable<Uint8Array>): Promise<void>;
  report(progress: Omit<FetchProgress, "source">): void;
}

/** A source of model files. `fetchInto` throws if it cannot provide every missing file. */
export interface ModelSource {
  readonly name: string;
  fetchInto(job: FetchJob): Promise<void>;
}
