import type { Client } from "@opensearch-project/opensearch";
import { normalizeShownTitle } from "../../domain/paper/clean-paper.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import type { PaperState } from "../../domain/paper/paper-state.js";
import type { EarlierVersion } from "../../domain/paper/version.js";
import { bytesToVector, vectorToBytes } from "../../domain/vectors/bytes.js";
import { maxTitleKey, vectorField, vectorMapping } from "./index-definitions.js";
import { readDocuments } from "./read-documents.js";
import { type ActionResult, type BulkAction, type Place, runBulk, throwRefusal } from "./run-bulk.js";
import { createSearchFields, type ToSearchFields } from "./search-fields.js";

/** A paper with everything that is stored of it. It is read and written as a whole. */
export interface PaperDocument {
  readonly ordinal: Ordinal;
  readonly state: PaperState;
  /** The job that added or changed it last. */
  readonly job: string;
  /** The job changed a paper that is stored under another id, which it does not count as its own. */
  readonly joined: boolean;
  /** Number of the last change of its text. */
  readonly textSeq: number;
  /** Number of the last change of its vector; absent until it has had one. */
  readonly vectorSeq?: number | undefined;
  readonly kept: KeptFields;
  readonly vector?: Float32Array | undefined;
}

/** What is stored, but not searched. */
export interface KeptFields {
  readonly paper: Paper;
  /** How far each field is trusted, as `formatTrust` writes it. */
  readonly trust: string;
  readonly version?: number | undefined;
  /** Superseded versions, each as it first arrived. */
  readonly versions?: readonly EarlierVersion[] | undefined;
  /** Hashes of the records that the paper was merged from. */
  readonly records?: readonly string[] | undefined;
  readonly contentHash: string;
  readonly textHash: string;
  /** What its job did to it: two bits a field. */
  readonly jobChanges: number;
  /** When its job was created, in milliseconds since 1970. */
  readonly takenInAt: number;
  /** Why it could not be embedded. */
  readonly failure?: string | undefined;
  /** Names the call that wrote it, so that a repeated request is not taken for that of another writer. */
  readonly writer?: string | undefined;
}

interface TextName {
  readonly textHash: string;
}

export interface StoredDocument {
  readonly document: PaperDocument;
  readonly at: Place;
}

/** For a query of papers: there are also documents that only keep an ordinal from being used. */
export const livePapers = { exists: { field: "id" } } as const;

export interface PaperDocuments {
  /** The documents of these papers, as they are now; removed papers are left out. */
  read(ordinals: Iterable<Ordinal>): Promise<ReadonlyMap<Ordinal, StoredDocument>>;
  /** The same without vectors. */
  readKept(ordinals: Iterable<Ordinal>): Promise<ReadonlyMap<Ordinal, Omit<PaperDocument, "vector">>>;
  /** Only what is shown of them, which is a fraction of the whole. */
  readShown(ordinals: Iterable<Ordinal>): Promise<ReadonlyMap<Ordinal, Paper>>;
  readVectors(ordinals: Iterable<Ordinal>): Promise<ReadonlyMap<Ordinal, Float32Array>>;
  /** Whether papers wait, and for the vector of which text. */
  readStates(ordinals: Iterable<Ordinal>): Promise<ReadonlyMap<Ordinal, Pick<PaperDocument, "state"> & TextName>>;
  /**
   * Writes whole documents: with `at`, if the paper has not changed since it was read, else if it does not exist. Each
   * has a result, in order; a refusal of one document does not keep the others from being written.
   */
  write(writes: readonly PaperWrite[]): Promise<readonly ActionResult[]>;
  /** Removes papers that have not changed since they were read. */
  remove(removals: readonly { readonly ordinal: Ordinal; readonly at: Place }[]): Promise<readonly ActionResult[]>;
  /** Makes sure that no paper is created under this ordinal any more. False if there is one. */
  kill(ordinal: Ordinal): Promise<boolean>;
}

export interface PaperWrite {
  readonly document: PaperDocument;
  readonly at?: Place | undefined;
}

export function createPaperDocuments(
  client: Client,
  index: string,
  toSearchFields: ToSearchFields = createSearchFields(),
): PaperDocuments {
  const addVectorField = prepareAddVectorField(client, index);
  return {
    ...createReads(client, index),
    async write(writes) {
      for (const length of new Set(writes.map(({ document }) => document.vector?.length)))
        if (length !== undefined) await addVectorField(length);
      const actions = writes.map(({ document, at }): BulkAction => {
        const id = String(document.ordinal);
        return {
          kind: "index",
          index,
          id,
          source: { ...toSource(document), ...toSearchFields(document.kept.paper) },
          ...(at && { at }),
        };
      });
      return runBulk(client, actions);
    },
    remove: (removals) =>
      runBulk(
        client,
        removals.map(({ ordinal, at }) => ({ kind: "delete", index, id: String(ordinal), at })),
      ),
    async kill(ordinal) {
      const source = { ordinal, deadAt: Date.now() };
      const id = String(ordinal);
      const results = await runBulk(client, [{ kind: "index", index, id, source }]);
      throwRefusal(results);
      if (results[0]?.kind === "done") return true;
      const found = await readDocuments<object>(client, { index, ids: [id], fields: ["deadAt"] });
      return [...found.values()].some(({ source: known }) => "deadAt" in known);
    },
  };
}

type Reads = Pick<PaperDocuments, "read" | "readKept" | "readShown" | "readVectors" | "readStates">;

function createReads(client: Client, index: string): Reads {
  const readFields = async <Fields extends object>(ordinals: Iterable<Ordinal>, fields: readonly string[]) => {
    const found = await readDocuments<Fields>(client, { index, ids: Array.from(ordinals, String), fields });
    return Array.from(found, ([id, { source }]) => [Number(id), source] as const);
  };
  return {
    async read(ordinals) {
      const ids = Array.from(ordinals, String);
      const found = new Map<Ordinal, StoredDocument>();
      for (const [id, { source, at }] of await readDocuments<PaperSource>(client, { index, ids }))
        if (source.kept) found.set(Number(id), { document: toDocument(source), at });
      return found;
    },
    async readKept(ordinals) {
      const found = await readFields<Partial<PaperSource>>(ordinals, unpackedFields);
      return new Map(found.flatMap(([ordinal, source]) => (isPaper(source) ? [[ordinal, toDocument(source)]] : [])));
    },
    async readShown(ordinals) {
      const found = await readFields<Partial<Pick<PaperSource, "kept">>>(ordinals, ["kept.paper"]);
      return new Map(found.flatMap(([ordinal, { kept }]) => (kept ? [[ordinal, kept.paper]] : [])));
    },
    async readVectors(ordinals) {
      const found = await readFields<Pick<PaperSource, "packed">>(ordinals, ["packed"]);
      return new Map(found.flatMap(([ordinal, { packed }]) => (packed ? [[ordinal, unpackVector(packed)]] : [])));
    },
    async readStates(ordinals) {
      const found = await readFields<Partial<PaperSource>>(ordinals, ["state", "kept.textHash"]);
      const known = found.flatMap(([ordinal, { state, kept }]) => (state && kept ? [{ ordinal, state, kept }] : []));
      return new Map(known.map(({ ordinal, state, kept }) => [ordinal, { state, textHash: kept.textHash }]));
    },
  };
}

const unpackedFields = ["ordinal", "state", "job", "joined", "textSeq", "vectorSeq", "kept"];

function isPaper(source: Partial<PaperSource>): source is PaperSource {
  return source.kept !== undefined;
}

/** As it is in the index, without the fields that are only searched. */
interface PaperSource extends Omit<PaperDocument, "vector"> {
  readonly packed?: string;
}

function toDocument({ ordinal, state, job, joined, textSeq, vectorSeq, kept, packed }: PaperSource): PaperDocument {
  return {
    ordinal,
    state,
    job,
    joined,
    textSeq,
    ...(vectorSeq !== undefined && { vectorSeq }),
    kept,
    ...(packed !== undefined && { vector: unpackVector(packed) }),
  };
}

function toSource({ vector, ...document }: PaperDocument): Record<string, unknown> {
  const { paper } = document.kept;
  return {
    ...document,
    id: paper.id,
    ...(document.state === "waiting" && { awaits: nameAwaited({ ...document, ...document.kept }) }),
    titleKey: normalizeShownTitle(paper.title).slice(0, maxTitleKey),
    doi: paper.doi,
    arxivId: paper.arxivId,
    ...(vector && { packed: packVector(vector), [vectorField(vector.length)]: Array.from(vector) }),
  };
}

/** The vector of one text of one paper, by which papers are found that wait and are not given out. */
export function nameAwaited({ ordinal, textHash }: { readonly ordinal: Ordinal; readonly textHash: string }): string {
  return `${ordinal}-${textHash}`;
}

/** A vector as it is kept: base64 of little-endian float32 numbers, so that no bit is lost. */
export function packVector(vector: Float32Array): string {
  return vectorToBytes(vector).toString("base64");
}

export function unpackVector(packed: string): Float32Array {
  return bytesToVector(Uint8Array.from(Buffer.from(packed, "base64")));
}

/** Returns a function that adds the field of vectors of one length, which only the first of them tells. */
function prepareAddVectorField(client: Client, index: string): (dimensions: number) => Promise<void> {
  const known = new Set<number>();
  return async (dimensions) => {
    if (known.has(dimensions)) return;
    const properties = { [vectorField(dimensions)]: vectorMapping(dimensions) };
    await client.indices.putMapping({ index, body: { properties } as object });
    known.add(dimensions);
  };
}
