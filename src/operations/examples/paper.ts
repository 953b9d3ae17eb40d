import type { OperationExample } from "../operation.js";
import { acceptedJob } from "./job.js";
import { adapterPaper, curriculumPaper } from "./sample-papers.js";

const lines = '{"title":"Another paper of mine","year":2025}\n{"abstract":"no title"}\n';
const table = "title,year\nAnother paper of mine,2025\n";
const entry = "@article{mine, title = {Another paper of mine}, year = {2025}}\n";
const text = `Another paper of mine

What it says, in a sentence or two: an abstract has at least a hundred and twenty-five characters, and it ends with a full stop.

A second paper of mine

A text without tags is read if titles and abstracts take turns in it, with a blank line after each, and if there are two of them.
`;
const feed =
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2501.00001v1</id>' +
  "<title>Another paper of mine</title><summary>What it says.</summary></entry></feed>\n";

/** The second paper of the JSON body and of `lines` lacks a title. */
export const acceptExample: OperationExample = {
  body: { papers: [{ title: "Another paper of mine", year: 2025 }, { abstract: "no title" }] },
  bodies: {
    "application/x-ndjson": lines,
    "application/jsonl": lines,
    "text/plain": text,
    "text/csv": table,
    "text/tab-separated-values": table.replaceAll(",", "\t"),
    "text/x-bibtex": entry,
    "application/x-bibtex": entry,
    "application/octet-stream": entry,
    "application/x-research-info-systems": "TY  - JOUR\nTI  - Another paper of mine\nPY  - 2025\nER  -\n",
    "application/nbib": "PMID- 12345\nTI  - Another paper of mine\nDP  - 2025\n",
    "application/x-endnote-refer": "%0 Journal Article\n%T Another paper of mine\n%D 2025\n",
    "application/vnd.citationstyles.csl+json":
      '[{"type": "article-journal", "title": "Another paper of mine", "issued": {"date-parts": [[2025]]}}]',
    "application/vnd.crossref-api-message+json": '{"DOI": "10.1234/def", "title": ["Another paper of mine"]}',
    "application/vnd.datacite.datacite+json": '{"doi": "10.1234/ghi", "titles": [{"title": "Another paper of mine"}]}',
    "application/atom+xml": feed,
    "application/xml": feed,
    "text/xml": feed,
  },
  answer: { job: acceptedJob },
};

export const listPapersExample: OperationExample = {
  query: { limit: 1 },
  answer: {
    papers: [curriculumPaper],
    cursor: "1",
  },
};

export const readPaperExample: OperationExample = {
  params: { id: "arxiv:2106.04647" },
  answer: adapterPaper,
};

export const listVersionsExample: OperationExample = {
  params: { id: "arxiv:2106.04647" },
  answer: {
    versions: [
      { version: 2, title: adapterPaper.title, date: "2021-11-27", takenInAt: "2026-02-03T08:00:00.000Z", kept: true },
      { version: 1, title: adapterPaper.title, date: "2021-06-08", takenInAt: "2026-01-05T08:00:00.000Z", kept: false },
    ],
  },
};

const { format: _, ...listedJob } = acceptedJob;
const one = { total: 1, accepted: 1, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
/** A job of one paper whose text is the same, so that nothing is embedded. */
const editJob = {
  ...listedJob,
  name: adapterPaper.title,
  state: "completed",
  counts: { ...one, embedded: 1 },
  finishedAt: acceptedJob.createdAt,
};

export const replacePaperExample: OperationExample = {
  params: { id: "mine-1" },
  body: { title: "Another paper of mine", authors: ["Ada Vance"], year: 2025 },
  answer: {
    paper: {
      id: "mine-1",
      title: "Another paper of mine",
      authors: ["Ada Vance"],
      year: 2025,
      categories: [],
      keywords: [],
    },
    job: { ...listedJob, name: "Another paper of mine", counts: one },
  },
};

export const patchPaperExample: OperationExample = {
  params: { id: "arxiv:2106.04647" },
  body: { venue: "NeurIPS", date: null },
  answer: { paper: { ...adapterPaper, venue: "NeurIPS" }, job: { ...editJob, changes: { venue: { added: 1 } } } },
};

export const removePaperExample: OperationExample = { params: { id: curriculumPaper.id } };

const { title, abstract, authors, year } = adapterPaper;
/** The same work, imported under an id of its own. */
const publishedPaper = {
  id: "neurips:compacter",
  title,
  abstract,
  authors,
  year,
  venue: "NeurIPS",
  categories: [],
  keywords: [],
};

export const duplicatesExample: OperationExample = {
  query: { limit: 1 },
  answer: {
    groups: [
      {
        papers: [
          {
            paper: adapterPaper,
            similarity: 0.9844233438460329,
          },
          {
            paper: publishedPaper,
            similarity: 0.9844233438460329,
          },
        ],
      },
    ],
    total: 1,
  },
};

export const duplicatesOfExample: OperationExample = {
  params: { id: adapterPaper.id },
  answer: { papers: [{ paper: publishedPaper, similarity: 0.9844233438460329 }] },
};

export const removePapersExample: OperationExample = {
  query: { dryRun: "true" },
  body: { ids: [curriculumPaper.id, adapterPaper.id] },
  answer: { removed: 2, ids: [curriculumPaper.id, adapterPaper.id], dryRun: true },
};
