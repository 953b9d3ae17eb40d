import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import type { JobLedger } from "../../../ports/jobs/job-ledger.js";
import type { VectorStore } from "../../../ports/vectors/vector-store.js";
import type { IndexNames } from "../index-names.js";
import type { PaperDocuments, StoredDocument } from "../paper-documents.js";
import { readDocuments } from "../read-documents.js";
import { runBulk, throwRefusal } from "../run-bulk.js";

export interface VectorStoreOptions {
  readonly client: Client;
  readonly indexes: Pick<IndexNames, "papers" | "meta">;
  readonly documents: Pick<PaperDocuments, "read" | "readVectors" | "write">;
  /** Makes what was written visible to searches. */
  readonly refresh: () => Promise<void>;
  readonly ledger: Pick<JobLedger, "restartCounts">;
}

const modelId = "model";

export function createOpenSearchVectorStore(options: VectorStoreOptions): VectorStore {
  const { client, indexes, documents, ledger } = options;
  const dropVectors = prepareDropVectors(options);
  const readFingerprint = async () => {
    const found = await readDocuments<{ readonly fingerprint: string }>(client, {
      index: indexes.meta,
      ids: [modelId],
    });
    return found.get(modelId)?.source.fingerprint;
  };
  const setFingerprint = async (fingerprint: string) => {
    throwRefusal(await runBulk(client, [{ kind: "put", index: indexes.meta, id: modelId, source: { fingerprint } }]));
  };
  return {
    readFingerprint,
    async resetFingerprint(fingerprint) {
      const before = await readFingerprint();
      if (before === fingerprint) return;
      // First, so that a process that dies in between leaves no vectors under the name of another model.
      if (before !== undefined) await dropVectors();
      await setFingerprint(fingerprint);
      if (before === undefined) return;
      // What workers of the previous model returned meanwhile; from now on, their results are refused.
      await dropVectors();
      await ledger.restartCounts();
    },
    async listVectors(ordinals) {
      const vectors = await documents.readVectors(ordinals);
      return ordinals.map((ordinal) => vectors.get(ordinal));
    },
    readVectors: (ordinals) => documents.readVectors(ordinals),
  };
}

const papersAtOnce = 200;
const maxRounds = 100;

/** Returns a function after which no paper has a vector and every paper waits. Whole documents are written anew. */
function prepareDropVectors({ client, indexes: { papers: index }, documents, refresh }: VectorStoreOptions) {
  const dropOnce = async (): Promise<boolean> => {
    await refresh();
    let last: Ordinal = 0;
    let isClean = true;
    for (;;) {
      const ordinals = await listSettled(client, { index, after: last });
      if (ordinals.length === 0) return isClean;
      isClean = false;
      last = ordinals.at(-1)!;
      const stored = await documents.read(ordinals);
      throwRefusal(await documents.write(Array.from(stored.values(), withoutVector)));
    }
  };
  return async () => {
    for (let round = 0; !(await dropOnce()); round += 1)
      if (round === maxRounds) throw new AppError("unavailable", "Papers get vectors all the time: stop the workers.");
  };
}

async function listSettled(
  client: Client,
  { index, after }: { readonly index: string; readonly after: Ordinal },
): Promise<readonly Ordinal[]> {
  const filter = [
    { range: { ordinal: { gt: after } } },
    {
      bool: { should: [{ exists: { field: "vectorSeq" } }, { terms: { state: ["embedded", "failed", "withheld"] } }] },
    },
  ];
  const { body } = await client.search({
    index,
    body: {
      query: { bool: { filter } },
      sort: ["ordinal"],
      size: papersAtOnce,
      _source: false,
      track_total_hits: false,
    },
  });
  return body.hits.hits.map(({ _id: id }) => Number(id));
}

function withoutVector({ document, at }: StoredDocument): StoredDocument {
  const { vector: _vector, vectorSeq: _vectorSeq, ...rest } = document;
  const { failure: _failure, ...kept } = document.kept;
  return { document: { ...rest, kept, state: "waiting" }, at };
}
