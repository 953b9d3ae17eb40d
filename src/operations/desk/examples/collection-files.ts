import { createReferenceWriter, exportFiles, exportFormats } from "../../../domain/export/format.js";
import type { OperationExample } from "../../operation.js";
import { acceptExample } from "../../examples/paper.js";
import { adapterPaper } from "../../examples/sample-papers.js";

const id = "Zm9yLXNvbWUx";
const entry = {
  note: "Compare with chapter 2.",
  tags: ["adapters"],
  isRead: true,
  rating: 4,
  key: "mahabadi2021compacter",
  addedAt: "2026-11-30T19:44:02.551Z",
};

export const exportCollectionExample: OperationExample = {
  params: { id },
  query: { tag: "adapters" },
  answer: `${JSON.stringify({ ...adapterPaper, entry })}\n`,
};

export const exportEntriesExample: OperationExample = {
  params: { id },
  body: { ids: [adapterPaper.id] },
  answer: exportCollectionExample.answer,
};

/** The same entry in the other formats, by their media types. */
export const exportedReferences: Readonly<Record<string, string>> = Object.fromEntries(
  exportFormats.flatMap((format) => {
    if (format === "jsonl") return [];
    const { head, write, tail } = createReferenceWriter(format, { hasEntries: true, keys: [entry.key] });
    return [[exportFiles[format].type, `${head}${write(adapterPaper, entry)}${tail}`]];
  }),
);

const body = { papers: [{ id: "notes-1", title: "Notes on adapters", entry: { note: "Mine.", tags: ["adapters"] } }] };
const answer = {
  job: {
    id: "3f2a91bc-7b60-4f39-8c4b-9a4d2f7e6c10",
    name: "Notes on adapters",
    format: "json",
    state: "waiting",
    priority: "normal",
    counts: { total: 1, accepted: 1, merged: 0, unchanged: 0, embedded: 0, failed: 0 },
    changes: {},
    createdAt: "2026-11-30T20:31:07.004Z",
  },
  collection: {
    id,
    name: "Thesis, chapter 2",
    note: "What to cite on sparse attention",
    papers: 1,
    included: 0,
    excluded: 0,
    unread: 1,
    createdAt: "2026-11-30T19:42:10.118Z",
    updatedAt: "2026-11-30T20:31:07.011Z",
  },
  entries: { added: 1, changed: 0, unchanged: 0 },
};

const { note: _note, ...unnoted } = answer.collection;
const imported = { ...unnoted, id: "Zm9yLXNvbWUz", name: "Adapters" };

const { bodies } = acceptExample;

export const importIntoExample: OperationExample = { params: { id }, body, ...(bodies && { bodies }), answer };

export const importCollectionExample: OperationExample = {
  query: { name: "Adapters" },
  body,
  ...(bodies && { bodies }),
  answer: { ...answer, collection: imported },
};
