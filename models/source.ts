import type { FetchProgress, ModelFile, ModelSpec } from "../src/ports/models/model-store.js";

/** What a source is asked for, and the only way in which it may put files on the disk. */
export interface FetchJob {
  readonly spec: ModelSpec;
  readonly missing: readonly ModelFile[];
  /** Writes one file, checked against its pinned sha256, and reports its bytes. Throws `damaged` for other bytes. */
  write(file: ModelFile, content: AsyncIterable<Uint8Array>): Promise<void>;
  report(progress: Omit<FetchProgress, "source">): void;
}

/** A place that models come from. `fetchInto` throws when it cannot give every missing file. */
export interface ModelSource {
  readonly name: string;
  fetchInto(job: FetchJob): Promise<void>;
}
