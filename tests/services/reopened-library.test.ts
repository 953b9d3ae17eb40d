import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "../support/test-library.js";

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
