import { z } from "zod";
import { AppError } from "../../errors.js";
import { foldText } from "../text/fold-text.js";
import type { Entry } from "./entry.js";
import { type EntrySort, entrySorts } from "./list-entries.js";

/** By what an entry is placed in a list: ascending, and its id where that is equal. */
export type EntryPlace = readonly [rank: number | string, id: string];

/** The newest, best and last decided come first, titles by alphabet; entries without a value come last. */
export function placeEntry(entry: Entry, sort: EntrySort): EntryPlace {
  return [ranks[sort](entry), entry.id];
}

const ranks: Readonly<Record<EntrySort, (entry: Entry) => number | string>> = {
  added: ({ addedAt }) => -Date.parse(addedAt),
  title: ({ title }) => foldText(title),
  year: ({ year = 0 }) => -year,
  rating: ({ rating = 0 }) => -rating,
  decided: ({ decidedAt }) => (decidedAt === undefined ? 0 : -Date.parse(decidedAt)),
};

export function comparePlaces([rank, id]: EntryPlace, [otherRank, otherId]: EntryPlace): number {
  if (rank !== otherRank) return rank < otherRank ? -1 : 1;
  return id < otherId ? -1 : id > otherId ? 1 : 0;
}

/** A cursor is the place of the last entry shown, so no other entry moves when some are added or removed between two pages. */
export function writeEntryCursor(sort: EntrySort, place: EntryPlace): string {
  return Buffer.from(JSON.stringify([sort, ...place])).toString("base64url");
}

const cursorSchema = z.tuple([z.enum(entrySorts), z.union([z.number(), z.string()]), z.string()]);

/** Throws `bad_input` for a cursor of another order, or one that is none. */
export function readEntryCursor(sort: EntrySort, cursor: string): EntryPlace {
  const [given, rank, id] = parseCursor(cursor) ?? [];
  if (given === sort && rank !== undefined && id !== undefined && typeof rank === typeof placeNothing[sort])
    return [rank, id];
  const message = "expected the cursor of an earlier answer to the same question";
  throw new AppError("bad_input", `cursor: ${message}`, { details: [{ path: "cursor", message }] });
}

const placeNothing: Readonly<Record<EntrySort, number | string>> = {
  added: 0,
  title: "",
  year: 0,
  rating: 0,
  decided: 0,
};

function parseCursor(cursor: string) {
  try {
    return cursorSchema.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString())).data;
  } catch {
    return undefined;
  }
}
