import type { Client } from "@opensearch-project/opensearch";
import { randomUUID } from "node:crypto";
import { type Copies, defineSmall, definePapers, type IndexDefinition } from "./index-definitions.js";
import { type IndexNames, nameIndexes } from "./index-names.js";
import { statusOf } from "./to-app-error.js";

export interface LibraryOptions extends Copies {
  /** Begins the names of all indexes. */
  readonly prefix: string;
}

export interface LibraryIndexes {
  readonly indexes: IndexNames;
  /** Identity of the store. */
  readonly storeId: string;
}

/** Creates what is missing of a library's indexes; several processes may do so at once. */
export async function createIndexes(
  client: Client,
  { prefix, shards, replicas }: LibraryOptions,
): Promise<LibraryIndexes> {
  const indexes = nameIndexes(prefix);
  const createSmall = (kind: Parameters<typeof defineSmall>[0], alias?: string) =>
    create(
      client,
      { index: alias === undefined ? indexes[kind] : `${indexes[kind]}-1`, alias },
      defineSmall(kind, replicas),
    );
  await createSmall("meta");
  await createSmall("names");
  await createSmall("removed");
  await createSmall("pairs", indexes.pairs);
  await create(client, { index: `${indexes.papers}-1`, alias: indexes.papers }, definePapers({ shards, replicas }));
  return { indexes, storeId: await identify(client, indexes.meta) };
}

interface Place {
  readonly index: string;
  /** What the index is called by; none if that is its own name. */
  readonly alias: string | undefined;
}

async function create(client: Client, { index, alias }: Place, definition: IndexDefinition): Promise<void> {
  const { body: exists } = await client.indices.exists({ index: alias ?? index });
  if (exists) return;
  const body = { ...definition, ...(alias !== undefined && { aliases: { [alias]: {} } }) };
  try {
    await client.indices.create({ index, body });
  } catch (error) {
    // Another process was faster.
    if (!(await client.indices.exists({ index: alias ?? index })).body) throw error;
  }
}

const layout = 1;

async function identify(client: Client, index: string): Promise<string> {
  const id = "store";
  try {
    await client.create({ index, id, body: { id: randomUUID(), layout } });
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
  const { body } = await client.get({ index, id });
  const { _source: source } = body;
  return (source as { readonly id: string }).id;
}
