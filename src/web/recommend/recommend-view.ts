import type { RecommendView, View } from "../shell/view-address.js";
import { findRating, ratePapers, type Rating, type Tray, type TrayPaper } from "./tray.js";

/** The recommendations for a list. */
export function viewTray({ likes, dislikes }: Tray): RecommendView {
  return { kind: "recommend", likes: likes.map(({ id }) => id), dislikes: dislikes.map(({ id }) => id) };
}

/** Whether a view is that of the recommendations for exactly this list. */
export function matchesView(tray: Tray, view: View): boolean {
  if (view.kind !== "recommend") return false;
  const own = viewTray(tray);
  return own.likes.join("\n") === view.likes.join("\n") && own.dislikes.join("\n") === view.dislikes.join("\n");
}

/** Whether a list has all papers of a view, rated as there. */
export function includesView(tray: Tray, { likes, dislikes }: RecommendView): boolean {
  const has = (ids: readonly string[], rating: Rating) => ids.every((id) => findRating(tray, id) === rating);
  return has(likes, "like") && has(dislikes, "dislike");
}

/** A list with the papers of a view added. A paper whose title is unknown has its ID as its title. */
export function addView(tray: Tray, view: RecommendView, titles: ReadonlyMap<string, string>): Tray {
  const name = (id: string): TrayPaper => ({ id, title: titles.get(id) ?? id });
  return ratePapers(ratePapers(tray, view.likes.map(name), "like"), view.dislikes.map(name), "dislike");
}
