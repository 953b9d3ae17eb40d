import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createSqliteStore } from "../../src/adapters/sqlite/sqlite-store.js";
import { searchRequestSchema } from "../../src/domain/query.js";
import type { Embedder } from "../../src/ports/embedder.js";
import type { Services } from "../../src/services/services.js";
import { createGate } from "../support/gate.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "../support/test-library.js";
import { until } from "../support/until.js";

const old = { id: "old", dimensions: 64 };
const next = { id: "next", dimensions: 32 };
const third = { id: "third", dimensions: 16 };

const papers = Array.from({ length: 300 }, (_, number) => ({ id: `p${number}`, title: `zebra paper number${number}` }));

describe("changing the model", () => {
  let library: TestLibrary;
  let wrap: (embedder: Embedder) => Embedder;
  const open = async (options: TestLibraryOptions & { readonly inUse?: typeof old } = {}) => {
    const { inUse = old, ...rest } = options;
    library = await openTestLibrary({
      openEmbedder: async () => createFakeEmbedder(inUse),
      openOther: async (id) => {
        const known = [old, next, third].find((model) => model.id === id);
        return wrap(createFakeEmbedder(known ?? {}));
      },
      knownModels: [old, next, third].map((model) => createFakeEmbedder(model).model),
      changesModel: true,
      ...rest,
    });
    await library.ready;
    return library.services;
  };
  beforeEach(() => {
    wrap = (embedder) => embedder;
  });
  afterEach(() => library.dispose());

  const reopen = async (options: Parameters<typeof open>[0] = {}) => {
    await library.close();
    return open({ folder: library.folder, ...options });
  };
  const readOther = async (services: Services) => (await services.readModels()).otherModel;
  const untilState = (services: Services, state: string) =>
    until(`the other model is ${state}`, async () => (await readOther(services))?.state === state, 60_000);
  const findByMeaning = async (services: Services, query: string, limit = 1) => {
    const { hits } = await services.searchPapers(searchRequestSchema.parse({ query, mode: "semantic", limit }));
    return hits.map(({ paper }) => paper.id);
  };
  const change = async (services: Services) => {
    await ingest(services, papers);
    await services.changeModel("next");
    await untilState(services, "ready");
  };

  /** The next model embeds nothing until the gate is opened. */
  const holdNext = () => {
    const gate = createGate();
    wrap = (embedder) => ({
      ...embedder,
      embedDocuments: async (texts) => gate.opened.then(() => embedder.embedDocuments(texts)),
    });
    return gate;
  };

  it("embeds every paper beside the model in use, switches, and goes back", async () => {
    const services = await open();
    await change(services);
    expect((await services.readStats()).model).toEqual(old);
    const kept = { ...old, state: "kept", embedded: 300, failed: 0, missing: 0 };
    expect(await services.switchModel()).toEqual({ model: next, otherModel: kept });
    expect(await services.readStats()).toMatchObject({
      model: next,
      papers: { embedded: 300 },
      indexes: { vector: 300 },
    });
    expect(await findByMeaning(services, "zebra paper number7")).toEqual(["p7"]);
    expect((await services.rollBackModel()).model).toEqual(old);
    expect(await findByMeaning(services, "zebra paper number8")).toEqual(["p8"]);
  });

  it("answers each question wholly with one model, while papers come and models change", async () => {
    const services = await open();
    await change(services);
    const failures: unknown[] = [];
    let over = false;
    let asked = 0;
    const ask = async () => {
      while (!over) {
        // A question asked with one model's vector of another's index would fail: their lengths differ.
        const query = `zebra paper number${asked % 300}`;
        const request = searchRequestSchema.parse({ query, mode: asked % 2 ? "hybrid" : "semantic" });
        const similar = services.findSimilar(`p${asked % 300}`, { limit: 5, filter: {}, duplicates: "show" } as never);
        await Promise.all([services.searchPapers(request), similar]).catch((error: unknown) => failures.push(error));
        asked += 1;
      }
    };
    const asking = Promise.all([ask(), ask(), ask()]);
    for (const step of ["switchModel", "rollBackModel", "rollBackModel"] as const) {
      const before = asked;
      await services[step]();
      await until("questions were asked since", () => asked > before + 20, 60_000);
    }
    over = true;
    await asking;
    expect(failures).toEqual([]);
    expect((await services.readModels()).model).toEqual(next);
  });

  it("takes papers that come, change and go during the change into both", async () => {
    const gate = holdNext();
    const services = await open();
    await ingest(services, papers);
    await services.changeModel("next");
    expect(await readOther(services)).toMatchObject({ state: "embedding", embedded: 0 });
    await ingest(services, [
      { id: "late", title: "quokka" },
      { id: "p3", title: "wombat" },
    ]);
    await services.removePaper("p4");
    expect(await findByMeaning(services, "quokka")).toEqual(["late"]);
    gate.open();
    await untilState(services, "ready");
    await services.switchModel();
    expect(await findByMeaning(services, "quokka")).toEqual(["late"]);
    expect(await findByMeaning(services, "wombat")).toEqual(["p3"]);
    expect(await findByMeaning(services, "zebra", 100)).not.toContain("p4");
    expect((await services.readStats()).indexes).toEqual({ keyword: 300, vector: 300 });
  });

  it("embeds what came since with the model that it goes back to", async () => {
    const services = await open();
    await change(services);
    await services.switchModel();
    await ingest(services, [{ id: "since", title: "quokka" }]);
    await services.removePaper("p5");
    await services.rollBackModel();
    await until("it is found by meaning", async () => (await services.readStats()).papers.waiting === 0, 60_000);
    expect(await findByMeaning(services, "quokka")).toEqual(["since"]);
    expect((await services.readStats()).indexes).toEqual({ keyword: 300, vector: 300 });
  });

  it("goes on after a restart, and the store says which model is in use", async () => {
    const services = await open({ changesModel: false });
    await ingest(services, papers);
    let embedded = 0;
    wrap = (embedder) => ({
      ...embedder,
      async embedDocuments(texts) {
        embedded += texts.length;
        if (embedded > 128) throw new Error("it dies here");
        return embedder.embedDocuments(texts);
      },
    });
    await services.changeModel("next");
    await until("it fails", async () => (await readOther(services))?.failure !== undefined, 60_000);
    expect(await readOther(services)).toMatchObject({ state: "embedding", embedded: 128, failure: "it dies here" });
    embedded = -10_000;
    const again = await reopen();
    await untilState(again, "ready");
    expect(embedded).toBe(-10_000 + 300 - 128);
    await again.switchModel();
    await expect(reopen()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("holds vectors of the model next, and old is asked for"),
    });
    const after = await open({ folder: library.folder, inUse: next });
    expect(await findByMeaning(after, "zebra paper number9")).toEqual(["p9"]);
    expect(await readOther(after)).toMatchObject({ id: "old", state: "kept" });
    expect(library.logged).toEqual([]);
  });

  it("ends a switch in which the process died, and says that the setting names another model", async () => {
    const services = await open({ config: { model: "old" } });
    await change(services);
    await services.switchModel();
    expect(library.logged).toMatchObject([{ message: expect.stringMatching(/^MODEL names another model/) }]);
    await services.rollBackModel();
    await ingest(services, [{ id: "late", title: "quokka" }]);
    await library.close();
    const store = createSqliteStore({ folder: library.folder, now: () => 0 });
    await store.otherModel.switchModels();
    store.close();
    const again = await open({ folder: library.folder, inUse: next });
    await until("all is embedded and indexed", async () => (await again.readStats()).indexes.vector === 301, 60_000);
    expect(await findByMeaning(again, "quokka")).toEqual(["late"]);
    expect(await readOther(again)).toMatchObject({ id: "old", state: "kept", embedded: 301 });
  });

  it("compares both models' answers on titles and on given questions", async () => {
    const services = await open();
    await change(services);
    const sample = await services.compareModels({});
    expect(sample).toMatchObject({ model: "old", otherModel: "next" });
    expect(sample.queries).toHaveLength(50);
    expect(sample.queries[0]?.model).toHaveLength(10);
    expect(await services.compareModels({})).toEqual(sample);
    const given = await services.compareModels({ queries: ["zebra paper number7"] });
    expect(given.queries[0]?.model[0]).toBe("p7");
  });

  it("drops what is kept or under way, and begins again", async () => {
    const services = await open();
    await change(services);
    expect(await services.dropModel()).toMatchObject({ otherModel: { state: "dropping" } });
    await until("it is gone", async () => (await readOther(services)) === undefined);
    await services.changeModel("third");
    await untilState(services, "ready");
    await services.switchModel();
    await services.dropModel();
    await until("the old one is gone", async () => (await readOther(services)) === undefined);
    expect(await findByMeaning(services, "zebra paper number7", 3)).toHaveLength(3);
  });

  it("refuses what does not fit, and says what would", async () => {
    const services = await open();
    await ingest(services, papers);
    const refusal = (call: Promise<unknown>) =>
      call.then(
        () => "",
        ({ message }: Error) => message,
      );
    expect(await refusal(services.changeModel("nothing"))).toContain("There is no model nothing");
    expect(await refusal(services.changeModel("old"))).toContain("in use already");
    expect(await refusal(services.switchModel())).toContain("paperkin reindex --model");
    expect(await refusal(services.rollBackModel())).toContain("There is no other model");
    await services.changeModel("next");
    expect(await refusal(services.changeModel("third"))).toContain("A change to the model next is under way");
    expect(await refusal(services.rollBackModel())).toContain("No model is kept");
    await untilState(services, "ready");
    await services.switchModel();
    expect(await refusal(services.switchModel())).toContain("paperkin reindex rollback");
    expect(await refusal(services.changeModel("old"))).toContain("paperkin reindex rollback");
    expect(await refusal(services.changeModel("third"))).toContain("The model old is kept from before");
  });

  it("is refused a switch while papers are missing", async () => {
    const gate = holdNext();
    const services = await open();
    await ingest(services, papers);
    await services.changeModel("next");
    const switching = services.switchModel();
    gate.open();
    await expect(switching).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("is not ready"),
    });
  });
});
