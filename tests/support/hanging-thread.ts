import type { EmbedResult } from "../../src/domain/embed-batch.js";
import type { EmbedTask } from "../../src/adapters/transformers/embed-thread.js";

const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/** Stands in for the thread of a model: it never comes back from a text that says `hang`. */
export default async function embedOrHang({ text, underway }: EmbedTask): Promise<EmbedResult> {
  Atomics.store(underway, 0, 1);
  if (text.includes("hang")) Atomics.wait(nobodyWakes, 0, 0);
  Atomics.store(underway, 0, 0);
  return { vector: Float32Array.of(text.length) };
}
