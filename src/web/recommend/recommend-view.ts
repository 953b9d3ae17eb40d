import { maxExamples, type RecommendView, type View } from "../shell/view-address.js";
import { findRating, type Rating, type Tray } from "./tray.js";

/** The recommendations for the current collection. */
export function viewTray({ likes, dislikes }: Tray): RecommendView {
  const list = (papers: Tray["likes"]) => papers.slice(0, maxExamples).map(({ id }) => id);
  return { kind: "recommend", likes: list(likes), dislikes: list(dislikes) };
}

/** Whether a view is that of the recommendations for exactly these papers, in any order. */
export function matchesView(tray: Tray, view: View): boolean {
  if (view.kind !== "recommend") return false;
  const own = viewTray(tray);
  return isSame(own.likes, view.likes) && isSame(own.dislikes, view.dislikes);
}

function isSame(ids: readonly string[], others: readonly string[]): boolean {
  return ids.length === others.length && new Set([...ids, ...others]).size === ids.length;
}

/** Whether the collection has all papers of a view, rated as there. */
export function includesView(tray: Tray, { likes, dislikes }: RecommendView): boolean {
  const has = (ids: readonly string[], rating: Rating) => ids.every((id) => findRating(tray, id) === rating);
  return has(likes, "like") && has(dislikes, "dislike");
}
