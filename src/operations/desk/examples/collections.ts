import type { OperationExample } from "../../operation.js";

const id = "Zm9yLXNvbWUx";
const empty = {
  id,
  name: "Thesis, chapter 2",
  note: "What to cite on sparse attention",
  papers: 0,
  included: 0,
  excluded: 0,
  unread: 0,
  createdAt: "2026-11-30T19:42:10.118Z",
  updatedAt: "2026-11-30T19:42:10.118Z",
};

export const createCollectionExample: OperationExample = {
  body: { name: empty.name, note: empty.note },
  answer: empty,
};

export const listCollectionsExample: OperationExample = { answer: { collections: [empty] } };

export const changeCollectionExample: OperationExample = {
  params: { id },
  body: { name: "Thesis, chapter 3" },
  answer: { ...empty, name: "Thesis, chapter 3", before: { name: empty.name, note: empty.note } },
};

export const deleteCollectionExample: OperationExample = {
  params: { id },
  answer: { ...empty, restorableUntil: "2026-12-30T20:03:55.207Z" },
};

export const restoreCollectionExample: OperationExample = { params: { id }, answer: empty };

export const readCollectionExample: OperationExample = { params: { id }, answer: empty };
