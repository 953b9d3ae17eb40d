import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { ChangeRange, Counters, CountersOptions } from "../counters.js";
import type { IndexNames } from "../index-names.js";
import type { PaperDocument, PaperDocuments } from "../paper-documents.js";
import { readDocuments } from "../read-documents.js";
import { type ActionResult, runBulk, throwRefusal } from "../run-bulk.js";

export interface RenumberOptions {
  readonly client: Client;
  readonly indexes: Pick<IndexNames, "papers" | "removed">;
  readonly documents: Pick<PaperDocuments, "read" | "write">;
}

/** The numbers of a paper's newest changes. */
type Numbers = Partial<Pick<PaperDocument, "textSeq" | "vectorSeq">>;

const kinds = ["textSeq", "vectorSeq"] as const;
const documentsAtOnce = 200;
const attempts = 20;

/**
 * Gives new numbers to what was written under numbers that readers may have passed, so that they see it. What has
 * changed since has new numbers anyway.
 */
export function createRenumber(options: RenumberOptions): NonNullable<CountersOptions["renumber"]> {
  const { indexes } = options;
  return async (late, counters) => {
    for (const [index, write] of [
      [indexes.papers, writePapers],
      [indexes.removed, writeMarks],
    ] as const) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const found = await findLate(options.client, index, late);
        if (found.length === 0) break;
        throwRefusal(await write(options, { ordinals: found, late, counters }));
      }
    }
  };
}

async function findLate(client: Client, index: string, { first, last }: ChangeRange): Promise<Ordinal[]> {
  await client.indices.refresh({ index });
  const should = kinds.map((kind) => ({ range: { [kind]: { gte: first, lte: last } } }));
  const query = { bool: { should } };
  const { body } = await client.search({
    index,
    body: { query, size: documentsAtOnce, _source: ["ordinal"] } as object,
  });
  return body.hits.hits.map(({ _source: source }) => (source as unknown as { readonly ordinal: Ordinal }).ordinal);
}

interface LateDocuments {
  readonly ordinals: readonly Ordinal[];
  readonly late: ChangeRange;
  readonly counters: Counters;
}

async function writePapers(
  { documents }: RenumberOptions,
  { ordinals, late, counters }: LateDocuments,
): Promise<readonly ActionResult[]> {
  const found = [...(await documents.read(ordinals)).values()];
  return renumber(
    { late, counters },
    found.map(({ document }) => document),
    (numbers) =>
      documents.write(found.map(({ at, document }, place) => ({ at, document: { ...document, ...numbers[place] } }))),
  );
}

interface MarkSource extends Numbers {
  readonly ordinal: Ordinal;
}

async function writeMarks(
  { client, indexes: { removed: index } }: RenumberOptions,
  { ordinals, late, counters }: LateDocuments,
): Promise<readonly ActionResult[]> {
  const found = [...(await readDocuments<MarkSource>(client, { index, ids: ordinals.map(String) }))];
  return renumber(
    { late, counters },
    found.map(([, { source }]) => source),
    (numbers) =>
      runBulk(
        client,
        found.map(([id, { source, at }], place) => {
          return { kind: "index", index, id, at, source: { ...source, ...numbers[place] } };
        }),
      ),
  );
}

/** Writes documents with new numbers in place of those that are late. */
async function renumber<Result>(
  { late, counters }: Pick<LateDocuments, "late" | "counters">,
  documents: readonly Numbers[],
  write: (numbers: readonly Numbers[]) => Promise<Result>,
): Promise<Result> {
  const isLate = (number: number | undefined) => number !== undefined && number >= late.first && number <= late.last;
  const lateKinds = documents.map((document) => kinds.filter((kind) => isLate(document[kind])));
  return counters.useChanges(lateKinds.flat().length, (firstChange) => {
    let next = firstChange;
    return write(lateKinds.map((changed) => Object.fromEntries(changed.map((kind) => [kind, next++]))));
  });
}
