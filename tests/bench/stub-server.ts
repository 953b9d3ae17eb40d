import { setTimeout as delay } from "node:timers/promises";
import { loadConfig } from "../../src/config.js";
import type { Embedder } from "../../src/ports/models/embedder.js";
import { runServer } from "../../src/main.js";

/*
 * The real API with a stub model: vectors are derived from the text and cost no time, or STUB_DELAY_MS per paper. This
 * measures everything around the model.
 */

const dimensions = 32;
const delayMs = Number(process.env["STUB_DELAY_MS"] ?? 0);

await runServer(loadConfig(), async () => createStubEmbedder());

function createStubEmbedder(): Embedder {
  const embed = (text: string) => ({ vector: drawVector(text) });
  return {
    model: {
      id: "stub",
      revision: "1",
      dimensions,
      dtype: "fp32",
      pooling: "mean",
      queryPrefix: "",
      documentPrefix: "",
    },
    languages: "many",
    cosines: { unrelated: 0, spread: 0.2 },
    embedQuery: async (text) => drawVector(text),
    embedPassages: async (texts) => texts.map(embed),
    async embedDocuments(texts) {
      if (delayMs > 0) await delay(delayMs * texts.length);
      return texts.map(embed);
    },
    close: async () => undefined,
  };
}

/** A direction derived from the text, by a linear congruential generator with the constants of Numerical Recipes. */
function drawVector(text: string): Float32Array {
  let state = text.length;
  for (let at = 0; at < text.length; at += 1) state = (Math.imul(state, 31) + text.charCodeAt(at)) >>> 0;
  const vector = Float32Array.from({ length: dimensions }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
