import { workerData } from "node:worker_threads";
import type { EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { EmbedTask, EmbedThreadData } from "../../src/adapters/transformers/embed-thread.js";

const { steps, begun } = workerData as EmbedThreadData;
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/**
 * A fake model thread that hangs on a text that says `hang`. Its vectors encode the length of the text and the size of
 * its batch.
 */
export default async function embedOrHang({ texts }: EmbedTask): Promise<readonly EmbedResult[]> {
  Atomics.add(steps, 0, 1);
  Atomics.add(begun, 0, 1);
  if (texts.some(({ text }) => text.includes("hang"))) Atomics.wait(nobodyWakes, 0, 0);
  return texts.map(({ text }) => ({ vector: Float32Array.of(text.length, texts.length) }));
}
