import type { Job, JobAction, JobFailure } from "../domain/jobs/job.js";
import type { PaperVersion } from "../domain/paper/version.js";
import type { Paper } from "../domain/paper/paper.js";
import type { ModelChangeServices } from "./models/model-change-services.js";
import type { AcceptPapers } from "./ingest/accept-papers.js";
import type { Sources } from "./sources/create-sources.js";
import type { ExportPapers } from "./export/export-papers.js";
import type { FindSimilar, FindSimilarToText } from "./similar/find-similar.js";
import type { ListDuplicates } from "./duplicates/list-duplicates.js";
import type { MapServices } from "./map/manage-map.js";
import type { PreviewPapers } from "./ingest/preview-papers.js";
import type { RecommendPapers } from "./recommend/recommend-papers.js";
import type { ReportStatus } from "./health/report-status.js";
import type { SearchPapers } from "./search/search-papers.js";
import type { WaitForJob } from "./jobs/wait-for-job.js";

/** Everything that paperkin does, as HTTP, the command line and MCP call it. */
export interface Services extends AnsweringServices, ModelChangeServices {}

/** What is done with one model. */
export interface AnsweringServices extends ReportStatus, Sources, MapServices {
  readonly acceptPapers: AcceptPapers;
  readonly previewPapers: PreviewPapers;
  readonly exportPapers: ExportPapers;
  readonly searchPapers: SearchPapers;
  readonly findSimilar: FindSimilar;
  readonly findSimilarToText: FindSimilarToText;
  readonly recommendPapers: RecommendPapers;
  readonly listDuplicates: ListDuplicates;
  readonly waitForJob: WaitForJob;
  /** Throws `not_found`. */
  readPaper(id: string): Promise<Paper>;
  /** The versions of a paper that were imported, newest first. Throws `not_found`. */
  listVersions(id: string): Promise<readonly PaperVersion[]>;
  listPapers(page: {
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<{ papers: readonly Paper[]; cursor?: string }>;
  /** Gone from the store and both indexes when it resolves. Throws `not_found`. */
  removePaper(id: string): Promise<void>;
  /** Throws `not_found`. */
  readJob(id: string): Promise<Job>;
  listJobs(limit: number): Promise<readonly Job[]>;
  /** Throws `not_found`. */
  listFailures(id: string, limit: number): Promise<readonly JobFailure[]>;
  /** Throws `not_found`, or `conflict` where the job's state does not allow it. */
  changeJob(id: string, action: JobAction): Promise<Job>;
}
