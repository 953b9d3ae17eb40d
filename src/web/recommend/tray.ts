import { maxExamples } from "../shell/view-address.js";

export interface TrayPaper {
  readonly id: string;
  readonly title: string;
}
export type Rating = "like" | "dislike";

/** What the bar shows of the current collection: its papers and those that are not of interest, the last added first. */
export interface Tray {
  /** Of the collection; absent until the first paper is saved. */
  readonly id?: string;
  readonly name: string;
  readonly likes: readonly TrayPaper[];
  readonly dislikes: readonly TrayPaper[];
  /** Papers of the collection that are not listed here. */
  readonly unlisted: number;
}

/** Of the collection that is created when a first paper is saved. */
export const defaultName = "Reading list";

export const emptyTray: Tray = { name: defaultName, likes: [], dislikes: [], unlisted: 0 };

export function findRating({ likes, dislikes }: Tray, id: string): Rating | undefined {
  if (likes.some((paper) => paper.id === id)) return "like";
  return dislikes.some((paper) => paper.id === id) ? "dislike" : undefined;
}

/** Rates a paper, which replaces its other rating; the same rating again removes the paper. */
export function toggleRating(tray: Tray, paper: TrayPaper, rating: Rating): Tray {
  const rest = withoutPaper(tray, paper.id);
  if (findRating(tray, paper.id) === rating) return rest;
  const side = rating === "like" ? "likes" : "dislikes";
  return { ...rest, [side]: [{ id: paper.id, title: paper.title }, ...rest[side]] };
}

/** Rates several papers at once; those that are rated so already stay. */
export function ratePapers(tray: Tray, papers: readonly TrayPaper[], rating: Rating): Tray {
  return papers.reduce(
    (rated, paper) => (findRating(rated, paper.id) === rating ? rated : toggleRating(rated, paper, rating)),
    tray,
  );
}

export function withoutPaper({ likes, dislikes, ...tray }: Tray, id: string): Tray {
  const keep = (papers: readonly TrayPaper[]) => papers.filter((paper) => paper.id !== id);
  return { ...tray, likes: keep(likes), dislikes: keep(dislikes) };
}

export function isEmptyTray({ likes, dislikes, unlisted }: Tray): boolean {
  return likes.length + dislikes.length + unlisted === 0;
}

/** A list that an earlier version of the page has kept in the browser. */
export type KeptList = Pick<Tray, "name" | "likes" | "dislikes">;

/** Reads such a list; `undefined` for none, an empty or a damaged one. */
export function readKeptList(text: string | null): KeptList | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return undefined;
    const { name, likes, dislikes } = value as Record<string, unknown>;
    const list = { likes: readPapers(likes), dislikes: readPapers(dislikes) };
    if (list.likes.length + list.dislikes.length === 0) return undefined;
    return { ...list, name: (typeof name === "string" && name.trim()) || defaultName };
  } catch {
    return undefined;
  }
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
