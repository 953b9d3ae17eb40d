import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import type { Counters } from "../counters.js";
import type { IndexNames } from "../index-names.js";
import { type PaperDocuments, unpackVector } from "../paper-documents.js";

export interface ChangeLogOptions {
  readonly client: Client;
  readonly indexes: Pick<IndexNames, "papers" | "removed">;
  readonly storeId: string;
  readonly documents: Pick<PaperDocuments, "readShown" | "readVectors">;
  readonly counters: Pick<Counters, "readSettled">;
}

/** Of one answer. */
const maxHits = 10_000;

interface ChangeRow<Source> {
  readonly ordinal: Ordinal;
  readonly change: number;
  /** The paper; undefined for one that is removed. */
  readonly source: Source | undefined;
}

type Kind = "textSeq" | "vectorSeq";

/** The log is the numbers that papers, and the marks of removed ones, carry: each has its newest change of each kind. */
export function createOpenSearchChangeLog(options: ChangeLogOptions): ChangeLog {
  const { storeId, counters, documents } = options;
  const list = prepareList(options);
  return {
    storeId,
    async readTextChanges(since, limit) {
      const rows = await list<{ readonly kept: { readonly paper: Paper } }>("textSeq", { since, limit });
      // A mark whose paper is still there was left by a process that died before it removed the paper.
      const unsure = rows.filter(({ source }) => !source).map(({ ordinal }) => ordinal);
      const kept = await documents.readShown(unsure);
      const papers = rows.map(({ ordinal, source }) => source?.kept.paper ?? kept.get(ordinal));
      return { ...split(rows, papers, "paper"), lastChange: rows.at(-1)?.change ?? since };
    },
    async readVectorChanges(since, limit) {
      const rows = await list<{ readonly packed?: string }>("vectorSeq", { since, limit });
      const unsure = rows.filter(({ source }) => !source).map(({ ordinal }) => ordinal);
      const kept = await documents.readVectors(unsure);
      const vectors = rows.map(({ ordinal, source }) => {
        return source?.packed === undefined ? kept.get(ordinal) : unpackVector(source.packed);
      });
      return { ...split(rows, vectors, "vector"), lastChange: rows.at(-1)?.change ?? since };
    },
    readLastChange: () => counters.readSettled(),
  };
}

function split<Name extends string, Value>(
  rows: readonly { readonly ordinal: Ordinal }[],
  values: readonly (Value | undefined)[],
  name: Name,
) {
  type Put = { readonly ordinal: Ordinal } & Readonly<Record<Name, Value>>;
  const put = rows.flatMap(({ ordinal }, place) => {
    const value = values[place];
    return value === undefined ? [] : [{ ordinal, [name]: value } as Put];
  });
  return { put, removed: rows.filter((_, place) => values[place] === undefined).map(({ ordinal }) => ordinal) };
}

interface Part {
  readonly since: number;
  readonly limit: number;
}

/** Lists the changes that readers may pass, by number. */
function prepareList({ client, indexes, counters }: ChangeLogOptions) {
  const both = [indexes.papers, indexes.removed];
  const fields = { textSeq: ["ordinal", "kept.paper"], vectorSeq: ["ordinal", "packed"] };
  return async <Source extends object>(kind: Kind, { since, limit }: Part): Promise<ChangeRow<Source>[]> => {
    // In this order: what is settled by now is seen after the refresh.
    const settled = await counters.readSettled();
    if (settled <= since) return [];
    await client.indices.refresh({ index: both });
    const { body } = await client.search({
      index: both,
      body: {
        query: { range: { [kind]: { gt: since, lte: settled } } },
        sort: [{ [kind]: "asc" }],
        size: Math.min(limit, maxHits),
        _source: fields[kind],
      } as object,
    });
    return body.hits.hits.map(({ _index, _source, sort }) => {
      const source = _source as unknown as Source & { readonly ordinal: Ordinal };
      const isRemoved = _index === indexes.removed;
      return { ordinal: source.ordinal, change: Number(sort?.[0]), source: isRemoved ? undefined : source };
    });
  };
}
