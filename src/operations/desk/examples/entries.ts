import type { OperationExample } from "../../operation.js";
import { recommendationExample } from "../../examples/similar.js";
import { curriculumPaper } from "../../examples/sample-papers.js";

const params = { id: "Zm9yLXNvbWUx" };
const paper = curriculumPaper.id;
const entry = {
  id: paper,
  title: curriculumPaper.title,
  year: curriculumPaper.year,
  note: "The bandit of section 3 is what we need.",
  tags: ["curricula", "to cite"],
  isRead: true,
  rating: 4,
  key: "portelas2019teacher",
  addedAt: "2026-11-30T19:44:02.551Z",
};
const shown = { ...entry, isInLibrary: true, paper: curriculumPaper };
const excluded = {
  ...entry,
  decision: "exclude",
  reason: "no children",
  decidedAt: "2026-11-30T19:50:31.002Z",
};

export const listEntriesExample: OperationExample = {
  params,
  query: { tag: "to cite", sort: "rating" },
  answer: { entries: [shown], total: 1 },
};

export const findEntriesExample: OperationExample = {
  params,
  body: { ids: [paper, "10.1000/nothing"] },
  answer: { entries: [entry], unknown: ["10.1000/nothing"] },
};

export const addEntriesExample: OperationExample = {
  params,
  body: { entries: [{ id: paper, tags: ["curricula"], note: entry.note }, { id: "10.1000/nothing" }] },
  answer: { added: [paper], changed: [], unchanged: [], unknown: ["10.1000/nothing"] },
};

export const changeEntriesExample: OperationExample = {
  params,
  body: { ids: [paper], change: { decision: "exclude", reason: "no children" } },
  answer: { before: [entry], unknown: [] },
};

export const removeEntriesExample: OperationExample = {
  params,
  body: { ids: [paper] },
  answer: { removed: [excluded], unknown: [] },
};

export const readEntryExample: OperationExample = { params: { ...params, paper }, answer: shown };

export const replaceEntryExample: OperationExample = {
  params: { ...params, paper },
  body: { note: entry.note, tags: entry.tags, isRead: true, rating: 4, key: entry.key },
  answer: { ...shown, before: { ...entry, rating: 3 } },
};

export const removeEntryExample: OperationExample = {
  params: { ...params, paper },
  answer: { removed: [entry], unknown: [] },
};

export const recommendForExample: OperationExample = {
  params,
  body: { limit: 1, filter: { yearFrom: 2020 } },
  answer: recommendationExample.answer,
};

export const collectionsOfExample: OperationExample = {
  params: { id: paper },
  answer: { collections: [{ id: params.id, name: "Thesis, chapter 2", entry }] },
};
