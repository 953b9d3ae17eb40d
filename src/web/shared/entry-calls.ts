import type { Entry, EntryChange } from "../../domain/collections/entry.js";
import { call } from "./server.js";

/** The API's limit for one request. */
const batch = 1_000;

/** Changes entries of a collection; resolves to what they were. */
export function changeEntries(id: string, all: readonly string[], change: EntryChange): Promise<Entry[]> {
  const send = (ids: string[]) =>
    call("PATCH /v1/collections/{id}/papers", { params: { id }, body: { ids, change } }).then(({ before }) => before);
  return inBatches(all, send);
}

/** Resolves to the entries of those papers that the collection has, also excluded ones. */
export function findEntries(id: string, all: readonly string[]): Promise<Entry[]> {
  const send = (ids: string[]) =>
    call("POST /v1/collections/{id}/papers/find", { params: { id }, body: { ids } }).then(({ entries }) => entries);
  return inBatches(all, send);
}

/** Takes papers out of a collection; resolves to their entries. */
export function removeEntries(id: string, all: readonly string[]): Promise<Entry[]> {
  const send = (ids: string[]) =>
    call("POST /v1/collections/{id}/papers/remove", { params: { id }, body: { ids } }).then(({ removed }) => removed);
  return inBatches(all, send);
}

export type AddedEntry = Partial<Entry> & Pick<Entry, "id">;

/** Adds papers; resolves to the ids of those that were not there before. */
export function addEntries(id: string, all: readonly AddedEntry[]): Promise<string[]> {
  const send = (entries: AddedEntry[]) =>
    call("POST /v1/collections/{id}/papers", { params: { id }, body: { entries } }).then(({ added }) => added);
  return inBatches(all, send);
}

async function inBatches<Item, Answer>(
  items: readonly Item[],
  run: (some: Item[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length; at += batch) answers.push(...(await run(items.slice(at, at + batch))));
  return answers;
}
