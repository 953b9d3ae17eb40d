import type { FileCheck } from "../models/model-store.js";

/**
 * What `paperkin doctor` examines. No probe writes, fetches, or waits longer than some seconds. A `flaw` says why
 * something cannot be used; unknown facts are absent, and only unexpected errors are thrown.
 */
export interface HealthProbes {
  /** The model that the settings select. */
  readonly modelId: string;
  readRuntime(): RuntimeFacts;
  /** Loads each compiled package and uses it once. */
  loadNativeModules(): Promise<readonly NativeModule[]>;
  /** Hashes the files of the model. Throws `not_found` for a model that is not known. */
  checkModel(): Promise<ModelFacts>;
  readDataFolder(): Promise<DataFolderFacts>;
  /** Hashes the saved indexes. */
  readIndexes(content: StoreContent): Promise<{ readonly keyword: IndexFacts; readonly vector: IndexFacts }>;
  askQueue(): Promise<QueueFacts>;
  /** Whether a server could listen on the configured host and port. */
  tryPort(): Promise<PortFacts>;
}

export interface RuntimeFacts {
  readonly nodeVersion: string;
  readonly oldestNodeVersion: string;
  /** What this process may still allocate; a container's limit counts. */
  readonly availableMemoryBytes: number;
  /** Threads of all embed workers of a server on this machine, and the reason for the number. */
  readonly embedThreads: number;
  readonly embedThreadsBecause: string;
}

export interface NativeModule {
  readonly name: string;
  readonly flaw?: string | undefined;
}

export interface ModelFacts {
  readonly id: string;
  readonly bytes: number;
  readonly files: readonly Pick<FileCheck, "file" | "state">[];
}

export interface DataFolderFacts {
  readonly path: string;
  readonly exists: boolean;
  /** Of the folder, or of its nearest existing parent. */
  readonly writable: boolean;
  readonly freeBytes?: number | undefined;
  /** The process that has it open. */
  readonly owner?: { readonly pid: number; readonly host: string; readonly url?: string } | undefined;
  readonly store?: StoreFacts | undefined;
  readonly flaw?: string;
}

export interface StoreFacts {
  readonly bytes: number;
  readonly schemaVersion: number;
  readonly knownSchemaVersion: number;
  /** Absent while another process writes to it, and for a newer layout. */
  readonly content?: StoreContent | undefined;
}

export interface StoreContent {
  readonly storeId: string;
  readonly papers: number;
  readonly vectors: number;
  readonly waiting: number;
  readonly fingerprint?: string | undefined;
  readonly lastTextChange: number;
  readonly lastVectorChange: number;
  /** The slot of the model in use. */
  readonly slot: 1 | 2;
}

export interface IndexFacts {
  readonly bytes: number;
  readonly saved?: { readonly count: number; readonly lastChange: number } | undefined;
  readonly flaw?: string | undefined;
}

export interface QueueFacts {
  /** Such as `Redis at redis://host:6379`. */
  readonly server: string;
  readonly isReachable: boolean;
  readonly version?: string | undefined;
  readonly flaw?: string | undefined;
  /** Of Redis; BullMQ needs `noeviction`. */
  readonly evictionPolicy?: string | undefined;
}

export interface PortFacts {
  readonly host: string;
  readonly port: number;
  readonly isFree: boolean;
  /** Whether paperkin answers there. */
  readonly servesPaperkin?: boolean;
  readonly flaw?: string;
}
