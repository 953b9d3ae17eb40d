import { dotProduct } from "../../domain/vectors/vector.js";
import { describeError } from "../../errors.js";
import type { DeviceTrial } from "./choose-device.js";
import { type EncoderOptions, loadEncoder } from "./load-encoder.js";

/*
 * Embeds texts on the CPU and on a device, one alone and all in a batch, in a separate process. Usage: node
 * try-device.js <options of the encoder as JSON>, with a channel to its parent, which is sent `{cosine}` or `{flaw}`.
 */

/** Of different lengths, so that their batch is padded. */
const texts = [
  "Sentence embeddings find papers by meaning; this text is embedded twice, and both vectors are compared.",
  "Graph neural networks pass messages along the edges of a graph. ".repeat(8),
  "Dark matter",
];

/** Compares equal batches, because with int8 a text's vector depends on the other texts of its batch. */
async function compareDevices(options: EncoderOptions): Promise<DeviceTrial> {
  const processor = await loadEncoder({ ...options, device: "cpu" });
  const device = await loadEncoder(options);
  const ids = texts.map(processor.tokenise);
  const cosines: number[] = [];
  for (const batch of [ids.slice(0, 1), ids]) {
    const expected = await processor.encode(batch);
    const vectors = await device.encode(batch);
    cosines.push(...vectors.map((vector, at) => dotProduct(vector, expected[at]!)));
  }
  return { cosine: Math.min(...cosines) };
}

const answer = await compareDevices(JSON.parse(process.argv[2] ?? "") as EncoderOptions).catch((error: unknown) => ({
  flaw: describeError(error),
}));
// The parent ends this process: if it ended by itself, the parent might see the exit before the answer.
process.once("disconnect", () => process.exit(0));
process.send?.(answer);
