import { derivedFields, searchMapping, searchSettings } from "./search-fields.js";

/** Longer keys would exceed the length of a term, 32,766 bytes. */
export const maxTitleKey = 8_000;

/** The fields of papers that the store asks for itself. What is only kept is in `kept` and `packed`. */
const storeMapping = {
  ordinal: { type: "integer" },
  id: { type: "keyword" },
  state: { type: "keyword" },
  job: { type: "keyword" },
  joined: { type: "boolean" },
  // Of a waiting paper: what it waits for, `nameAwaited`.
  awaits: { type: "keyword" },
  textSeq: { type: "long" },
  vectorSeq: { type: "long" },
  titleKey: { type: "keyword" },
  doi: { type: "keyword" },
  arxivId: { type: "keyword" },
  deadAt: { type: "long" },
  kept: { type: "object", enabled: false },
  packed: { type: "binary" },
} as const;

/** Vectors of each length have a field of their own, which is added with the first of them. */
export function vectorField(dimensions: number): string {
  return `knn_${dimensions}`;
}

/** The native engines of k-NN need libraries that not every node has; Lucene is part of all. */
export function vectorMapping(dimensions: number): object {
  return {
    type: "knn_vector",
    dimension: dimensions,
    method: { name: "hnsw", engine: "lucene", space_type: "innerproduct", parameters: { m: 16, ef_construction: 128 } },
  };
}

export interface Copies {
  readonly shards: number;
  readonly replicas: number;
}

export function definePapers({ shards, replicas }: Copies): IndexDefinition {
  return {
    settings: {
      index: { number_of_shards: shards, number_of_replicas: replicas, knn: true },
      ...searchSettings,
    },
    mappings: {
      dynamic: false,
      // The same numbers are in `packed`, in a quarter of the space, and the other fields follow from `kept`.
      _source: { excludes: [vectorField(0).replace("0", "*"), ...derivedFields] },
      properties: { ...storeMapping, ...searchMapping },
    },
  };
}

export interface IndexDefinition {
  readonly settings: object;
  readonly mappings: object;
}

/** Small indexes that are mostly read by id. */
export function defineSmall(kind: "names" | "removed" | "pairs" | "meta", replicas: number): IndexDefinition {
  return {
    settings: { index: { number_of_shards: kind === "names" ? 3 : 1, number_of_replicas: replicas } },
    mappings: { dynamic: false, properties: small[kind] },
  };
}

const small = {
  names: {},
  removed: { ordinal: { type: "integer" }, textSeq: { type: "long" }, vectorSeq: { type: "long" } },
  pairs: { ordinal: { type: "integer" }, other: { type: "integer" }, similarity: { type: "double", index: false } },
  meta: {},
} as const;
