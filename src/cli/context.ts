import type { Readable } from "node:stream";
import type { Command } from "commander";
import type { BackupManifest, CopyOptions, Restored, RestoreOptions } from "../domain/backup/backup.js";
import type { CollectionExportQuery } from "../domain/collections/file-requests.js";
import type { SourceRecord } from "../domain/sources/source-record.js";
import type { ExportRequest } from "../domain/export/request.js";
import type { SearchExportRequest } from "../domain/export/search-request.js";
import type { Job, JobPriority } from "../domain/jobs/job.js";
import type { FoundSource } from "../domain/sources/paper-format.js";
import type { Opening } from "../domain/library/opening.js";
import type { Preview, PreviewCounts } from "../domain/ingest/preview.js";
import type { DeskCalls } from "../operations/desk/desk.js";
import type { ModelChangeServices } from "../services/models/model-change-services.js";
import type { CheckHealth } from "../services/health/check-health.js";
import type { ImportedInto, ImportTarget } from "../services/desk/collections/import-papers.js";
import type { PaperRecord } from "../services/ingest/check-records.js";
import type { HarvestRequest } from "../services/sources/harvest-papers.js";
import type { ModelFiles } from "../services/models/model-files.js";
import type { ReadPapersOptions } from "../services/sources/read-papers.js";
import type { Services } from "../services/services.js";
import type { Terminal } from "../terminal/terminal.js";
import type { RemoteReads } from "./library/remote-reads.js";

/** The exit codes of commands; `stopped` is the usual 128 + SIGINT. */
export const exitCodes = { ok: 0, nothingFound: 1, error: 2, stopped: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Options of every command. */
export interface GlobalOptions {
  readonly dataDir?: string;
  readonly url?: string;
  readonly apiKey?: string;
  readonly model?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

export interface AcceptOptions {
  /** Aborts an upload to a server; an import into the data folder ends when its source does. */
  readonly signal?: AbortSignal;
  /** Called after each stored slice; for a server, only at the end. */
  readonly onSlice?: (job: Job) => void;
  /** Normal by default. */
  readonly priority?: JobPriority | undefined;
  /** The name of the job; that of the file, if a file is imported. */
  readonly name?: string | undefined;
}

export interface SourceOptions extends AcceptOptions {
  /** Adds vectors from a file to the papers. Only for the data folder: a server accepts no vectors. */
  readonly withVectors?: (records: AsyncIterable<SourceRecord>) => AsyncIterable<PaperRecord>;
  /** Asks Crossref and arXiv for more about each paper. Only for the data folder: a server contacts nobody. */
  readonly complete?: boolean;
  /** How to read the source; detected from its content by default. */
  readonly reading?: ReadPapersOptions;
  /** Called with the detected format; for a server, at the end. */
  readonly onFound?: (found: FoundSource) => void;
}

export interface ImportCollectionOptions extends Pick<SourceOptions, "signal" | "reading"> {
  readonly target: ImportTarget;
}

export interface PreviewOptions extends Omit<SourceOptions, "onSlice" | "priority" | "withVectors" | "complete"> {
  /** Called after each checked slice; for a server, only at the end. */
  readonly onSlice?: (counts: PreviewCounts) => void;
}

export type ScratchOpening = Extract<Opening, "measure" | "measureWords">;
/** The purposes for which commands open a library; `serve` opens its own. */
export type LibraryOpening = Exclude<Opening, ScratchOpening | "serve">;

type ModelCalls = keyof ModelChangeServices;

type UsedServices =
  | "searchPapers"
  | "findSimilar"
  | "findSimilarToText"
  | "recommendPapers"
  | "readPaper"
  | "listVersions"
  | "patchPaper"
  | "removePaper"
  | "removePapers"
  | "waitForJob"
  | "readJob"
  | "listJobs"
  | "changeJob"
  | "listFailures"
  | "listNotices"
  | "findTrends"
  | keyof RemoteReads
  | ModelCalls;

/** The papers that a command works on: in a data folder opened by this process, or on a server. */
export interface PaperLibrary extends Pick<Services, UsedServices> {
  /** The folder or the address, for people. */
  readonly place: string;
  readonly remote: boolean;
  /** Collections and follows: of the reader that the server's key names, or of the folder. */
  readonly desk: DeskCalls;
  /** Imports a source of any format into a collection. */
  importCollection(chunks: AsyncIterable<Uint8Array>, options: ImportCollectionOptions): Promise<ImportedInto>;
  /** Writes the entries of a collection with their papers. */
  exportCollection(
    id: string,
    query: CollectionExportQuery,
    options?: { readonly signal?: AbortSignal },
  ): Promise<AsyncIterable<Uint8Array>>;
  /** Resolves when both indexes are up to date with the store. */
  readonly ready: Promise<void>;
  /** Imports JSON Lines. Takes the bytes of the file, so that failures have its line numbers. */
  acceptLines(chunks: AsyncIterable<Uint8Array>, options?: AcceptOptions): Promise<Job>;
  /** Imports a source of any format, compressed or not. */
  acceptSource(chunks: AsyncIterable<Uint8Array>, options?: SourceOptions): Promise<Job>;
  /** Reads the records of a source of any format and stores nothing. Only for the data folder, not for a server. */
  readSource(chunks: AsyncIterable<Uint8Array>, reading?: ReadPapersOptions): AsyncIterable<SourceRecord>;
  /** Reports what `acceptSource` would do with the same bytes, and stores nothing. */
  previewSource(chunks: AsyncIterable<Uint8Array>, options?: PreviewOptions): Promise<Preview>;
  /** Writes each paper that matches a filter as a line of JSON, which `acceptLines` can import. */
  exportPapers(request: ExportRequest, options?: { readonly signal?: AbortSignal }): Promise<AsyncIterable<Uint8Array>>;
  /** Writes all hits of a search in their order. */
  exportSearch(
    request: SearchExportRequest,
    options?: { readonly signal?: AbortSignal },
  ): Promise<AsyncIterable<Uint8Array>>;
  /** Imports papers from a service on the network; this process requests them, even for a server. */
  acceptHarvest(request: HarvestRequest, options?: AcceptOptions): Promise<Job>;
  close(): Promise<void>;
}

/** The services behind the tools of `paperkin mcp`. */
export type AssistantServices = Pick<
  Services,
  | "searchPapers"
  | "findSimilar"
  | "findSimilarToText"
  | "recommendPapers"
  | "readPaper"
  | "acceptPapers"
  | "waitForJob"
  | "readJob"
  | "listFailures"
  | "readStats"
  | "findTrends"
> & {
  readonly desk: Pick<
    DeskCalls,
    | "listCollections"
    | "createCollection"
    | "listEntries"
    | "addEntries"
    | "createFollow"
    | "readInbox"
    | "dismissPapers"
  >;
};

type MeasuredServices = "acceptPapers" | "waitForJob" | "searchPapers" | "findSimilar" | "readStats";

/** Backups of the data folder, without opening it. */
export interface Backups {
  /** The data folder, for people. */
  readonly place: string;
  writeBackup(target: string, options: CopyOptions): Promise<BackupManifest>;
  restoreBackup(source: string, options: RestoreOptions): Promise<Restored>;
}

/** A library in a temporary folder, used only by this process. */
export interface ScratchLibrary extends Pick<Services, MeasuredServices>, Pick<PaperLibrary, "ready"> {
  /** Also removes the folder. */
  close(): Promise<void>;
}

/** Everything that a command needs. */
export interface CommandContext {
  readonly globals: GlobalOptions;
  readonly terminal: Terminal;
  /** Standard input. */
  readonly input: Readable;
  /** Opens the data folder, or connects to the server that `--url` names. The caller closes it. */
  openLibrary(opening: LibraryOpening): Promise<PaperLibrary>;
  /** Creates an empty library that exists until the caller closes it. */
  openScratch(opening: ScratchOpening): Promise<ScratchLibrary>;
  checkHealth: CheckHealth;
  openBackups(): Promise<Backups>;
  /** The known models, the id of the model in use, and the progress display of a download. */
  openModels(): Promise<{
    readonly models: ModelFiles;
    readonly inUse: string;
    readonly report: Parameters<ModelFiles["fetch"]>[1];
  }>;
  /** Resolves when the server serves. */
  serve(options: {
    readonly port?: number | undefined;
    readonly host?: string | undefined;
    readonly insecure?: true | undefined;
  }): Promise<void>;
  /** Serves an assistant on stdin and stdout; resolves when the assistant closes them, or on the signal. */
  serveMcp(services: AssistantServices, signal: AbortSignal): Promise<void>;
  /** Listens for Ctrl-C until `end`. */
  listenForStop(): { readonly signal: AbortSignal; end(): void };
}

/** Runs one command with its context, and stores its exit code. */
export type RunCommand = (command: Command, work: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;
