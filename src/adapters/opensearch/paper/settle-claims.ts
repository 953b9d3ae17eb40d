import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperDocuments } from "../paper-documents.js";
import { readDocuments } from "../read-documents.js";
import { throwRefusal } from "../run-bulk.js";
import type { Listing, NameDocuments } from "./name-documents.js";
import { listNames } from "./name-keys.js";
import type { SliceView } from "./slice-view.js";

export interface ClaimSettler {
  /**
   * The names of a view that list a paper which does not have the name: another writer is about to write it. What a
   * writer left that has died is taken off. Read the names returned again before you decide by them.
   */
  settle(view: SliceView): Promise<ReadonlySet<string>>;
}

export interface ClaimSettlerOptions {
  readonly client: Client;
  /** The index of removed papers. */
  readonly removed: string;
  readonly documents: Pick<PaperDocuments, "read" | "write" | "kill">;
  readonly names: Pick<NameDocuments, "release">;
  /** After this time a writer has died, in milliseconds. */
  readonly leaseMs: number;
}

/** For one call; it remembers since when it waits, because the clocks of writers may differ. */
export function createClaimSettler(options: ClaimSettlerOptions): ClaimSettler {
  const { client, removed, documents, names, leaseMs } = options;
  const seenAt = new Map<string, number>();
  const isOld = (view: SliceView, { key, ordinal }: Listing) => {
    const id = `${ordinal} ${key}`;
    const first = seenAt.get(id) ?? performance.now();
    seenAt.set(id, first);
    const { claimedAt } = view.entries.get(key)!;
    return Date.now() - claimedAt > leaseMs || performance.now() - first > leaseMs;
  };
  return {
    async settle(view) {
      const open = listOpen(view);
      if (open.length === 0) return new Set();
      const missing = open.filter(({ ordinal }) => !view.papers.has(ordinal)).map(({ ordinal }) => String(ordinal));
      const gone = await readDocuments<object>(client, { index: removed, ids: missing, fields: ["ordinal"] });
      const settled: Listing[] = [];
      const stopped = new Map<Ordinal, Promise<ReadonlySet<string> | undefined>>();
      for (const listing of open) {
        const { ordinal } = listing;
        const isFree = gone.has(String(ordinal)) && !view.papers.has(ordinal);
        if (!isFree && !isOld(view, listing)) continue;
        if (!isFree) stopped.set(ordinal, stopped.get(ordinal) ?? stopWriter(documents, ordinal));
        if (isFree || (await stopped.get(ordinal))?.has(listing.key) === false) settled.push(listing);
      }
      await names.release(settled);
      return new Set(open.map(({ key }) => key));
    },
  };
}

function listOpen({ entries, papers }: SliceView): Listing[] {
  const listings = Array.from(entries, ([key, { ordinals }]) => ordinals.map((ordinal) => ({ key, ordinal })));
  return listings.flat().filter(({ key, ordinal }) => papers.get(ordinal)?.names.has(key) !== true);
}

/**
 * After this the writer, if it only slept, fails to write the paper. Returns the names that the paper has; undefined if it
 * was written meanwhile.
 */
async function stopWriter(
  documents: ClaimSettlerOptions["documents"],
  ordinal: Ordinal,
): Promise<ReadonlySet<string> | undefined> {
  const stored = (await documents.read([ordinal])).get(ordinal);
  if (!stored) return (await documents.kill(ordinal)) ? new Set() : undefined;
  const results = await documents.write([stored]);
  throwRefusal(results);
  if (results[0]?.kind !== "done") return undefined;
  return new Set(listNames(stored.document.kept.paper).map(({ key }) => key));
}
