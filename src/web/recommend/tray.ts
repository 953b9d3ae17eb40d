import { maxExamples } from "../shell/view-address.js";

export interface TrayPaper {
  readonly id: string;
  readonly title: string;
}
export type Rating = "like" | "dislike";

/** The papers that a reader wants more of, and those they want less of. */
export interface Tray {
  readonly name: string;
  readonly likes: readonly TrayPaper[];
  readonly dislikes: readonly TrayPaper[];
}

const defaultName = "Reading list";
const maxNameLength = 80;

export const emptyTray: Tray = { name: defaultName, likes: [], dislikes: [] };

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

/** Rates several papers at once; those that are rated so already stay. */
export function ratePapers(tray: Tray, papers: readonly TrayPaper[], rating: Rating): Tray {
  return papers.reduce(
    (rated, paper) => (findRating(rated, paper.id) === rating ? rated : toggleRating(rated, paper, rating)),
    tray,
  );
}

export function withoutPaper({ name, likes, dislikes }: Tray, id: string): Tray {
  const keep = (papers: readonly TrayPaper[]) => papers.filter((paper) => paper.id !== id);
  return { name, likes: keep(likes), dislikes: keep(dislikes) };
}

/** A blank name is the default one. */
export function renameTray(tray: Tray, name: string): Tray {
  return { ...tray, name: name.trim().slice(0, maxNameLength) || defaultName };
}

/** Parses a stored tray; invalid data gives an empty one. */
export function parseTray(text: string | null): Tray {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return emptyTray;
    const { name, likes, dislikes } = value as Record<string, unknown>;
    const tray = { ...emptyTray, likes: readPapers(likes), dislikes: readPapers(dislikes) };
    return renameTray(tray, typeof name === "string" ? name : "");
  } catch {
    return emptyTray;
  }
}

/** `undefined` where there is nothing to keep. */
export function formatTray(tray: Tray): string | undefined {
  return isEmptyTray(tray) && tray.name === defaultName ? undefined : JSON.stringify(tray);
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
