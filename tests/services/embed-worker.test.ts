import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createMemoryEmbedQueue } from "../../src/adapters/memory/embed-queue.js";
import type { EmbedBatch } from "../../src/domain/ingest/embed-batch.js";
import { formatFingerprint } from "../../src/domain/models/model.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import type { Embedder } from "../../src/ports/models/embedder.js";
import { createEmbedBatch } from "../../src/services/ingest/embed-batch.js";
import { createEmbedWorker } from "../../workers/embed-worker.js";
import { collect } from "../support/embed-batches.js";
import { createGate } from "../support/gate.js";
import { until } from "../support/until.js";

const fake = createFakeEmbedder({ dimensions: 3 });
const makeBatch = (id: string, texts: readonly string[]): EmbedBatch => ({
  id,
  fingerprint: formatFingerprint(fake.model),
  due: 0,
  papers: texts.map((text, index) => ({ ordinal: index + 1, textHash: `hash ${index}`, text })),
});

describe("an embed worker", () => {
  let queue: EmbedQueue;
  const consume = async (embedder: Embedder, limitMs: number) => {
    queue = createMemoryEmbedQueue({ attempts: 3, firstRetryMs: 1 });
    const sink = await collect(queue);
    await queue.consumeBatches(
      createEmbedWorker(
        createEmbedBatch(async () => embedder),
        { limitMs },
      ),
      2,
    );
    return sink;
  };
  afterEach(() => queue.close());

  it("retries a batch on which the embedder hangs until the queue fails it, without blocking others", async () => {
    const late = createGate();
    let hung = 0;
    const sink = await consume(
      {
        ...fake,
        async embedDocuments(texts) {
          if (!texts.includes("hang")) return fake.embedDocuments(texts);
          hung += 1;
          await late.opened;
          return fake.embedDocuments(texts);
        },
      },
      30,
    );
    await queue.publish([makeBatch("hangs", ["hang"]), makeBatch("goes on", ["a text"])]);
    await until("it was given up", () => sink.failed.length === 1);
    expect(hung).toBe(3);
    expect(sink.failed).toEqual([{ id: "hangs", reason: "The embedder did not finish a batch within 0.03 seconds." }]);
    await until("the other came back", () => sink.embedded.length === 1);
    expect(sink.embedded[0]?.id).toBe("goes on");
    // The late results of the three attempts are ignored.
    late.open();
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect([sink.embedded.length, sink.failed.length]).toEqual([1, 1]);
  });

  it("fails only the texts whose vectors are unusable", async () => {
    const bad = [Float32Array.of(1), Float32Array.of(Number.NaN, 0, 0), new Float32Array(3)];
    const sink = await consume(
      {
        ...fake,
        async embedDocuments(texts) {
          const results = await fake.embedDocuments(texts);
          return results.map((result, index) => ({ ...result, ...(bad[index - 1] && { vector: bad[index - 1]! }) }));
        },
      },
      10_000,
    );
    await queue.publish([makeBatch("a", ["good", "short", "broken", "empty", "good too"])]);
    await until("it came back", () => sink.embedded.length === 1);
    expect(sink.embedded[0]?.results.map((result) => ("failure" in result ? result.failure : "vector"))).toEqual([
      "vector",
      "the model returned no usable vector: expected 3 numbers, received 1",
      "the model returned no usable vector: expected finite numbers",
      "the model returned no usable vector: expected a vector of length 1, received length 0.00",
      "vector",
    ]);
  });
});
