import type { z } from "zod";
import type { HitsAnswer, PapersAnswer, SearchAnswer } from "../domain/search/answer.js";
import type { DuplicatesAnswer, duplicatesRequestSchema } from "../domain/duplicates/answer.js";
import type { collectionExportQuerySchema, ImportedCollection } from "../domain/collections/file-requests.js";
import type { exportRequestSchema } from "../domain/export/request.js";
import type { searchExportRequestSchema } from "../domain/export/search-request.js";
import type { Job, JobFailure, JobPriority } from "../domain/jobs/job.js";
import type { JobNotice } from "../domain/jobs/notice.js";
import type { CompareAnswer, CompareRequest, ModelsAnswer } from "../domain/models/change.js";
import type { MapAnswer, MapPart, MapState, PlaceAnswer } from "../domain/map/answer.js";
import type { ColumnMapping } from "../domain/sources/column-mapping.js";
import type { editedPaperSchema } from "../domain/paper/edited-paper.js";
import type { PaperVersion } from "../domain/paper/version.js";
import type { RemovedAnswer } from "../domain/paper/removal.js";
import type { Paper, PaperInput } from "../domain/paper/paper.js";
import type { AddedAnswer } from "../domain/ingest/added-answer.js";
import type { FormatName } from "../domain/sources/paper-format.js";
import type { PreviewedAnswer } from "../domain/ingest/preview.js";
import type { BatchAnswer } from "../domain/search/batch.js";
import type { searchRequestSchema } from "../domain/search/request.js";
import type { similarRequestSchema, similarToTextRequestSchema } from "../domain/similar/request.js";
import type { recommendationRequestSchema } from "../domain/recommend/request.js";
import type { Stats } from "../domain/health/status.js";
import type { Calls } from "../operations/index.js";

export interface ClientOptions {
  /** Address of the server, such as `http://127.0.0.1:3000`; in a page that the server itself serves, only its path, or empty. */
  readonly url: string;
  /** One of the server's `API_KEYS`, if it requires one; a function is asked before each request. */
  readonly apiKey?: string | (() => string | undefined) | undefined;
  /** Limit for a whole call, including retries; 30 seconds by default. */
  readonly timeoutMs?: number;
  /** Total number of tries while the server answers 429 or 503; 3 by default. */
  readonly tries?: number;
  /** Replaces the global implementation. */
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  /** Aborts the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Overrides the client's own. */
  readonly timeoutMs?: number;
  /** Overrides the client's own. */
  readonly tries?: number;
}

export interface AddOptions extends CallOptions {
  /** Resolves when the papers are found by meaning, or after 100 seconds with the job as it is then. */
  readonly wait?: boolean;
  /** Whether the papers are embedded before or after those of other jobs; normal by default. */
  readonly priority?: JobPriority | undefined;
}

/** A stream, or a `Blob` such as the `File` of a form: every browser can send that, but few can stream a request. */
export type FileContent = AsyncIterable<Uint8Array> | Blob;

/** How a file is read. */
export interface FileOptions extends CallOptions {
  /** The name of its job, and a hint at its format if the content is ambiguous. */
  readonly name?: string | undefined;
  /** Overrides the format that the content indicates. */
  readonly format?: FormatName | undefined;
  /** For tables: the column of each field, if the headers do not name it. */
  readonly columns?: ColumnMapping | undefined;
  /** For workbooks: the name of the sheet; the first one with titles by default. */
  readonly sheet?: string | undefined;
  /** Only papers of one of these categories, and of these years. */
  readonly filter?:
    | {
        readonly categories?: readonly string[] | undefined;
        readonly yearFrom?: number | undefined;
        readonly yearTo?: number | undefined;
      }
    | undefined;
}

export type AddFileOptions = FileOptions & AddOptions;

export interface AddLinesOptions extends AddOptions {
  /** The name of the job, such as that of the file that the lines come from. */
  readonly name?: string | undefined;
}

export interface WaitOptions extends CallOptions {
  /** Called with every change of the job, the last included. */
  readonly onChange?: ((job: Job) => void) | undefined;
}

export interface Page {
  readonly limit?: number;
  /** The cursor of the previous answer. */
  readonly cursor?: string | undefined;
}

export type EditedPaper = z.output<typeof editedPaperSchema>;
export type PaperPatch = { readonly [Field in keyof PaperInput]?: PaperInput[Field] | null };
export type SearchRequest = z.input<typeof searchRequestSchema>;
export type SimilarRequest = z.input<typeof similarRequestSchema>;
export type SimilarToTextRequest = z.input<typeof similarToTextRequestSchema>;
export type RecommendationRequest = z.input<typeof recommendationRequestSchema>;
export type ExportRequest = z.input<typeof exportRequestSchema>;
export interface RemovalRequest {
  readonly filter?: SearchRequest["filter"];
  /** At most 10,000. */
  readonly ids?: readonly string[];
  /** Required to remove all papers. */
  readonly all?: boolean;
  readonly dryRun?: boolean;
}
export type SearchExportRequest = z.input<typeof searchExportRequestSchema>;
export type DuplicatesRequest = z.input<typeof duplicatesRequestSchema>;

/**
 * Any operation by its address: `call("GET /v1/papers/{id}", { params: { id } })`. The types are those of the API's
 * OpenAPI document.
 */
export type CallApi = <Address extends keyof Calls>(
  address: Address,
  request: Calls[Address]["request"] & CallOptions,
) => Promise<Calls[Address]["answer"]>;

export interface ImportIntoOptions extends AddFileOptions {
  /** The id of the collection; without it, a new one is made. */
  readonly collection?: string | undefined;
  /** The name of a new collection; that of the file by default. */
  readonly collectionName?: string | undefined;
}

export type CollectionExport = z.input<typeof collectionExportQuerySchema>;

/** Files of collections; the other calls on them go through `call`. */
export interface CollectionCalls {
  importFile(chunks: FileContent, options?: ImportIntoOptions): Promise<ImportedCollection>;
  export(id: string, query?: CollectionExport, options?: CallOptions): AsyncIterable<Uint8Array>;
}

/** The calls of a paperkin server. All throw a `PaperkinError` for what the server refuses, or when none answers. */
export interface PaperkinClient {
  readonly call: CallApi;
  readonly collections: CollectionCalls;
  search(request: SearchRequest, options?: CallOptions): Promise<SearchAnswer>;
  /** Up to 100 searches in one call, answered in order; one that fails has a `problem` instead of hits. */
  searchBatch(requests: readonly SearchRequest[], options?: CallOptions): Promise<BatchAnswer["answers"]>;
  /** Papers like one paper. */
  similar(id: string, request?: SimilarRequest, options?: CallOptions): Promise<HitsAnswer>;
  /** Papers like a title and abstract. */
  similarToText(request: SimilarToTextRequest, options?: CallOptions): Promise<HitsAnswer>;
  /** Papers like the liked ones and unlike the disliked ones. */
  recommend(request: RecommendationRequest, options?: CallOptions): Promise<HitsAnswer>;
  getPaper(id: string, options?: CallOptions): Promise<Paper>;
  /** The imported versions of a paper, newest first; none for a paper without versions. */
  versions(id: string, options?: CallOptions): Promise<readonly PaperVersion[]>;
  listPapers(page?: Page, options?: CallOptions): Promise<PapersAnswer>;
  /** Replaces a whole paper, or stores one under this id: fields that are not given are removed. */
  replacePaper(id: string, paper: PaperInput, options?: CallOptions): Promise<EditedPaper>;
  /** Changes some fields of a paper, a JSON merge patch (RFC 7396): `null` removes a field. */
  patchPaper(id: string, patch: PaperPatch, options?: CallOptions): Promise<EditedPaper>;
  removePaper(id: string, options?: CallOptions): Promise<void>;
  /** Removes the papers of a filter, of a list of ids, or all; `dryRun` only says which. */
  removePapers(request: RemovalRequest, options?: CallOptions): Promise<RemovedAnswer>;
  /**
   * Adds at most 10,000 papers as a list, or any number as an async iterable, which is streamed without a time limit.
   * Streaming needs a runtime whose `fetch` can stream a request, such as Node.js; few browsers can.
   */
  addPapers(papers: readonly PaperInput[] | AsyncIterable<PaperInput>, options?: AddOptions): Promise<Job>;
  /** Streams JSON Lines from a file; failures have its line numbers. */
  addLines(chunks: AsyncIterable<Uint8Array>, options?: AddLinesOptions): Promise<Job>;
  /** Streams a file in any of the formats, compressed or not; the answer names the detected format. */
  addFile(chunks: FileContent, options?: AddFileOptions): Promise<AddedAnswer>;
  /**
   * Streams every paper, or those that match a filter, as JSON Lines that `addLines` can import; with `vectors`,
   * including their vectors. The time limit applies until the first bytes arrive.
   */
  exportLines(request?: ExportRequest, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** Streams all hits of a search in their order, in a format of references or as JSON Lines. */
  exportSearch(request: SearchExportRequest, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** Reports what an import of the file would do, and stores nothing. */
  previewFile(chunks: FileContent, options?: FileOptions): Promise<PreviewedAnswer>;
  /** Groups of near-duplicates. */
  duplicates(request?: DuplicatesRequest, options?: CallOptions): Promise<DuplicatesAnswer>;
  stats(options?: CallOptions): Promise<Stats>;
  readonly jobs: JobCalls;
  readonly map: MapCalls;
  readonly reindex: ReindexCalls;
}

/** Changing the model while the one in use continues to answer. */
export interface ReindexCalls {
  /** The model in use and the other one. */
  status(options?: CallOptions): Promise<ModelsAnswer>;
  /** Starts or resumes the embedding of all papers with this model in the background. */
  start(model: string, options?: CallOptions): Promise<ModelsAnswer>;
  /** Runs the same queries with both models; by default the titles of some papers. */
  compare(request?: CompareRequest, options?: CallOptions): Promise<CompareAnswer>;
  /** The next model answers from now on; the one in use is kept. */
  switch(options?: CallOptions): Promise<ModelsAnswer>;
  /** The kept model answers again. */
  rollback(options?: CallOptions): Promise<ModelsAnswer>;
  /** Removes the model that is not in use. */
  drop(options?: CallOptions): Promise<ModelsAnswer>;
}

/** The map of all papers. */
export interface MapCalls {
  /** The whole map, or its outline: as many papers as show its shape. Throws `not_found` while there is none. */
  read(part?: MapPart, options?: CallOptions): Promise<MapAnswer>;
  /** Whether there is a map, and the progress of the one being drawn. */
  state(options?: CallOptions): Promise<MapState>;
  /** Starts to draw a map unless the present one is up to date; `anew` draws it in any case. */
  draw(request?: { readonly anew?: boolean }, options?: CallOptions): Promise<MapState>;
  /** Stops the drawing in progress, if any; an earlier map stays. */
  cancel(options?: CallOptions): Promise<MapState>;
  /** Position of one paper on the map, and its topics. */
  place(id: string, options?: CallOptions): Promise<PlaceAnswer>;
}

export interface JobCalls {
  /** Newest first. */
  list(page?: Pick<Page, "limit">, options?: CallOptions): Promise<readonly Job[]>;
  get(id: string, options?: CallOptions): Promise<Job>;
  /** Resolves with the job when it has ended. The time limit applies to each request, not to the whole wait. */
  wait(id: string, options?: WaitOptions): Promise<Job>;
  /** Yields the job at every change, until it has ended. The time limit applies until the first event. */
  events(id: string, options?: CallOptions): AsyncIterable<Job>;
  /** Papers that were refused or could not be embedded, with the reason. */
  failures(id: string, page?: Pick<Page, "limit">, options?: CallOptions): Promise<readonly JobFailure[]>;
  /** Which records were merged with which paper, whose identifier is in doubt, and which fields were cut. */
  notices(id: string, page?: Pick<Page, "limit">, options?: CallOptions): Promise<readonly JobNotice[]>;
  cancel(id: string, options?: CallOptions): Promise<Job>;
  pause(id: string, options?: CallOptions): Promise<Job>;
  resume(id: string, options?: CallOptions): Promise<Job>;
  retry(id: string, options?: CallOptions): Promise<Job>;
}
