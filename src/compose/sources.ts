import { join } from "node:path";
import { arxivPauseMs, createArxivApi } from "../adapters/formats/arxiv/api.js";
import { createOaiHarvest } from "../adapters/formats/arxiv/oai-harvest.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import { unpackSource } from "../adapters/compression/unpack-source.js";
import { createFileHarvestLog } from "../adapters/harvest-log/harvest-log.js";
import { createCrossrefApi, crossrefPauseMs } from "../adapters/formats/crossref/api.js";
import { createPaperLookup } from "../adapters/formats/paper-lookup.js";
import { createOpenAlexApi, openAlexPauseMs } from "../adapters/formats/openalex/api.js";
import { createPoliteFetch } from "../adapters/formats/polite-fetch.js";
import type { Config } from "../config.js";
import { createFormatsInThreads } from "./formats.js";
import { createSources, type SourcePorts, type Sources } from "../services/sources/create-sources.js";

/** Composes the sources of papers, which a client of a server needs without a data folder. */
export function composeSources(config: Config, formats?: SourcePorts["formats"]): Sources {
  return createSources(createSourcePorts(config, formats));
}

export function createSourcePorts(
  config: Config,
  formats: SourcePorts["formats"] = createFormatsInThreads(),
): SourcePorts {
  const { httpProxy, httpsProxy, noProxy, contact } = config;
  const userAgent = contact === undefined ? "paperkin" : `paperkin (mailto:${contact})`;
  const client = { userAgent, httpProxy, httpsProxy, noProxy };
  const openFetch = (pauseMs: number, options: { readonly isPublicOnly?: boolean } = {}) =>
    createPoliteFetch({ ...client, ...options, pauseMs });
  const fetchArxiv = openFetch(arxivPauseMs);
  const arxiv = createArxivApi({ url: config.arxivUrl, fetch: fetchArxiv });
  const crossref = createCrossrefApi({ url: config.crossrefUrl, contact, fetch: openFetch(crossrefPauseMs) });
  const openAlex = { url: config.openAlexUrl, apiKey: config.openAlexApiKey, fetch: openFetch(openAlexPauseMs) };
  const apis = [arxiv, createOpenAlexApi(openAlex), crossref];
  const oai = { url: config.arxivOaiUrl, fetch: fetchArxiv };
  const fetchPublic = config.webhooksPrivate ? undefined : openFetch(arxivPauseMs, { isPublicOnly: true });
  return {
    unpack: unpackSource,
    formats,
    liveSources: [...apis, createOaiHarvest(oai)],
    readerSources: [...apis, createOaiHarvest({ ...oai, fetchPublic })],
    paperLookup: createPaperLookup({
      arxivUrl: config.arxivUrl,
      crossrefUrl: config.crossrefUrl,
      readArxivPage: arxiv.readPage,
      readCrossrefPage: crossref.readPage,
    }),
    harvestLog: createFileHarvestLog({ folder: join(config.dataDir, dataFolderNames.harvests) }),
  };
}
