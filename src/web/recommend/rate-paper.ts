import { formatPapers } from "../../domain/text/amounts.js";
import { announce } from "../shared/announce.js";
import { createWatchedValue } from "../shared/watched-value.js";
import { maxExamples } from "../shell/view-address.js";
import { findRating, ratePapers, toggleRating, type Rating, type Tray, type TrayPaper } from "./tray.js";
import { trayStore } from "./tray-store.js";

/** The list before its last great change, which can be undone. */
export interface TrayUndo {
  readonly before: Tray;
  /** What happened. */
  readonly message: string;
}

export const trayUndo = createWatchedValue<TrayUndo | undefined>(undefined);

/** Adds a paper to the list, or to those of which less is wanted; the same again takes it back. */
export function ratePaper(paper: TrayPaper, rating: Rating): void {
  const before = trayStore.read();
  const after = toggleRating(before, paper, rating);
  if (after === before) return announce(`${nameSide(rating)} can have at most ${maxExamples} papers`);
  changeTray(after);
  announce(`${findRating(after, paper.id) === rating ? "Added to" : "Removed from"} ${nameSide(rating)}`);
}

/** Rates several papers, as far as there is room for them. */
export function rateTogether(papers: readonly TrayPaper[], rating: Rating): void {
  const after = ratePapers(trayStore.read(), papers, rating);
  changeTray(after);
  const count = papers.filter(({ id }) => findRating(after, id) === rating).length;
  const room = count < papers.length ? `, which can have at most ${maxExamples}` : "";
  announce(`${formatPapers(count)} on ${nameSide(rating)}${room}`);
}

function nameSide(rating: Rating): string {
  return rating === "like" ? "your list" : "the list of disliked papers";
}

export function changeTray(tray: Tray): void {
  trayUndo.save(undefined);
  trayStore.save(tray);
}

/** Replaces the whole list. */
export function replaceTray(tray: Tray, message: string): void {
  trayUndo.save({ before: trayStore.read(), message });
  trayStore.save(tray);
  announce(message);
}
