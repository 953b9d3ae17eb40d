import type { Entry } from "../../../../domain/collections/entry.js";
import { nameCollectionKeys } from "./collection-keys.js";
import type { DeskParts } from "../desk-parts.js";

/** An entry as it is kept, with the identifiers by which it finds its paper again. */
export interface EntryRecord {
  readonly entry: Entry;
  readonly doi?: string | undefined;
  readonly arxivId?: string | undefined;
}

const readAtOnce = 1_000;

export function openEntryRecords({ connection, prefix }: DeskParts) {
  const keys = nameCollectionKeys(prefix);
  return {
    keys,
    /** Those that are there, by paper, in the order of the papers. */
    async read(id: string, papers: readonly string[]): Promise<Map<string, EntryRecord>> {
      const wanted = [...new Set(papers)];
      const found = new Map<string, EntryRecord>();
      for (let at = 0; at < wanted.length; at += readAtOnce) {
        const slice = wanted.slice(at, at + readAtOnce);
        const texts = await connection.ask((redis) => redis.hmget(keys.entries(id), ...slice));
        texts.forEach((text, place) => text !== null && found.set(slice[place]!, readEntryRecord(text)));
      }
      return found;
    },
  };
}

/** The names under which the index of kept papers has a record. */
export function nameRecord({ entry, doi, arxivId }: EntryRecord): string[] {
  return [`id:${entry.id}`, ...nameIdentifiers({ doi, arxivId })];
}

export function nameIdentifiers({ doi, arxivId }: Pick<EntryRecord, "doi" | "arxivId">): string[] {
  return [...(doi === undefined ? [] : [`doi:${doi}`]), ...(arxivId === undefined ? [] : [`arxiv:${arxivId}`])];
}

export function readEntryRecord(text: string): EntryRecord {
  return JSON.parse(text) as EntryRecord;
}
