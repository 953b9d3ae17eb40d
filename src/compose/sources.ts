import { join } from "node:path";
import { arxivPauseMs, createArxivApi } from "../adapters/formats/arxiv/api.js";
import { createAtomFormat } from "../adapters/formats/arxiv/atom-format.js";
import { createKaggleFormat } from "../adapters/formats/arxiv/kaggle-format.js";
import { createOaiFormat } from "../adapters/formats/arxiv/oai-format.js";
import { createOaiHarvest } from "../adapters/formats/arxiv/oai-harvest.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import { createBibtexFormat } from "../adapters/formats/bibtex/format.js";
import { unpackSource } from "../adapters/compression/unpack-source.js";
import { createCsvFormat, createTsvFormat } from "../adapters/formats/csv/table-formats.js";
import { createFileHarvestLog } from "../adapters/harvest-log/harvest-log.js";
import { createHfPapersFormat } from "../adapters/formats/hf-papers/json-format.js";
import { createTextFormat } from "../adapters/formats/hf-papers/text-format.js";
import { createJsonFormat, createJsonLinesFormat } from "../adapters/formats/jsonl/formats.js";
import { createOpenAlexApi, openAlexPauseMs } from "../adapters/formats/openalex/api.js";
import { createOpenAlexFormat } from "../adapters/formats/openalex/format.js";
import { createPoliteFetch } from "../adapters/formats/polite-fetch.js";
import { createRisFormat } from "../adapters/formats/ris/format.js";
import { createSemanticScholarFormat } from "../adapters/formats/semantic-scholar/format.js";
import type { Config } from "../config.js";
import { createSources, type SourcePorts, type Sources } from "../services/sources/create-sources.js";

/** Composes the sources of papers, which a client of a server needs without a data folder. */
export function composeSources(config: Config): Sources {
  return createSources(createSourcePorts(config));
}

export function createSourcePorts(config: Config): SourcePorts {
  const { httpProxy, httpsProxy, noProxy, contact } = config;
  const userAgent = contact === undefined ? "paperkin" : `paperkin (mailto:${contact})`;
  const openFetch = (pauseMs: number) => createPoliteFetch({ pauseMs, userAgent, httpProxy, httpsProxy, noProxy });
  const fetchArxiv = openFetch(arxivPauseMs);
  return {
    unpack: unpackSource,
    formats: [
      createJsonLinesFormat(),
      createJsonFormat(),
      createCsvFormat(),
      createTsvFormat(),
      createBibtexFormat(),
      createRisFormat(),
      createAtomFormat(),
      createOaiFormat(),
      createKaggleFormat(),
      createOpenAlexFormat(),
      createSemanticScholarFormat(),
      createHfPapersFormat(),
      createTextFormat(),
    ],
    liveSources: [
      createArxivApi({ url: config.arxivUrl, fetch: fetchArxiv }),
      createOaiHarvest({ url: config.arxivOaiUrl, fetch: fetchArxiv }),
      createOpenAlexApi({ url: config.openAlexUrl, apiKey: config.openAlexApiKey, fetch: openFetch(openAlexPauseMs) }),
    ],
    harvestLog: createFileHarvestLog({ folder: join(config.dataDir, dataFolderNames.harvests) }),
  };
}
