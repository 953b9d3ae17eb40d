import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createGate } from "../support/gate.js";
import { describePage } from "../support/open-page.js";
import { samplePapers } from "../support/sample-papers.js";
import { otherFakeModel as next } from "../support/test-library.js";
import { startTestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const { id: inUse } = createFakeEmbedder().model;

describePage("The status line of the page", (opened) => {
  it("comes with the document, and is fetched again when the reader returns, not while nothing changes", async () => {
    const { page, server } = opened;
    const asked = countStats(page);
    await page.clock.install();
    await page.goto(server.url);
    await page.locator("#status", { hasText: inUse }).waitFor();
    await page.clock.runFor(60_000);
    expect(asked()).toBe(0);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await until("it asks again", async () => asked() === 1);
  });

  it("shows the progress of another model, that it is ready, and which one is in use", async () => {
    const { page } = opened;
    const batches = { begun: 0, rest: createGate() };
    const server = await startTestServer({
      papers: samplePapers,
      opening: "serve",
      openOther: async () => holdAfterFirst(batches),
    });
    const { changeModel, readModels, switchModel, dropModel } = server.library.services;
    const status = page.locator("#status");
    try {
      await changeModel(next.id);
      await until("a batch is embedded", async () => batches.begun === 2);
      const asked = countStats(page);
      await page.clock.install();
      await page.goto(server.url);
      const share = Math.floor((100 * 64) / samplePapers.length);
      await status.getByText(`papers · ${inUse} in use · ${next.id}: ${share}% embedded`).waitFor();
      batches.rest.open();
      await until("it is ready", async () => (await readModels()).otherModel?.state === "ready");
      await page.clock.runFor(5_000);
      await status.getByText(`${inUse} in use · ${next.id} is ready: paperkin reindex switch`).waitFor();
      const askedSoFar = asked();
      await page.clock.runFor(60_000);
      expect(asked()).toBe(askedSoFar);
      await switchModel();
      await page.reload();
      await status.getByText(new RegExp(`papers · ${next.id}$`)).waitFor();
      await dropModel();
    } finally {
      await page.goto("about:blank");
      await server.close();
    }
  });
});

function countStats(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => void (request.url().endsWith("/v1/stats") && (count += 1)));
  return () => count;
}

/** The next model, which pauses before its second batch. */
function holdAfterFirst(batches: { begun: number; readonly rest: ReturnType<typeof createGate> }) {
  const embedder = createFakeEmbedder(next);
  const embedDocuments: typeof embedder.embedDocuments = async (texts) => {
    batches.begun += 1;
    if (batches.begun > 1) await batches.rest.opened;
    return embedder.embedDocuments(texts);
  };
  return { ...embedder, embedDocuments };
}
