import type { Readable } from "node:stream";
import type { Command } from "commander";
import type { BackupManifest, CopyOptions, Restored, RestoreOptions } from "../domain/backup/backup.js";
import type { SourceRecord } from "../domain/sources/json-lines.js";
import type { ExportRequest } from "../domain/export/request.js";
import type { Job, JobPriority } from "../domain/jobs/job.js";
import type { FoundSource } from "../domain/sources/paper-format.js";
import type { Opening } from "../domain/library/opening.js";
import type { Preview, PreviewCounts } from "../domain/ingest/preview.js";
import type { ModelChangeServices } from "../services/models/model-change-services.js";
import type { CheckHealth } from "../services/health/check-health.js";
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

/** Options that every command takes. */
export interface GlobalOptions {
  readonly dataDir?: string;
  readonly url?: string;
  readonly apiKey?: string;
  readonly model?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

export interface AcceptOptions {
  /** Ends an upload to a server; the data folder's ends with its source. */
  readonly signal?: AbortSignal;
  /** Called after each slice that was stored; a server reports only at the end. */
  readonly onSlice?: (job: Job) => void;
  /** Normal by default. */
  readonly priority?: JobPriority | undefined;
}

export interface SourceOptions extends AcceptOptions {
  /** Joins papers with the vectors of a file. Only for the data folder: a server accepts no vectors. */
  readonly withVectors?: (records: AsyncIterable<SourceRecord>) => AsyncIterable<PaperRecord>;
  /** How the source is read; by its content where that is left out. */
  readonly reading?: ReadPapersOptions;
  /** Called with the detected format; by a server, at the end. */
  readonly onFound?: (found: FoundSource) => void;
}

export interface PreviewOptions extends Omit<SourceOptions, "onSlice" | "priority" | "withVectors"> {
  /** Called after each slice that was checked; a server reports only at the end. */
  readonly onSlice?: (counts: PreviewCounts) => void;
}

export type ScratchOpening = Extract<Opening, "measure" | "measureWords">;
/** What commands open a library for; `serve` has a process of its own. */
export type LibraryOpening = Exclude<Opening, ScratchOpening | "serve">;

type ModelCalls = keyof ModelChangeServices;

type UsedServices =
  | "searchPapers"
  | "findSimilar"
  | "findSimilarToText"
  | "recommendPapers"
  | "readPaper"
  | "listVersions"
  | "removePaper"
  | "waitForJob"
  | "readJob"
  | "listJobs"
  | "changeJob"
  | "listFailures"
  | keyof RemoteReads
  | ModelCalls;

/** The papers that a command works on: those of a data folder that this process opened, or those of a server. */
export interface PaperLibrary extends Pick<Services, UsedServices> {
  /** The folder or the address, for people. */
  readonly place: string;
  readonly remote: boolean;
  /** Resolves when both indexes hold what the store holds. */
  readonly ready: Promise<void>;
  /** Imports JSON Lines. Bytes are those of the file, so that line numbers are those of the file. */
  acceptLines(chunks: AsyncIterable<Uint8Array>, options?: AcceptOptions): Promise<Job>;
  /** Imports a source of any format, compressed or not. */
  acceptSource(chunks: AsyncIterable<Uint8Array>, options?: SourceOptions): Promise<Job>;
  /** The records of a source of any format; nothing is stored. Only for the data folder: a server is not asked. */
  readSource(chunks: AsyncIterable<Uint8Array>, reading?: ReadPapersOptions): AsyncIterable<SourceRecord>;
  /** Reports what `acceptSource` would do with the same bytes, and stores nothing. */
  previewSource(chunks: AsyncIterable<Uint8Array>, options?: PreviewOptions): Promise<Preview>;
  /** Every paper of a filter as a line of JSON, which `acceptLines` imports again. */
  exportPapers(request: ExportRequest, options?: { readonly signal?: AbortSignal }): AsyncIterable<Uint8Array>;
  /** Imports papers of a service on the network; this process requests them, also for a server. */
  acceptHarvest(request: HarvestRequest, options?: AcceptOptions): Promise<Job>;
  close(): Promise<void>;
}

/** What an assistant works with, through the tools of `paperkin mcp`. */
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
>;

type MeasuredServices = "acceptPapers" | "waitForJob" | "searchPapers" | "findSimilar" | "readStats";

/** Backups of the data folder, which is not opened for them. */
export interface Backups {
  /** The data folder, for people. */
  readonly place: string;
  writeBackup(target: string, options: CopyOptions): Promise<BackupManifest>;
  restoreBackup(source: string, options: RestoreOptions): Promise<Restored>;
}

/** A library of this process alone, in a temporary folder. */
export interface ScratchLibrary extends Pick<Services, MeasuredServices>, Pick<PaperLibrary, "ready"> {
  /** Also removes the folder. */
  close(): Promise<void>;
}

/** What a command has to work with. */
export interface CommandContext {
  readonly globals: GlobalOptions;
  readonly terminal: Terminal;
  /** Standard input. */
  readonly input: Readable;
  /** Opens the data folder, or connects to the server that `--url` names. The caller closes it. */
  openLibrary(opening: LibraryOpening): Promise<PaperLibrary>;
  /** Makes an empty library that lasts until the caller closes it. */
  openScratch(opening: ScratchOpening): Promise<ScratchLibrary>;
  checkHealth: CheckHealth;
  openBackups(): Promise<Backups>;
  /** The known models, which one is in use, and how a fetch is shown. */
  openModels(): Promise<{
    readonly models: ModelFiles;
    readonly inUse: string;
    readonly report: Parameters<ModelFiles["fetch"]>[1];
  }>;
  /** Resolves when the server serves. */
  serve(options: { readonly port?: number | undefined; readonly host?: string | undefined }): Promise<void>;
  /** Serves an assistant on stdin and stdout; resolves when it has closed them, or on the signal. */
  serveMcp(services: AssistantServices, signal: AbortSignal): Promise<void>;
  /** Listens for Ctrl-C until `end`. */
  listenForStop(): { readonly signal: AbortSignal; end(): void };
}

/** Runs the work of one command with its context, and keeps the exit code. */
export type RunCommand = (command: Command, work: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;
