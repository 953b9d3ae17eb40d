import type { FileCheck } from "../models/model-store.js";

/**
 * Facts about an installation, for `paperkin doctor`. No probe writes, fetches or waits for longer than some seconds;
 * what cannot be found out is left out of the facts, and only what a probe does not expect is thrown.
 */
export interface HealthProbes {
  readRuntime(): RuntimeFacts;
  /** Loads each compiled package and uses it once. */
  loadNativeModules(): Promise<readonly NativeModule[]>;
  /** Hashes the files of the model in use. Throws `not_found` for a model that is not known. */
  checkModel(): Promise<ModelFacts>;
  readDataFolder(): Promise<DataFolderFacts>;
  /** The saved indexes, hashed. */
  readIndexes(store: StoreFacts): Promise<readonly IndexFacts[]>;
  askQueue(): Promise<QueueFacts>;
  /** Whether a server could listen where the settings say. */
  tryPort(): Promise<PortFacts>;
}

export interface RuntimeFacts {
  /** Such as 20.19.0. */
  readonly nodeVersion: string;
  readonly oldestNodeVersion: string;
  /** What this process may still take, in bytes; a container's limit counts. */
  readonly availableMemoryBytes: number;
  /** Of all embed workers of a server here. */
  readonly embedThreads: number;
  /** Why as many. */
  readonly embedThreadsBecause: string;
}

export interface NativeModule {
  readonly name: string;
  /** Why it cannot be used. */
  readonly flaw?: string;
}

export interface ModelFacts {
  readonly id: string;
  readonly bytes: number;
  readonly files: readonly FileCheck[];
}

export interface DataFolderFacts {
  readonly path: string;
  readonly exists: boolean;
  /** Of the folder or, where it does not exist, of the one it would be made in. */
  readonly writable: boolean;
  readonly freeBytes?: number;
  /** The process that has it open. */
  readonly owner?: { readonly pid: number; readonly host: string; readonly url?: string };
  readonly store?: StoreFacts;
  /** Why the store cannot be read. */
  readonly flaw?: string;
}

export interface StoreFacts {
  readonly bytes: number;
  readonly schemaVersion: number;
  readonly knownSchemaVersion: number;
  /** What is in it; unknown while another process writes to it, or where it is of a newer layout. */
  readonly content?: {
    readonly storeId: string;
    readonly papers: number;
    readonly vectors: number;
    readonly waiting: number;
    /** Of the model whose vectors are kept, and its id. */
    readonly fingerprint?: string;
    readonly modelId?: string;
    readonly lastTextChange: number;
    readonly lastVectorChange: number;
    /** Which of the two sets of vectors is that of the model in use. */
    readonly slot: 1 | 2;
  };
}

export interface IndexFacts {
  readonly name: "keyword" | "vector";
  readonly bytes: number;
  /** Papers in it, and the last change it holds; absent where nothing usable is saved. */
  readonly saved?: { readonly count: number; readonly lastChange: number };
  /** Why what is saved cannot be used. */
  readonly flaw?: string;
}

export interface QueueFacts {
  /** Such as `Redis at redis://host:6379`. */
  readonly name: string;
  readonly reachable: boolean;
  readonly version?: string;
  /** Why it cannot be reached or used. */
  readonly flaw?: string;
  /** Redis: what it does when its memory is full; BullMQ needs `noeviction`. */
  readonly evictionPolicy?: string;
}

export interface PortFacts {
  readonly host: string;
  readonly port: number;
  readonly free: boolean;
  /** Whether what answers there is paperkin. */
  readonly servesPaperkin?: boolean;
  /** Why it cannot be listened on, when it isn't taken. */
  readonly flaw?: string;
}
