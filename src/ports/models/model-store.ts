import type { CosineScale, ModelIdentity, ReadLanguages } from "../../domain/models/model.js";

/** One file of a model: its path in the hub's layout, its size and its hash. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A Maven artifact with a model's files: path in the hub's layout → name of the entry in the jar. */
export interface MavenArtifact {
  readonly artifact: string;
  /** Size of the jar. */
  readonly bytes: number;
  readonly entries: Readonly<Record<string, string>>;
}

/** A pinned model: what it computes, and the exact files it consists of. */
export interface ModelSpec extends ModelIdentity {
  /** One line that helps to choose a model. */
  readonly title: string;
  readonly repo: string;
  readonly licence: string;
  /** The `model_type` by which transformers.js selects its class. */
  readonly architecture: string;
  /** Longer texts are truncated to this number of tokens, including special tokens. */
  readonly maxTokens: number;
  readonly languages: ReadLanguages;
  readonly cosines: CosineScale;
  readonly files: readonly ModelFile[];
  /** The origin of the hashes. */
  readonly hashSource: string;
  readonly maven?: MavenArtifact | undefined;
}

/** A model whose files are all on disk, each with the pinned sha256. */
export interface ModelOnDisk {
  readonly spec: ModelSpec;
  /** Contains the files at their paths, or all of them in one folder. */
  readonly folder: string;
}

/** One line of `verify`. `path` is the location of the file, or its expected location. */
export interface FileCheck {
  readonly modelId: string;
  readonly file: string;
  readonly path: string;
  readonly state: "ok" | "missing" | "wrong";
}

/** The progress of a fetch. Without `bytesTotal`, its duration is unknown. */
export interface FetchProgress {
  readonly source: string;
  /** One sentence for a person. */
  readonly message: string;
  readonly file?: string;
  readonly bytesDone?: number;
  readonly bytesTotal?: number;
}

export type ReportFetch = (progress: FetchProgress) => void;

/** The models that paperkin knows, and their files on this machine. An unknown id is `not_found` everywhere. */
export interface ModelStore {
  list(): readonly ModelSpec[];
  /** Searches this machine only, and hashes every file. Undefined if a file is missing or is not the pinned one. */
  find(id: string): Promise<ModelOnDisk | undefined>;
  /**
   * Returns the model's files, from this machine or from the first source that has them. Throws `model_missing` when no
   * source does, and `damaged` when one returned bytes other than the pinned ones and no later source had the right
   * ones.
   */
  fetch(id: string, report: ReportFetch): Promise<ModelOnDisk>;
  /** Compares every file of one model, or of all, with its pinned sha256. */
  verify(id?: string): Promise<readonly FileCheck[]>;
  /**
   * Copies model files from a file, a folder or a jar, recognised by their sha256. Returns the models with at least one
   * file found. Throws `not_found` if it contains no file of a known model (or of `id`, if given).
   */
  importFrom(path: string, id?: string): Promise<readonly ModelSpec[]>;
}
