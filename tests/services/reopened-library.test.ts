import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { makePapers } from "../support/generated-papers.js";
import {
  ingest,
  openTestLibrary,
  type TestLibrary,
  type TestLibraryOptions,
  toRecords,
} from "../support/test-library.js";

describe("a reopened library", () => {
  let folder: string | undefined;
  let current: TestLibrary | undefined;
  afterEach(async () => {
    await current?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    folder = current = undefined;
  });
  const open = async (options: TestLibraryOptions = {}) => {
    await current?.close();
    current = await openTestLibrary({ ...(folder !== undefined && { folder }), ...options });
    ({ folder } = current);
    await current.ready;
    return current;
  };
  const papers = [
    { id: "a", title: "zebra stripes" },
    { id: "b", title: "lion manes" },
  ];
  const openRefusing = async () => {
    const embedder = createFakeEmbedder();
    const embedDocuments = async () => Promise.reject(new Error("nothing is to be embedded"));
    return { ...embedder, embedDocuments };
  };
  const findBoth = async ({ services }: TestLibrary) => {
    const find = async (mode: "keyword" | "semantic") =>
      (await services.searchPapers(searchRequestSchema.parse({ query: "zebra", mode }))).hits.map(
        ({ paper }) => paper.id,
      );
    return { keyword: await find("keyword"), semantic: (await find("semantic")).length };
  };

  it("finds everything without embedding, with or without its saved indexes", async () => {
    await ingest((await open()).services, papers);
    const again = await open({ openEmbedder: openRefusing });
    expect(await findBoth(again)).toEqual({ keyword: ["a"], semantic: 2 });
    expect(again.logged).toEqual([]);
    await again.close();
    await rm(join(again.folder, "indexes"), { recursive: true });
    expect(await findBoth(await open({ openEmbedder: openRefusing }))).toEqual({ keyword: ["a"], semantic: 2 });
  });

  it("says until the last paper that its keyword index is being rebuilt", async () => {
    const first = await open({ workers: 0 });
    await first.services.acceptPapers(toRecords(makePapers(8_000)));
    await first.close();
    await rm(join(first.folder, "indexes"), { recursive: true });
    const { services, ready } = (current = await openTestLibrary({ folder: first.folder, workers: 0 }));
    const request = searchRequestSchema.parse({ query: "learning", mode: "keyword" });
    const readings: { missing: number; isReady: boolean; codes: readonly string[] }[] = [];
    let isOver = false;
    const done = ready.then(() => (isOver = true));
    do {
      const { ready: isReady, papers: counts } = await services.readReadiness();
      const { notices = [] } = await services.searchPapers(request);
      readings.push({ missing: counts.papers - counts.byWords, isReady, codes: notices.map(({ code }) => code) });
      await setImmediate();
    } while (!isOver);
    await done;
    expect(readings[0]).toMatchObject({ isReady: false, codes: ["partly_indexed"] });
    expect(readings.filter(({ missing, isReady }) => isReady && missing > 0)).toEqual([]);
    expect((await services.searchPapers(request)).notices).toBeUndefined();
    expect((await services.readReadiness()).ready).toBe(true);
  });

  it("rejects another model, naming the command to use, and embeds everything again in a rebuild", async () => {
    await ingest((await open()).services, papers);
    const openEmbedder = async () => createFakeEmbedder({ id: "other" });
    await expect(open({ openEmbedder })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(
        /vectors of the model fake.*, but other was requested\. Leave MODEL unset or set MODEL=fake; to change the model: paperkin reindex --model other$/,
      ),
    });
    const rebuilt = await open({ openEmbedder, opening: "rebuild" });
    const [job] = await rebuilt.services.listJobs(1);
    expect(await rebuilt.services.waitForJob(job?.id ?? "")).toMatchObject({
      state: "completed",
      counts: { accepted: 2, embedded: 2 },
    });
    expect(await findBoth(rebuilt)).toEqual({ keyword: ["a"], semantic: 2 });
  });

  it("cannot be opened twice at once", async () => {
    const { folder: taken } = await open();
    await expect(openTestLibrary({ folder: taken })).rejects.toMatchObject({ code: "folder_in_use" });
  });
});
