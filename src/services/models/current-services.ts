import type { AnsweringServices } from "../services.js";
import type { CallTracker } from "./call-tracker.js";

/**
 * Forwards each call to the services of the model in use when the call begins. `acceptPapers` and `waitForJob` are not
 * tracked, because they may take hours and do not need the model.
 */
export function createCurrentServices(read: () => AnsweringServices, track: CallTracker["track"]): AnsweringServices {
  return {
    acceptPapers: (source, options) => read().acceptPapers(source, options),
    waitForJob: (id, options) => read().waitForJob(id, options),
    previewPapers: (source, onSlice) => track(read().previewPapers(source, onSlice)),
    exportPapers: (request) => read().exportPapers(request),
    exportSearch: (request, options) => read().exportSearch(request, options),
    searchPapers: (request, options) => track(read().searchPapers(request, options)),
    readOverview: () => track(read().readOverview()),
    suggest: (request) => track(read().suggest(request)),
    findSimilar: (id, request, options) => track(read().findSimilar(id, request, options)),
    findSimilarToText: (request, options) => track(read().findSimilarToText(request, options)),
    recommendPapers: (request, options) => track(read().recommendPapers(request, options)),
    listDuplicates: (request) => track(read().listDuplicates(request)),
    listDuplicatesOf: (id) => track(read().listDuplicatesOf(id)),
    findTrends: (request) => track(read().findTrends(request)),
    readPapers: (source, options) => track(read().readPapers(source, options)),
    harvestPapers: {
      harvest: (request) => read().harvestPapers.harvest(request),
      check: (request) => read().harvestPapers.check(request),
    },
    completeRecords: (records, signal) => read().completeRecords(records, signal),
    readPaper: (id) => track(read().readPaper(id)),
    listVersions: (id) => track(read().listVersions(id)),
    listPapers: (page) => track(read().listPapers(page)),
    listAuthors: (request) => track(read().listAuthors(request)),
    removePaper: (id) => track(read().removePaper(id)),
    removePapers: (filter, options) => track(read().removePapers(filter, options)),
    replacePaper: (id, input) => track(read().replacePaper(id, input)),
    patchPaper: (id, patch) => track(read().patchPaper(id, patch)),
    readJob: (id) => track(read().readJob(id)),
    listJobs: (limit) => track(read().listJobs(limit)),
    listFailures: (id, limit) => track(read().listFailures(id, limit)),
    listNotices: (id, limit) => track(read().listNotices(id, limit)),
    changeJob: (id, action) => track(read().changeJob(id, action)),
    readStats: () => track(read().readStats()),
    readReadiness: () => track(read().readReadiness()),
    readMap: (part) => track(read().readMap(part)),
    readMapState: () => track(read().readMapState()),
    startDrawing: (options) => track(read().startDrawing(options)),
    cancelDrawing: () => track(read().cancelDrawing()),
    readPlace: (id) => track(read().readPlace(id)),
  };
}
