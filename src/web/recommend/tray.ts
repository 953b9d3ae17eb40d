import { maxExamples } from "../shell/view-address.js";

export interface TrayPaper {
  readonly id: string;
  readonly title: string;
}
export type Rating = "like" | "dislike";

/** What the page knows of the current collection: its papers and those that are not of interest, the last added first. */
export interface Tray {
  /** Of the collection; absent until the first paper is saved. */
  readonly id?: string;
  readonly name: string;
  readonly likes: readonly TrayPaper[];
  readonly dislikes: readonly TrayPaper[];
  /** How many more the collection has of each, which are not listed here. */
  readonly unlisted: Readonly<Record<Rating, number>>;
  /** What is known of papers that the page shows and this does not list; `undefined`: the collection has not got it. */
  readonly known: ReadonlyMap<string, Rating | undefined>;
}

/** Of the collection that is created when a first paper is saved. */
export const defaultName = "Reading list";

const nothingElse = { unlisted: { like: 0, dislike: 0 }, known: new Map() } as const;
export const emptyTray: Tray = { name: defaultName, likes: [], dislikes: [], ...nothingElse };

/** The same without papers. */
export function withoutPapers(tray: Tray): Tray {
  return { ...tray, likes: [], dislikes: [], ...nothingElse };
}

export function findRating({ likes, dislikes, known }: Tray, id: string): Rating | undefined {
  if (likes.some((paper) => paper.id === id)) return "like";
  return dislikes.some((paper) => paper.id === id) ? "dislike" : known.get(id);
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

export function withoutPaper(tray: Tray, id: string): Tray {
  const keep = (papers: readonly TrayPaper[]) => papers.filter((paper) => paper.id !== id);
  const rest = { ...tray, likes: keep(tray.likes), dislikes: keep(tray.dislikes) };
  const rating = tray.known.get(id);
  if (rating === undefined) return rest;
  const known = new Map(tray.known).set(id, undefined);
  return { ...rest, known, unlisted: { ...tray.unlisted, [rating]: Math.max(0, tray.unlisted[rating] - 1) } };
}

export function isEmptyTray(tray: Tray): boolean {
  return countRated(tray, "like") + countRated(tray, "dislike") === 0;
}

/** The papers of the collection, or those that are not of interest, listed here or not. */
export function countRated({ likes, dislikes, unlisted }: Tray, rating: Rating): number {
  return (rating === "like" ? likes : dislikes).length + unlisted[rating];
}

/** Adds what the collection says of other papers than the listed ones. */
export function addKnown(tray: Tray, more: Tray["known"]): Tray {
  const known = new Map([...tray.known, ...more]);
  for (const { id } of [...tray.likes, ...tray.dislikes]) known.delete(id);
  return { ...tray, known };
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
