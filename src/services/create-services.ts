import type { OtherModelStatus } from "../domain/models/change.js";
import { formatFingerprint } from "../domain/models/model.js";
import type { ChangeLog } from "../ports/vectors/change-log.js";
import type { CorpusScan } from "../ports/search/corpus-scan.js";
import type { PaperSets } from "../ports/search/paper-sets.js";
import type { DuplicateStore } from "../ports/duplicates/duplicate-store.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { EmbeddedBatchHandler, EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { JobNotices } from "../ports/jobs/job-notices.js";
import type { JobStore } from "../ports/jobs/job-store.js";
import type { KeywordSearch } from "../ports/search/keyword-index.js";
import type { Logger } from "../ports/logger.js";
import type { MapEngine } from "../ports/map/map-engine.js";
import type { MapProjector } from "../ports/map/map-projector.js";
import type { MapStore } from "../ports/map/map-store.js";
import type { OpenTrial } from "../ports/ingest/trial-store.js";
import type { TrendFinder } from "../ports/desk/trend-finder.js";
import type { DataDisk } from "../ports/paper/data-disk.js";
import type { PaperStore } from "../ports/paper/paper-store.js";
import type { PaperVersions } from "../ports/paper/paper-versions.js";
import type { GuessLanguage } from "../ports/search/language-guess.js";
import type { WordList } from "../ports/search/word-list.js";
import type { VectorSearch } from "../ports/vectors/vector-index.js";
import type { SpreadReader } from "../ports/vectors/vector-spread.js";
import type { VectorStore } from "../ports/vectors/vector-store.js";
import type { WorkStore } from "../ports/ingest/work-store.js";
import { createAcceptPapers } from "./ingest/accept-papers.js";
import { createCorrectSpelling } from "./search/query/correct-spelling.js";
import { createFollowing, type Following, type FollowPorts } from "./desk/follows/following.js";
import { createFindTrends } from "./desk/trends/find-trends.js";
import { createDrawMap } from "./map/draw-map.js";
import type { DuplicateGroups } from "./duplicates/duplicate-groups.js";
import { createEmbedQuery } from "./search/embed-query.js";
import { createEmbeddingRate } from "./ingest/embedding-rate.js";
import { createEmbedSentences, type EmbedSentences } from "./search/embed-sentences.js";
import { createExplainHits } from "./search/explain-hits.js";
import { createMarkSnippets } from "./search/mark-snippets.js";
import { createFindNearestSentences } from "./search/find-nearest-sentences.js";
import { createQueueFeeder, type QueueFeeder } from "./ingest/feed-queue.js";
import { createExportPapers } from "./export/export-papers.js";
import { createExportSearch } from "./export/export-search.js";
import { createFindSimilar, createFindSimilarToText } from "./similar/find-similar.js";
import { createUpdateMap } from "./map/update-map.js";
import { createEmbeddedBatchHandler } from "./ingest/handle-embedded-batch.js";
import { createRestrictPapers } from "./search/query/restrict-papers.js";
import { createLinkDuplicates, type LinkDuplicates } from "./duplicates/link-duplicates.js";
import { createListDuplicates, createListDuplicatesOf } from "./duplicates/list-duplicates.js";
import { createManageMap, type ManageMap } from "./map/manage-map.js";
import { createManageJobs } from "./jobs/manage-jobs.js";
import { createEditPapers } from "./paper/edit-papers.js";
import { createRemovePapers } from "./paper/remove-papers.js";
import { createManagePapers } from "./paper/manage-papers.js";
import { createMatchFilter, type MatchFilter } from "./search/match-filter.js";
import { createPreviewPapers } from "./ingest/preview-papers.js";
import { createFindExamples, type FindExamplesDeps } from "./overview/find-examples.js";
import { createReadOverview, type ReadOverviewDeps } from "./overview/read-overview.js";
import { createRankByAspect } from "./similar/rank-by-aspect.js";
import { createRankPapers } from "./search/rank-papers.js";
import { createRecommendPapers } from "./recommend/recommend-papers.js";
import { createCachedSpread } from "./recommend/cache-vector-spread.js";
import { createReportCoverage } from "./search/report-coverage.js";
import { createRepairQuery } from "./search/query/repair-query.js";
import { createReportStatus, type ReportStatusDeps } from "./health/report-status.js";
import { createSearchPapers, type SearchPapersDeps } from "./search/search-papers.js";
import { createReadLanguage } from "./search/query/read-language.js";
import { createRecognizeNames } from "./search/query/recognize-names.js";
import { createUnderstandQuery } from "./search/query/understand-query.js";
import type { AnsweringServices } from "./services.js";
import type { IndexSync } from "./indexes/sync-index.js";
import { createSources, type SourcePorts } from "./sources/create-sources.js";
import { createEstimatedJobs } from "./jobs/estimate-job-times.js";
import { createSuggest } from "./suggest/suggest.js";
import { createWaitForJob } from "./jobs/wait-for-job.js";

/** The ports that belong to one model: its embedder, the vectors, and everything derived from them. */
export interface ModelPorts {
  readonly embedder: Embedder;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly duplicates: DuplicateStore;
  /** The links of that store, in memory. */
  readonly groups: DuplicateGroups;
  /** Brings the vectors that questions see up to date, and links near-duplicates. */
  readonly openVectorSync: (linkDuplicates: LinkDuplicates) => IndexSync;
  readonly scan: CorpusScan;
  readonly paperSets: PaperSets;
  readonly spread: SpreadReader;
  readonly vectorIndex: VectorSearch;
  readonly maps: MapStore;
  readonly mapEngine: MapEngine;
  readonly trends: TrendFinder;
}

export interface SharedPorts extends SourcePorts, DataDisk, FollowPorts, Pick<ReportStatusDeps, "probeCluster"> {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly work: WorkStore;
  readonly jobs: JobStore;
  readonly notices: JobNotices;
  readonly openTrial: OpenTrial;
  readonly keywordIndex: KeywordSearch;
  readonly dictionary: WordList;
  readonly guessLanguage: GuessLanguage;
  readonly projector: MapProjector;
  readonly queue: EmbedQueue;
  readonly logger: Logger;
  readonly version: string;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
  readonly today: () => Date;
}

export interface Ports extends ModelPorts, SharedPorts {}

/** Tasks that services start. They act on the model in use at that time, even if the call began before a switch. */
export interface CurrentTasks {
  syncText(): Promise<void>;
  /** Whether the keyword index has been brought up to date since the start. */
  hasCaughtUpWithText(): boolean;
  /** The last change of texts that questions see. */
  readTextChange(): Promise<number>;
  syncVectors(): Promise<void>;
  feedQueue(): void;
  readOtherModel(): Promise<OtherModelStatus | undefined>;
}

/** Everything that answers and embeds with one model. */
export interface Answering {
  readonly embedder: Embedder;
  readonly vectorIndex: VectorSearch;
  readonly vectors: VectorStore;
  readonly duplicates: DuplicateStore;
  readonly services: AnsweringServices;
  readonly vectorSync: IndexSync;
  readonly feeder: QueueFeeder;
  readonly batchHandler: EmbeddedBatchHandler;
  readonly stopMap: ManageMap["stopMap"];
  readonly following: Following;
}

/** Wires the use cases together over one set of ports. */
export function createServices(ports: Ports, tasks: CurrentTasks): Answering {
  const { dimensions, fingerprint } = nameModel(ports.embedder);
  const { groups } = ports;
  const vectorSync = ports.openVectorSync(createLinkDuplicates(ports));
  const readVectorChange = () => vectorSync.readChange();
  const embeddingRate = createEmbeddingRate(ports.now);
  const jobs = createEstimatedJobs(ports.jobs, embeddingRate, ports.now);
  const feeder = createQueueFeeder({ ...ports, fingerprint, embeddingRate });
  const { stopMap, matchOnMap, readPicture, ...map } = createManageMap({
    ...ports,
    drawMap: createDrawMap({ ...ports, readVectorChange }),
    updateMap: createUpdateMap({ ...ports, ...tasks, readVectorChange }),
  });
  const matchFilter = createMatchFilter({ ...ports, matchOnMap });
  const embedSentences = createEmbedSentences(ports.embedder);
  const ranking = {
    ...ports,
    groups,
    embedSentences,
    matchFilter,
    rankByAspect: createRankByAspect({ ...ports, embedSentences }),
    reportCoverage: createReportCoverage({ ...ports, ...tasks }),
  };
  const searching = { ...ranking, ...createSearchParts(ranking) };
  const services: AnsweringServices = {
    acceptPapers: createAcceptPapers({ ...ports, ...tasks, dimensions, fingerprint, now: ports.today }),
    previewPapers: createPreviewPapers({ ...ports, embeddingRate }),
    removePapers: createRemovePapers({ ...ports, ...tasks, matchFilter }),
    exportPapers: createExportPapers({ ...ports, matchFilter, fingerprint }),
    ...createSearches({ ...searching, readPicture }),
    suggest: createSuggest({ ...ports, correctSpelling: createCorrectSpelling(ports) }),
    exportSearch: createExportSearch({ ...searching, fingerprint }),
    findSimilar: createFindSimilar(ranking),
    findSimilarToText: createFindSimilarToText(ranking),
    recommendPapers: createRecommendPapers({ ...ranking, readSpread: createCachedSpread(ports) }),
    ...createDuplicateLists({ ...ports, groups }),
    findTrends: createFindTrends({ ...ports, matchFilter }),
    waitForJob: createWaitForJob(jobs, tasks.syncVectors),
    ...createSources(ports),
    ...createManagePapers({ ...ports, ...tasks }),
    ...createEditPapers({ ...ports, ...tasks, now: ports.today }),
    ...createManageJobs({ ...ports, ...tasks, jobs }),
    ...createReportStatus({ ...ports, ...tasks }),
    ...map,
  };
  const batchHandler = createEmbeddedBatchHandler({ ...ports, ...tasks, fingerprint, dimensions, embeddingRate });
  const following = createFollowing({ ...searching, ...services, ...tasks, readVectorChange, dimensions, fingerprint });
  return { ...pickModelPorts(ports), services, vectorSync, feeder, stopMap, batchHandler, following };
}

function pickModelPorts({ embedder, vectorIndex, vectors, duplicates }: ModelPorts) {
  return { embedder, vectorIndex, vectors, duplicates };
}

function nameModel({ model }: Embedder) {
  return { dimensions: model.dimensions, fingerprint: formatFingerprint(model) };
}

function createDuplicateLists(deps: Parameters<typeof createListDuplicates>[0]) {
  return { listDuplicates: createListDuplicates(deps), listDuplicatesOf: createListDuplicatesOf(deps) };
}

/** Searches, and what the library is about, which is found by them. */
function createSearches(
  deps: SearchPapersDeps & Omit<FindExamplesDeps, "searchPapers"> & Omit<ReadOverviewDeps, "findExamples">,
) {
  const searchPapers = createSearchPapers(deps);
  const findExamples = createFindExamples({ ...deps, searchPapers });
  return { searchPapers, readOverview: createReadOverview({ ...deps, findExamples }) };
}

/** The parts of a search: which papers it may find, how words are spelled, how papers rank, and why. */
function createSearchParts(
  ports: Ports & {
    readonly matchFilter: MatchFilter;
    readonly embedSentences: EmbedSentences;
  },
) {
  const embedQuery = createEmbedQuery(ports.embedder);
  const recognizeNames = createRecognizeNames(ports);
  return {
    embedQuery,
    recognizeNames,
    understandQuery: createRepairQuery({
      understandQuery: createUnderstandQuery({
        ...ports,
        restrictPapers: createRestrictPapers(ports),
        recognizeNames,
        readLanguage: createReadLanguage(ports),
      }),
      correctSpelling: createCorrectSpelling(ports),
    }),
    rankPapers: createRankPapers({ ...ports, embedQuery }),
    markSnippets: createMarkSnippets(ports),
    explainHits: createExplainHits({
      ...ports,
      findNearestSentences: createFindNearestSentences({ ...ports, embedQuery }),
    }),
  };
}
