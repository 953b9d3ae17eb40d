import type { Desk } from "./desk/create-desk.js";
import type { Delivered } from "./desk/delivery/delivered.js";
import type { ManageJobs } from "./jobs/manage-jobs.js";
import type { ModelChangeServices } from "./models/model-change-services.js";
import type { AcceptPapers } from "./ingest/accept-papers.js";
import type { Sources } from "./sources/create-sources.js";
import type { ExportPapers } from "./export/export-papers.js";
import type { ExportSearch } from "./export/export-search.js";
import type { FindTrends } from "./desk/trends/find-trends.js";
import type { FindSimilar, FindSimilarToText } from "./similar/find-similar.js";
import type { ListDuplicates, ListDuplicatesOf } from "./duplicates/list-duplicates.js";
import type { EditPapers } from "./paper/edit-papers.js";
import type { ManagePapers } from "./paper/manage-papers.js";
import type { MapServices } from "./map/manage-map.js";
import type { PreviewPapers } from "./ingest/preview-papers.js";
import type { RemovePapers } from "./paper/remove-papers.js";
import type { RecommendPapers } from "./recommend/recommend-papers.js";
import type { ReportStatus } from "./health/report-status.js";
import type { ReadOverview } from "./overview/read-overview.js";
import type { SearchPapers } from "./search/search-papers.js";
import type { Suggest } from "./suggest/suggest.js";
import type { WaitForJob } from "./jobs/wait-for-job.js";

/** Everything that paperkin does, as HTTP, the command line and MCP call it. */
export interface Services extends AnsweringServices, ModelChangeServices {
  readonly desk: Desk;
  readonly delivery: Delivered;
}

/** The services of one model. */
export interface AnsweringServices extends ManagePapers, EditPapers, ManageJobs, ReportStatus, Sources, MapServices {
  readonly acceptPapers: AcceptPapers;
  readonly previewPapers: PreviewPapers;
  readonly exportPapers: ExportPapers;
  readonly removePapers: RemovePapers;
  readonly exportSearch: ExportSearch;
  readonly searchPapers: SearchPapers;
  readonly suggest: Suggest;
  readonly findSimilar: FindSimilar;
  readonly findSimilarToText: FindSimilarToText;
  readonly recommendPapers: RecommendPapers;
  readonly listDuplicates: ListDuplicates;
  readonly listDuplicatesOf: ListDuplicatesOf;
  readonly readOverview: ReadOverview;
  readonly waitForJob: WaitForJob;
  readonly findTrends: FindTrends;
}
