import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import { readDocuments } from "../read-documents.js";
import { type ActionResult, type BulkAction, type Place, runBulk, throwRefusal } from "../run-bulk.js";

/**
 * The papers that have a name, as far as they are listed: the oldest. A paper is listed before it is written, so that two
 * writers of one paper meet here, and a name that is listed may be one that the paper does not have yet, or no longer.
 */
export interface NameEntry {
  /** Ascending. */
  readonly ordinals: readonly Ordinal[];
  /** Whether younger papers with this name are not listed. */
  readonly hasMore: boolean;
  /** When a paper was last added, in milliseconds since 1970. */
  readonly claimedAt: number;
  /** Names the call that added it. */
  readonly by: string;
  /** Absent for a name that no document lists. */
  readonly at?: Place;
}

export const noEntry: NameEntry = { ordinals: [], hasMore: false, claimedAt: 0, by: "" };

export interface Claim {
  readonly key: string;
  /** The entry as it was read. */
  readonly before: NameEntry;
  readonly added: readonly Ordinal[];
}

export interface Listing {
  readonly key: string;
  readonly ordinal: Ordinal;
}

export interface NameDocuments {
  read(keys: Iterable<string>): Promise<ReadonlyMap<string, NameEntry>>;
  /** Adds papers to names that have not changed since they were read. The keys of those that have; throws refusals. */
  claim(claims: readonly Claim[], by: string): Promise<ReadonlySet<string>>;
  /** Takes papers off names. */
  release(listings: readonly Listing[]): Promise<void>;
}

/** So many papers of one name are listed; three times as many as are compared, so that some may be removed. */
const maxListed = 60;
const maxReleases = 20;

export function createNameDocuments(client: Client, index: string): NameDocuments {
  const read = async (keys: Iterable<string>) => {
    const found = await readDocuments<Omit<NameEntry, "at">>(client, { index, ids: [...keys] });
    return new Map(Array.from(found, ([key, { source, at }]) => [key, { ...source, at }]));
  };
  return {
    read,
    async claim(claims, by) {
      const actions = claims.map((claim) => ({ claim, source: addTo(claim, by) }));
      const changed = actions.filter(({ source }) => source !== undefined);
      const results = await runBulk(
        client,
        changed.map(({ claim, source }) => write({ index, key: claim.key, at: claim.before.at }, source!)),
      );
      throwRefusal(results);
      const lost = changed.filter((_, at) => results[at]!.kind === "conflict").map(({ claim }) => claim.key);
      if (lost.length === 0) return new Set();
      // A request that was sent twice meets its own entries.
      const now = await read(lost);
      return new Set(lost.filter((key) => now.get(key)?.by !== by));
    },
    async release(listings) {
      let left = listings;
      for (let attempt = 1; left.length > 0; attempt += 1) {
        if (attempt > maxReleases)
          throw new AppError("unavailable", "OpenSearch: names are changing all the time: try again.");
        const entries = await read(left.map(({ key }) => key));
        const keys = [...entries.keys()];
        const actions = keys.map((key) => takeOff({ index, key, entry: entries.get(key)! }, left));
        const results = await runBulk(
          client,
          actions.filter((action) => action !== undefined),
        );
        throwRefusal(results);
        left = keepConflicts(left, { keys: keys.filter((_, at) => actions[at] !== undefined), results });
      }
    },
  };
}

/** The entry with the papers; undefined if they are too young to be listed. */
function addTo({ before, added }: Claim, by: string): Omit<NameEntry, "at"> | undefined {
  const all = [...new Set([...before.ordinals, ...added])].toSorted((one, other) => one - other);
  const ordinals = all.slice(0, maxListed);
  const hasMore = before.hasMore || all.length > maxListed;
  if (
    before.hasMore &&
    ordinals.length === before.ordinals.length &&
    ordinals.every((one, at) => one === before.ordinals[at])
  )
    return undefined;
  return { ordinals, hasMore, claimedAt: Date.now(), by };
}

function write(
  place: { readonly index: string; readonly key: string; readonly at: Place | undefined },
  source: object,
) {
  const { index, key, at } = place;
  return { kind: "index", index, id: key, source, ...(at && { at }) } as const;
}

interface ReadEntry {
  readonly index: string;
  readonly key: string;
  readonly entry: NameEntry;
}

function takeOff({ index, key, entry }: ReadEntry, listings: readonly Listing[]): BulkAction | undefined {
  const off = new Set(listings.filter((listing) => listing.key === key).map(({ ordinal }) => ordinal));
  const { at, ...source } = entry;
  const ordinals = source.ordinals.filter((ordinal) => !off.has(ordinal));
  if (ordinals.length === source.ordinals.length) return undefined;
  if (ordinals.length === 0 && !source.hasMore) return { kind: "delete", index, id: key, at: at! };
  return write({ index, key, at }, { ...source, ordinals });
}

interface Released {
  readonly keys: readonly string[];
  readonly results: readonly ActionResult[];
}

function keepConflicts(listings: readonly Listing[], { keys, results }: Released): Listing[] {
  const lost = new Set(keys.filter((_, at) => results[at]?.kind === "conflict"));
  return listings.filter(({ key }) => lost.has(key));
}
