import { createAtomFormat } from "../adapters/formats/arxiv/atom-format.js";
import { createKaggleFormat } from "../adapters/formats/arxiv/kaggle-format.js";
import { createOaiFormat } from "../adapters/formats/arxiv/oai-format.js";
import { createBibtexFormat } from "../adapters/formats/bibtex/format.js";
import { createCsvFormat, createTsvFormat } from "../adapters/formats/csv/table-formats.js";
import { createXlsxFormat } from "../adapters/formats/xlsx/format.js";
import { createAdsFormat } from "../adapters/formats/json/ads.js";
import { createCrossrefFormat } from "../adapters/formats/crossref/format.js";
import { createCslJsonFormat } from "../adapters/formats/csl/format.js";
import { createDataciteFormat } from "../adapters/formats/json/datacite.js";
import { createInspireFormat } from "../adapters/formats/json/inspire.js";
import { createZoteroJsonFormat } from "../adapters/formats/json/zotero.js";
import { createHfPapersFormat } from "../adapters/formats/hf-papers/json-format.js";
import { createTextFormat } from "../adapters/formats/hf-papers/text-format.js";
import { createJsonFormat, createJsonLinesFormat } from "../adapters/formats/json/own.js";
import { createOpenAlexFormat } from "../adapters/formats/openalex/format.js";
import { createMedlineFormat } from "../adapters/formats/tagged/medline-format.js";
import { createReferFormat } from "../adapters/formats/tagged/refer-format.js";
import { createRefWorksFormat } from "../adapters/formats/tagged/refworks-format.js";
import { createWebOfScienceFormat } from "../adapters/formats/tagged/web-of-science-format.js";
import { createRisFormat } from "../adapters/formats/tagged/ris-format.js";
import { createPdfFormat } from "../adapters/formats/pdf/format.js";
import { createSemanticScholarFormat } from "../adapters/formats/semantic-scholar/format.js";
import { createEndnoteFormat } from "../adapters/formats/xml/endnote.js";
import { createAclAnthologyFormat } from "../adapters/formats/xml/acl-anthology.js";
import { createDblpFormat } from "../adapters/formats/xml/dblp.js";
import { createModsFormat } from "../adapters/formats/xml/mods.js";
import { createJatsFormat } from "../adapters/formats/xml/jats.js";
import { createZoteroRdfFormat } from "../adapters/formats/xml/zotero-rdf.js";
import { createPubmedFormat } from "../adapters/formats/xml/pubmed.js";
import { createThreadedFormats } from "../adapters/formats/thread/threaded-formats.js";
import { resolveThreadEntry } from "../adapters/thread-entry.js";
import type { PaperFormat } from "../ports/sources/paper-format.js";

/** Every format of papers. */
export function createFormats(): PaperFormat[] {
  return [
    ...createOwnFormats(),
    ...createReferenceFormats(),
    ...createTables(),
    ...createXmlFormats(),
    ...createJsonFormats(),
    createPdfFormat(),
  ];
}

/**
 * The same, read in threads. JSON Lines stay here: each line has a limit, and `JSON.parse`, which reads it, is linear. A
 * PDF has a thread of its own.
 */
export function createFormatsInThreads(): PaperFormat[] {
  const inThread = createThreadedFormats({ entry: resolveThreadEntry(import.meta.url, "./read-thread") });
  return createFormats().map((format) => (staysHere.has(format.name) ? format : inThread(format.name)));
}

const staysHere: ReadonlySet<PaperFormat["name"]> = new Set(["jsonl", "pdf"]);

function createOwnFormats(): PaperFormat[] {
  return [createJsonLinesFormat(), createJsonFormat(), createTextFormat()];
}

function createTables(): PaperFormat[] {
  return [createCsvFormat(), createTsvFormat(), createXlsxFormat()];
}

/** Of reference managers. */
function createReferenceFormats(): PaperFormat[] {
  return [createBibtexFormat(), createRisFormat(), ...createTaggedFormats()];
}

/** Of databases and reference managers, with a tag per line. */
function createTaggedFormats(): PaperFormat[] {
  return [createMedlineFormat(), createWebOfScienceFormat(), createReferFormat(), createRefWorksFormat()];
}

function createXmlFormats(): PaperFormat[] {
  return [
    createAtomFormat(),
    createOaiFormat(),
    createEndnoteFormat(),
    createZoteroRdfFormat(),
    createPubmedFormat(),
    createJatsFormat(),
    createModsFormat(),
    createDblpFormat(),
    createAclAnthologyFormat(),
  ];
}

function createJsonFormats(): PaperFormat[] {
  return [
    createCslJsonFormat(),
    createZoteroJsonFormat(),
    createCrossrefFormat(),
    createDataciteFormat(),
    createInspireFormat(),
    createAdsFormat(),
    createOpenAlexFormat(),
    createSemanticScholarFormat(),
    createKaggleFormat(),
    createHfPapersFormat(),
  ];
}
