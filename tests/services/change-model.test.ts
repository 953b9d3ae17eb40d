import { expect, it } from "vitest";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import {
  change,
  describeModelChanges,
  findByMeaning,
  next,
  old,
  papers,
  readOther,
  untilState,
} from "../support/model-changes.js";
import { ingest } from "../support/test-library.js";
import { until } from "../support/until.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";

describeModelChanges("changing the model", (changes) => {
  it("embeds every paper alongside the current model, switches and rolls back", async () => {
    const services = await changes.open();
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

  it("answers each query with a single model while papers arrive and models change", async () => {
    const services = await changes.open();
    await change(services);
    const failures: unknown[] = [];
    let over = false;
    let asked = 0;
    const ask = async () => {
      while (!over) {
        // Searching one model's index with the other's vector would fail: their lengths differ.
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

  it("applies additions, changes and removals during the change to both models", async () => {
    const gate = changes.holdNext();
    const services = await changes.open();
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

  it("embeds papers added since the switch with the model it rolls back to", async () => {
    const services = await changes.open();
    await change(services);
    await services.switchModel();
    await ingest(services, [{ id: "since", title: "quokka" }]);
    await services.removePaper("p5");
    await services.rollBackModel();
    await until("it is found by meaning", async () => (await services.readStats()).papers.waiting === 0, 60_000);
    expect(await findByMeaning(services, "quokka")).toEqual(["since"]);
    expect((await services.readStats()).indexes).toEqual({ keyword: 300, vector: 300 });
  });

  it("resumes after a restart, and the store determines the model in use", async () => {
    const services = await changes.open({ opening: "ingest" });
    await ingest(services, papers);
    let embedded = 0;
    changes.wrapOther((embedder) => ({
      ...embedder,
      async embedDocuments(texts) {
        embedded += texts.length;
        if (embedded > 128) throw new Error("it dies here");
        return embedder.embedDocuments(texts);
      },
    }));
    await services.changeModel("next");
    await until("it fails", async () => (await readOther(services))?.failure !== undefined, 60_000);
    expect(await readOther(services)).toMatchObject({ state: "embedding", embedded: 128, failure: "it dies here" });
    embedded = -10_000;
    const again = await changes.reopen();
    await untilState(again, "ready");
    expect(embedded).toBe(-10_000 + 300 - 128);
    await again.switchModel();
    await expect(changes.reopen()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("holds vectors of the model next, but old was requested"),
    });
    const after = await changes.open({ folder: changes.library.folder, inUse: next });
    expect(await findByMeaning(after, "zebra paper number9")).toEqual(["p9"]);
    expect(await readOther(after)).toMatchObject({ id: "old", state: "kept" });
    expect(changes.library.logged).toEqual([]);
  });

  it("completes a switch interrupted by a crash, and warns that MODEL names another model", async () => {
    const services = await changes.open({ config: { model: "old" } });
    await change(services);
    await services.switchModel();
    expect(changes.library.logged).toMatchObject([{ message: expect.stringMatching(/^MODEL names another model/) }]);
    await services.rollBackModel();
    await ingest(services, [{ id: "late", title: "quokka" }]);
    await changes.library.close();
    const store = createSqliteStore({ folder: changes.library.folder, now: () => 0 });
    await store.otherModel.switchModels();
    store.close();
    const again = await changes.open({ folder: changes.library.folder, inUse: next });
    await until("all is embedded and indexed", async () => (await again.readStats()).indexes.vector === 301, 60_000);
    expect(await findByMeaning(again, "quokka")).toEqual(["late"]);
    expect(await readOther(again)).toMatchObject({ id: "old", state: "kept", embedded: 301 });
  });
});
