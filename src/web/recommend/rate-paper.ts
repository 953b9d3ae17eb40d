import { announce } from "../shared/announce.js";
import { createWatchedValue } from "../shared/watched-value.js";
import { maxExamples } from "../shell/view-address.js";
import { findRating, toggleRating, type Rating, type Tray, type TrayPaper } from "./tray.js";
import { trayStore } from "./tray-store.js";

/** The list before its last great change, which can be undone. */
export interface TrayUndo {
  readonly before: Tray;
  /** What happened. */
  readonly message: string;
}

export const trayUndo = createWatchedValue<TrayUndo | undefined>(undefined);

/** Likes or dislikes a paper; the same again takes it back. */
export function ratePaper(paper: TrayPaper, rating: Rating): void {
  const before = trayStore.read();
  const after = toggleRating(before, paper, rating);
  const side = rating === "like" ? "liked" : "disliked";
  if (after === before) return announce(`A list holds at most ${maxExamples} ${side} papers`);
  changeTray(after);
  announce(`${findRating(after, paper.id) === rating ? "Added to" : "Removed from"} the ${side} papers`);
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
