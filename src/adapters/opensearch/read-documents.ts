import type { Client } from "@opensearch-project/opensearch";
import { AppError } from "../../errors.js";
import type { Place } from "./run-bulk.js";
import { explainAction } from "./to-app-error.js";

/** A document as it is now: reading by id needs no refresh. */
export interface ReadDocument<Source> {
  readonly source: Source;
  readonly at: Place;
}

interface Asked {
  readonly index: string;
  readonly ids: readonly string[];
  /** Paths of the fields to read; all by default. */
  readonly fields?: readonly string[];
}

/** Ids of one request. */
const maxIds = 1_000;

/** The documents with these ids; those that do not exist are left out. */
export async function readDocuments<Source>(
  client: Client,
  { index, ids, fields }: Asked,
): Promise<ReadonlyMap<string, ReadDocument<Source>>> {
  const found = new Map<string, ReadDocument<Source>>();
  const distinct = [...new Set(ids)];
  for (let from = 0; from < distinct.length; from += maxIds) {
    const { body } = await client.mget({
      index,
      body: { ids: distinct.slice(from, from + maxIds) },
      ...(fields && { _source_includes: [...fields] }),
    });
    for (const item of body.docs as readonly ReadItem<Source>[]) {
      if (item.error !== undefined) throw explain(item);
      const { _id: id, _source: source, _seq_no: seqNo, _primary_term: primaryTerm } = item;
      if (item.found === true) found.set(id, { source: source!, at: { seqNo: seqNo!, primaryTerm: primaryTerm! } });
    }
  }
  return found;
}

interface ReadItem<Source> {
  readonly _id: string;
  readonly found?: boolean;
  readonly error?: unknown;
  readonly _source?: Source;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
}

function explain({ _id: id, error }: ReadItem<unknown>): AppError {
  const { reason = "no reason given" } = error as { readonly reason?: string };
  return (
    explainAction(500, error) ??
    new AppError("unavailable", `OpenSearch could not read the document ${id}: ${reason}`, { cause: error })
  );
}
