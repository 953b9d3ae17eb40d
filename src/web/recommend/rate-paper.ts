import type { Entry } from "../../domain/collections/entry.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { announce } from "../shared/announce.js";
import { addEntries, changeEntries, findEntries, removeEntries } from "../shared/entry-calls.js";
import { call } from "../shared/server.js";
import { tell } from "../shared/undo.js";
import { tellProblem } from "../shell/deed-notice.js";
import { keep, refreshTray, showTray } from "./keep-tray.js";
import { listAll } from "./load-tray.js";
import { findRating, ratePapers, type Rating, toggleRating, type TrayPaper, withoutPapers } from "./tray.js";
import { trayStore } from "./tray-store.js";

/** Saves a paper in the current collection, or as not interesting there; the same again takes it out. */
export function ratePaper(paper: TrayPaper, rating: Rating): void {
  const before = trayStore.read();
  const was = findRating(before, paper.id);
  showTray(toggleRating(before, paper, rating));
  announce(was === rating ? `Removed from ${before.name}` : describeRating(rating, before.name));
  keep((id) => (was === rating ? takeOut(id, [paper.id]) : putIn(id, [paper], rating)));
}

/** Takes a paper out of the current collection. */
export function dropPaper(paper: TrayPaper): void {
  const rating = findRating(trayStore.read(), paper.id);
  if (rating) ratePaper(paper, rating);
}

export function rateTogether(papers: readonly TrayPaper[], rating: Rating): void {
  const before = trayStore.read();
  showTray(ratePapers(before, papers, rating));
  announce(`${formatPapers(papers.length)}: ${describeRating(rating, before.name)}`);
  keep((id) => putIn(id, papers, rating));
}

function describeRating(rating: Rating, name: string): string {
  return rating === "like" ? `Saved in ${name}` : `Not interested, kept in ${name}`;
}

/** Resolves to the ids of the papers that were not there before. */
export async function putIn(id: string, papers: readonly TrayPaper[], rating: Rating): Promise<readonly string[]> {
  const ids = papers.map((paper) => paper.id);
  const decision = rating === "dislike" ? ("exclude" as const) : undefined;
  const added = await addEntries(
    id,
    papers.map((paper) => ({ id: paper.id, title: paper.title, ...(decision && { decision }) })),
  );
  const others = ids.filter((one) => !added.includes(one));
  // An included paper stays so.
  const excluded =
    others.length === 0 ? [] : (await findEntries(id, others)).filter(isExcluded).map((entry) => entry.id);
  const changed = decision ? others : excluded;
  if (changed.length > 0) await changeEntries(id, changed, { decision: decision ?? null });
  return added;
}

function isExcluded({ decision }: Entry): boolean {
  return decision === "exclude";
}

/** What the reader has said about a paper is worth an undo; without it, the button that was pressed does the same. */
async function takeOut(id: string, ids: readonly string[]): Promise<void> {
  const removed = await removeEntries(id, ids);
  if (removed.some(isTelling)) offerReturn(id, removed, `${formatPapers(removed.length)} removed.`);
}

function isTelling({ note, tags, rating, key, reason, decision }: Entry): boolean {
  return tags.length > 0 || decision === "include" || [note, rating, key, reason].some((said) => said !== undefined);
}

export function offerReturn(id: string, removed: readonly Entry[], message: string): void {
  tell(message, () => addEntries(id, removed).then(refreshTray));
}

/** Takes all papers out of the current collection. */
export function clearTray(): void {
  const before = trayStore.read();
  showTray(withoutPapers(before));
  keep(async (id) => {
    const all = await listAll(id);
    const removed = await removeEntries(
      id,
      all.map((entry) => entry.id),
    );
    offerReturn(id, removed, `“${before.name}” was cleared.`);
  });
}

export function renameCurrent(name: string): void {
  const before = trayStore.read();
  const wanted = name.trim();
  const { id } = before;
  if (id === undefined || wanted === "" || wanted === before.name) return;
  showTray({ ...before, name: wanted });
  call("PATCH /v1/collections/{id}", { params: { id }, body: { name: wanted } })
    .catch(tellProblem)
    .then(refreshTray)
    .catch(() => undefined);
}
