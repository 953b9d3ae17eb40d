import type { PaperLookup } from "../../ports/sources/paper-lookup.js";
import { type CompleteRecords, createCompleteRecords } from "./complete-records.js";
import { createHarvestPapers, type HarvestPapers, type HarvestPapersDeps } from "./harvest-papers.js";
import { createReadPapers, type ReadPapers, type ReadPapersDeps } from "./read-papers.js";

export interface SourcePorts extends ReadPapersDeps, HarvestPapersDeps {
  readonly paperLookup: PaperLookup;
}

/** The sources of papers: files and request bodies in any format, and services on the network. */
export interface Sources {
  readonly readPapers: ReadPapers;
  readonly harvestPapers: HarvestPapers;
  readonly completeRecords: CompleteRecords;
}

export function createSources(ports: SourcePorts): Sources {
  return {
    readPapers: createReadPapers(ports),
    harvestPapers: createHarvestPapers(ports),
    completeRecords: createCompleteRecords(ports.paperLookup.lookUp),
  };
}
