import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatFingerprint } from "../../../src/domain/models/model.js";
import type { Embedder } from "../../../src/ports/models/embedder.js";

/** Texts to vectors, each list in one call. */
export interface TextVectors {
  embedPapers(texts: readonly string[]): Promise<readonly Float32Array[]>;
  embedQueries(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/**
 * Embeds, and keeps the vectors in a folder: embedding the judged collections takes minutes, trying a ranking seconds.
 * A file's name is a hash of the model and the texts, so it never holds the vectors of others.
 *
 * @param folder `undefined` to keep nothing
 */
export function createKeptVectors(embedder: Embedder, folder: string | undefined): TextVectors {
  const keep = async (kind: string, texts: readonly string[], embed: () => Promise<readonly Float32Array[]>) => {
    if (folder === undefined) return embed();
    const key = JSON.stringify([formatFingerprint(embedder.model), kind, texts]);
    const file = join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.f32`);
    if (existsSync(file)) return splitVectors(await readFile(file), embedder.model.dimensions);
    const vectors = await embed();
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.part`, Buffer.concat(vectors.map(viewBytes)));
    await rename(`${file}.part`, file);
    return vectors;
  };
  return {
    embedPapers: (texts) => keep("papers", texts, () => embedPapers(embedder, texts)),
    embedQueries: (texts) => keep("queries", texts, () => embedQueries(embedder, texts)),
  };
}

async function embedPapers(embedder: Embedder, texts: readonly string[]): Promise<Float32Array[]> {
  return (await embedder.embedDocuments(texts)).map((result) => {
    if ("failure" in result) throw new Error(`A paper cannot be embedded: ${result.failure}`);
    return result.vector;
  });
}

async function embedQueries(embedder: Embedder, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await embedder.embedQuery(text));
  return vectors;
}

function viewBytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function splitVectors(bytes: Buffer, dimensions: number): Float32Array[] {
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const count = numbers.length / dimensions;
  return Array.from({ length: count }, (_, at) => numbers.slice(at * dimensions, (at + 1) * dimensions));
}
