import type { Collection } from "../../domain/collections/collection.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { removeEntries } from "../shared/entry-calls.js";
import { call } from "../shared/server.js";
import { tell } from "../shared/undo.js";
import { chooseCollection, markUsed, refreshTray } from "./keep-tray.js";
import { createCollection } from "./load-tray.js";
import { offerReturn, putIn } from "./rate-paper.js";
import type { TrayPaper } from "./tray.js";
import { lastUsed } from "./tray-store.js";
import type { RecommendView } from "../shell/view-address.js";

type Named = Pick<Collection, "id" | "name">;

/** Saves papers in a collection, which becomes the current one. */
export async function saveTo({ id, name }: Named, papers: readonly TrayPaper[]): Promise<void> {
  const added = await putIn(id, papers, "like");
  await chooseCollection(id);
  const what = papers.length === 1 ? "Saved" : `${formatPapers(papers.length)} saved`;
  if (added.length === 0) return tell(`${what} in “${name}” already.`);
  tell(`${what} in “${name}”.`, () => removeEntries(id, added).then(refreshTray));
}

export async function removeFrom({ id, name }: Named, papers: readonly TrayPaper[]): Promise<void> {
  const removed = await removeEntries(
    id,
    papers.map((paper) => paper.id),
  );
  await refreshTray();
  offerReturn(id, removed, `Removed from “${name}”.`);
}

/** Saves papers in a collection of their own. */
export async function saveInNew(name: string, papers: readonly TrayPaper[]): Promise<Named> {
  const created = await createCollection(name);
  await saveTo(created, papers);
  return created;
}

const sharedName = "Shared papers";

/** Keeps the papers of a shared address as a collection, which becomes the current one. */
export async function keepShared(view: RecommendView, titles: ReadonlyMap<string, string>): Promise<void> {
  const before = lastUsed.read().id;
  const { id, name } = await createCollection(sharedName);
  await addShared(id, view, titles);
  await chooseCollection(id);
  tell(`Kept as the collection “${name}”.`, async () => {
    await call("DELETE /v1/collections/{id}", { params: { id } });
    if (before !== undefined) markUsed(before);
    await refreshTray();
  });
}

/** Adds the papers of a shared address to the current collection. */
export async function addSharedTo({ id, name }: Named, view: RecommendView, titles: ReadonlyMap<string, string>) {
  const added = await addShared(id, view, titles);
  await chooseCollection(id);
  tell(`Added to “${name}”.`, () => removeEntries(id, added).then(refreshTray));
}

async function addShared(
  id: string,
  { likes, dislikes }: RecommendView,
  titles: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const name = (paper: string) => ({ id: paper, title: titles.get(paper) ?? paper });
  const liked = likes.length > 0 ? await putIn(id, likes.map(name), "like") : [];
  const disliked = dislikes.length > 0 ? await putIn(id, dislikes.map(name), "dislike") : [];
  return [...liked, ...disliked];
}
