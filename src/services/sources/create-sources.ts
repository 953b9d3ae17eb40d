import { createHarvestPapers, type HarvestPapers, type HarvestPapersDeps } from "./harvest-papers.js";
import { createReadPapers, type ReadPapers, type ReadPapersDeps } from "./read-papers.js";

export interface SourcePorts extends ReadPapersDeps, HarvestPapersDeps {}

/** The sources of papers: files and request bodies in any format, and services on the network. */
export interface Sources {
  readonly readPapers: ReadPapers;
  readonly harvestPapers: HarvestPapers;
}

export function createSources(ports: SourcePorts): Sources {
  return { readPapers: createReadPapers(ports), harvestPapers: createHarvestPapers(ports) };
}
