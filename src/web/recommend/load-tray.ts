import { PaperkinError } from "../../client/client-error.js";
import type { Collection } from "../../domain/collections/collection.js";
import type { Entry } from "../../domain/collections/entry.js";
import { findEntries } from "../shared/entry-calls.js";
import { call } from "../shared/server.js";
import { addKnown, emptyTray, findRating, type Rating, type Tray } from "./tray.js";

/** The API's limit for a page: so many papers of each kind are listed. */
const maxListed = 100;

/**
 * The collection with this id or, where it is gone, the one that was changed last; an empty tray where there is none.
 *
 * @param shown ids of the papers that the page shows
 */
export async function loadTray(id: string | undefined, shown: readonly string[]): Promise<Tray> {
  const collection = (id === undefined ? undefined : await readCollection(id)) ?? (await findLastChanged());
  return collection ? fillTray(collection, shown) : emptyTray;
}

async function readCollection(id: string): Promise<Collection | undefined> {
  try {
    return await call("GET /v1/collections/{id}", { params: { id } });
  } catch (error) {
    if (error instanceof PaperkinError && error.status === 404) return undefined;
    throw error;
  }
}

async function findLastChanged(): Promise<Collection | undefined> {
  const { collections } = await call("GET /v1/collections", {});
  return collections[0];
}

async function fillTray({ id, name, papers, excluded }: Collection, shown: readonly string[]): Promise<Tray> {
  const list = async (query: { readonly decision?: "exclude" }) => {
    const request = { params: { id }, query: { ...query, limit: maxListed, fields: "title" } };
    const { entries } = await call("GET /v1/collections/{id}/papers", request);
    return entries.map((entry) => ({ id: entry.id, title: entry.title }));
  };
  const [likes, dislikes] = await Promise.all([list({}), list({ decision: "exclude" })]);
  const unlisted = {
    like: Math.max(0, papers - likes.length),
    dislike: Math.max(0, excluded - dislikes.length),
  };
  return completeTray({ ...emptyTray, id, name, likes, dislikes, unlisted }, shown);
}

/** Asks about those papers that the page shows and the tray does not list: one request, none for a small collection. */
export async function completeTray(tray: Tray, shown: readonly string[]): Promise<Tray> {
  const { id, unlisted } = tray;
  const asked = shown.filter((paper) => findRating(tray, paper) === undefined && !tray.known.has(paper));
  if (id === undefined || asked.length === 0 || unlisted.like + unlisted.dislike === 0) return tray;
  const known = new Map<string, Rating | undefined>(asked.map((paper) => [paper, undefined]));
  for (const entry of await findEntries(id, asked))
    known.set(entry.id, entry.decision === "exclude" ? "dislike" : "like");
  return addKnown(tray, known);
}

/** Creates a collection; one whose name is taken gets a number, such as `Shared papers (2)`. */
export async function createCollection(wanted: string): Promise<Collection> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    try {
      return await call("POST /v1/collections", { body: { name } });
    } catch (error) {
      if (!(error instanceof PaperkinError) || error.status !== 409 || number > maxTries) throw error;
    }
  }
}

const maxTries = 50;

/** All entries of a collection, the excluded ones too. */
export async function listAll(id: string): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor: string | undefined;
  do {
    const query = {
      decision: "all",
      limit: maxListed,
      fields: "title",
      ...(cursor !== undefined && { cursor }),
    } as const;
    const page = await call("GET /v1/collections/{id}/papers", { params: { id }, query });
    all.push(...page.entries);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}
