import { maxExamples } from "../shell/view-address.js";

export interface TrayPaper {
  readonly id: string;
  readonly title: string;
}
export type Rating = "like" | "dislike";

/** The papers that a reader wants more of, and those they want less of. */
export interface Tray {
  readonly likes: readonly TrayPaper[];
  readonly dislikes: readonly TrayPaper[];
}

export const emptyTray: Tray = { likes: [], dislikes: [] };

export function findRating({ likes, dislikes }: Tray, id: string): Rating | undefined {
  if (likes.some((paper) => paper.id === id)) return "like";
  return dislikes.some((paper) => paper.id === id) ? "dislike" : undefined;
}

/** Rates a paper, which replaces its other rating; the same rating again removes the paper. */
export function toggleRating(tray: Tray, paper: TrayPaper, rating: Rating): Tray {
  const rest = withoutPaper(tray, paper.id);
  if (findRating(tray, paper.id) === rating) return rest;
  const side = rating === "like" ? "likes" : "dislikes";
  if (rest[side].length >= maxExamples) return tray;
  return { ...rest, [side]: [...rest[side], { id: paper.id, title: paper.title }] };
}

export function withoutPaper({ likes, dislikes }: Tray, id: string): Tray {
  return { likes: likes.filter((paper) => paper.id !== id), dislikes: dislikes.filter((paper) => paper.id !== id) };
}

/** Parses a stored tray; invalid data gives an empty one. */
export function parseTray(text: string | null): Tray {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return emptyTray;
    const { likes, dislikes } = value as Record<string, unknown>;
    return { likes: readPapers(likes), dislikes: readPapers(dislikes) };
  } catch {
    return emptyTray;
  }
}

export function isEmptyTray({ likes, dislikes }: Tray): boolean {
  return likes.length + dislikes.length === 0;
}

function readPapers(value: unknown): TrayPaper[] {
  const isPaper = (item: unknown): item is TrayPaper =>
    typeof item === "object" &&
    item !== null &&
    "id" in item &&
    typeof item.id === "string" &&
    "title" in item &&
    typeof item.title === "string";
  return Array.isArray(value)
    ? value
        .filter(isPaper)
        .slice(0, maxExamples)
        .map(({ id, title }) => ({ id, title }))
    : [];
}
