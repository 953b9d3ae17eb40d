import type { FormatName } from "../../src/domain/sources/paper-format.js";
import { ads, crossref, cslJson, datacite, inspire, zoteroItems } from "./json-texts.js";
import { atom, daily, kaggle, oaiFirstPage, oaiLastPage, openAlex, scholar } from "./record-texts.js";
import { xmlFiles } from "./xml-files.js";
import { csv, mendeleyBibtex, tsv, zoteroBibtex, zoteroRis } from "./reference-texts.js";
import { ovid, pubmed, refer, refWorks, webOfScience } from "./tagged-texts.js";

/** A small library in each format as its usual writers produce it, with the expected papers. */
export interface FormatFile {
  readonly format: FormatName;
  readonly name: string;
  readonly text: string;
  /** Ids of the papers, in order. */
  readonly ids: readonly string[];
  readonly titles: readonly string[];
}

const abstractOf = (word: string) => `${`The ${word} is described here in some words that go on. `.repeat(6)}It ends.`;
const page = [
  "Daily Papers",
  "Subscribe",
  "Mar 12",
  "A first title",
  abstractOf("first"),
  "A second: longer title",
  abstractOf("second"),
].join("\n\n");

const lines = '{"id":"l1","title":"A line"}\n{"title":"Another","doi":"10.1000/L2"}\n';

export const formatFiles: readonly FormatFile[] = [
  { format: "jsonl", name: "lines.jsonl", text: lines, ids: ["l1", "doi:10.1000/l2"], titles: ["A line", "Another"] },
  {
    format: "json",
    name: "a.json",
    text: '{\n "papers": [\n {"id": "j1", "title": "In a list"}\n ]\n}\n',
    ids: ["j1"],
    titles: ["In a list"],
  },
  {
    format: "csv",
    name: "zotero.csv",
    text: csv,
    ids: ["doi:10.1000/notes", "sha256"],
    titles: ['Notes, with "quotes" in them', "Second row"],
  },
  { format: "tsv", name: "t.tsv", text: tsv, ids: ["sha256", "sha256"], titles: ["Tabs apart", "No more"] },
  {
    format: "bibtex",
    name: "zotero.bib",
    text: zoteroBibtex,
    ids: ["doi:10.1000/etude.1", "arxiv:1706.03762"],
    titles: ["An étude on Graßmann manifolds and α-divergence", "Attention without Tears"],
  },
  {
    format: "bibtex",
    name: "mendeley.bib",
    text: mendeleyBibtex,
    ids: ["arxiv:1910.07224"],
    titles: ["Curricula for robots: a first look"],
  },
  {
    format: "ris",
    name: "zotero.ris",
    text: zoteroRis,
    ids: ["doi:10.1000/cafe", "arxiv:2301.01234"],
    titles: ["Cafés and their effect on proofs", "A preprint of some kind"],
  },
  {
    format: "medline",
    name: "pubmed.nbib",
    text: pubmed,
    ids: ["doi:10.1000/pollen.12", "pmid:30000002"],
    titles: ["Pollen in the air of coastal towns: a survey of two summers", "Roofs of the coast"],
  },
  {
    format: "medline",
    name: "citation.txt",
    text: ovid,
    ids: ["doi:10.1000/rain", "sha256"],
    titles: ["Waiting for rain: A diary", "Second diary"],
  },
  {
    format: "web-of-science",
    name: "savedrecs.ciw",
    text: webOfScience,
    ids: ["doi:10.1000/lichen", "sha256"],
    titles: ["Lichens on northern roofs: growth and decline", "Slates and their age"],
  },
  {
    format: "refer",
    name: "citations.enw",
    text: refer,
    ids: ["doi:10.1000/boats", "sha256"],
    titles: ["On counting boats", "Proceedings of counting"],
  },
  {
    format: "refworks",
    name: "export.txt",
    text: refWorks,
    ids: ["doi:10.1000/bells", "sha256"],
    titles: ["Bells of small villages", "A chapter on bells"],
  },
  {
    format: "arxiv-atom",
    name: "feed.xml",
    text: atom,
    ids: ["arxiv:2301.01234", "arxiv:math/0211159"],
    titles: ["Feeds of papers: how O(n²) they are & why", "Old entropy"],
  },
  {
    format: "oai-pmh",
    name: "oai.xml",
    text: oaiFirstPage,
    ids: ["arxiv:2401.00001"],
    titles: ["Harvesting: a gentle way"],
  },
  { format: "oai-pmh", name: "dc.xml", text: oaiLastPage, ids: ["arxiv:cs/0102003"], titles: ["In Dublin's core"] },
  {
    format: "arxiv-kaggle",
    name: "arxiv-metadata-oai-snapshot.json",
    text: kaggle,
    ids: ["arxiv:0704.0001", "arxiv:hep-th/9901001"],
    titles: ["Calculation of diphoton cross sections at √s", "Old strings"],
  },
  {
    format: "csl-json",
    name: "library.json",
    text: cslJson,
    ids: ["doi:10.1000/csl", "sha256"],
    titles: ["Citations in parts", "Without an id of its own"],
  },
  {
    format: "crossref",
    name: "works.json",
    text: crossref,
    ids: ["doi:10.1000/first", "arxiv:2101.00001"],
    titles: ["Deposits & their dates", "A preprint with a DOI"],
  },
  {
    format: "zotero-json",
    name: "items.json",
    text: zoteroItems,
    ids: ["doi:10.1000/zot", "sha256"],
    titles: ["Libraries of notes", "A chapter"],
  },
  {
    format: "datacite",
    name: "dois.json",
    text: datacite,
    ids: ["doi:10.1000/data", "arxiv:2105.00001"],
    titles: ["Gauges of a river: 1990–2000", "A preprint at DataCite"],
  },
  {
    format: "inspire",
    name: "literature.json",
    text: inspire,
    ids: ["arxiv:1801.00001"],
    titles: ["Jets at √s = 13 TeV"],
  },
  { format: "ads", name: "search.json", text: ads, ids: ["doi:10.1000/stars"], titles: ["Stars in a cluster"] },
  {
    format: "openalex",
    name: "works.json",
    text: openAlex,
    ids: ["doi:10.1000/open", "openalex:W2"],
    titles: ["Open works & their graphs", "Without any other id"],
  },
  {
    format: "semantic-scholar",
    name: "papers.jsonl",
    text: scholar,
    ids: ["arxiv:2106.04647", "s2:12"],
    titles: ["Bulk papers", "Only a corpus id"],
  },
  { format: "hf-papers", name: "daily_papers.json", text: daily, ids: ["arxiv:2401.01234"], titles: ["Daily papers"] },
  {
    format: "text",
    name: "page.txt",
    text: page,
    ids: ["sha256", "sha256"],
    titles: ["A first title", "A second: longer title"],
  },
  ...xmlFiles,
];
