import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createModelStore } from "../../models/fetch.js";
import { createTransformersEmbedder } from "../../src/adapters/transformers/embedder.js";
import type { ModelOnDisk } from "../../src/ports/models/model-store.js";
import { cosine, describeEmbedder, requireVector } from "../contracts/embedder.contract.js";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const timeoutMs = 60_000;
const noHub = { hubEndpoint: "http://127.0.0.1:2", hubOffline: true };
const store = createModelStore({ ...noHub, mavenCommand: "no-such-command" });

/** Local models only: a test never downloads one. */
const [bge, miniLm] = await Promise.all(["bge-small-en-v1.5", "all-MiniLM-L6-v2"].map((id) => store.find(id)));
const skipReason = 'the model is not in models/cache; "paperkin models fetch" gets it';

describeEmbedder("transformers.js with CLS pooling", {
  create: () => open(bge!),
  timeoutMs,
  skipReason: bge ? undefined : skipReason,
});
describeEmbedder("transformers.js with mean pooling", {
  create: () => open(miniLm!),
  timeoutMs,
  skipReason: miniLm ? undefined : skipReason,
});

const title = bge ? "the transformers.js embedder" : `the transformers.js embedder (skipped: ${skipReason})`;

describe.skipIf(!bge)(title, { timeout: timeoutMs }, () => {
  it("gives a text the same vector whatever other texts are embedded with it", async () => {
    const embedder = await open(bge!);
    try {
      const long = "Dense retrieval maps queries and passages to vectors. ".repeat(30);
      const [alone] = (await embedder.embedDocuments(["A short text."])).map(requireVector);
      const [beside] = (await embedder.embedDocuments(["A short text.", long])).map(requireVector);
      expect(beside).toEqual(alone);
    } finally {
      await embedder.close();
    }
  });

  it("adds the query prefix to queries but not to documents", async () => {
    const embedder = await open(bge!);
    try {
      const query = await embedder.embedQuery("what is a graph");
      const texts = [`${bge!.spec.queryPrefix}what is a graph`, "what is a graph"];
      const [prefixed, bare] = (await embedder.embedDocuments(texts)).map(requireVector);
      expect(cosine(query, prefixed!)).toBeCloseTo(1, 5);
      expect(cosine(query, bare!)).toBeLessThan(0.99);
    } finally {
      await embedder.close();
    }
  });

  it("rejects a query at once when too many wait, and answers the others", async () => {
    const embedder = await createTransformersEmbedder({ ...parts(bge!), queries: { maxWaiting: 2 } });
    try {
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => embedder.embedQuery("a query")));
      const refused = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(6);
      for (const { reason } of refused) expect(reason).toMatchObject({ code: "overloaded" });
    } finally {
      await embedder.close();
    }
  });

  it("rejects documents as unavailable when it was started for queries only", async () => {
    const embedder = await createTransformersEmbedder({ ...parts(bge!), queries: {} });
    try {
      await expect(embedder.embedDocuments(["a text"])).rejects.toMatchObject({ code: "unavailable" });
    } finally {
      await embedder.close();
    }
  });

  it("reads a model folder without subfolders", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paperkin-flat-"));
    try {
      await symlink(join(bge!.folder, "onnx/model_quantized.onnx"), join(folder, "model_quantized.onnx"));
      await symlink(join(bge!.folder, "tokenizer.json"), join(folder, "tokenizer.json"));
      const embedder = await createTransformersEmbedder({ ...parts({ ...bge!, folder }), queries: {} });
      expect(await embedder.embedQuery("a query")).toHaveLength(384);
      await embedder.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("reports that the model cannot run, and keeps no thread, when its file is not a model", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paperkin-broken-"));
    try {
      await mkdir(join(folder, "onnx"));
      await writeFile(join(folder, "onnx/model_quantized.onnx"), "not a model");
      await symlink(join(bge!.folder, "tokenizer.json"), join(folder, "tokenizer.json"));
      const opening = createTransformersEmbedder({
        ...parts({ ...bge!, folder }),
        queries: {},
        documents: { threads: 1 },
      });
      await expect(opening).rejects.toMatchObject({
        code: "unavailable",
        message: /bge-small-en-v1.5 cannot run/,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function open(model: ModelOnDisk) {
  return createTransformersEmbedder({ ...parts(model), queries: {}, documents: { threads: 1 } });
}

function parts({ spec, folder }: ModelOnDisk) {
  return { model: spec, folder, logger: silent };
}
