import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { AppError } from "../../src/errors.js";
import { createGate } from "../support/gate.js";
import { giveKey, withLockedServer } from "../support/locked-server.js";
import { describePage } from "../support/open-page.js";
import { checkoutRoot } from "../support/spawn-program.js";
import { sampleCount } from "../support/spawn-server.js";
import { startTestServer } from "../support/test-server.js";
import { writePdf } from "../support/write-pdf.js";

const samples = readFileSync(join(checkoutRoot, "samples", "papers.jsonl"), "utf8").trim();
const hostile = `<img src=x onerror="window.paperkinWasRun=1">`;
const withBadLines = `${samples}\n{"title":7,"id":"bad"}\n{broken\n`;

describePage("The page that adds papers", (opened) => {
  const goto = (path = "/add") => opened.page.goto(`${opened.server.url}${path}`);
  const choose = (name: string, text: string | Uint8Array) =>
    opened.page.setInputFiles("#file", { name, mimeType: "", buffer: Buffer.from(text) });
  const button = (name: string | RegExp) => opened.page.getByRole("button", { name });
  /** The step with exactly this title: "Reading mine.jsonl" is not "mine.jsonl". */
  const step = (title: string) => opened.page.getByRole("heading", { name: title, exact: true });
  const paper = (title: string) => `${JSON.stringify({ title })}\n`;
  const job = (name: string, state: string) =>
    opened.page.locator(`#jobs li:first-child .job[aria-label="Job: ${name}"][data-state=${state}]`);

  it("previews a dropped file, adds it on confirmation, follows the job to its end, and shows what failed", async () => {
    const { page } = opened;
    await goto();
    const dropped = await page.evaluateHandle<object>(`{
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(withBadLines)}], "mine.jsonl"));
      transfer;
    }`);
    await page.dispatchEvent("#drop", "drop", { dataTransfer: dropped });
    await step("mine.jsonl").waitFor();
    expect(await page.locator(".tallies").innerText()).toMatch(
      new RegExp(`^New\\s+${sampleCount}\\s+not in the library\\s+Refused\\s+2\\s`),
    );
    expect(await page.locator(".titles li").count()).toBe(5);
    await page.getByText(`and ${sampleCount - 5} more, which a search finds once they are added`).waitFor();
    expect(await page.locator(".failures").innerText()).toMatch(/bad line 77 .*title.*\nline 78.*not JSON/);
    expect(await page.locator("#step").innerText()).toMatch(/by meaning in about \d+ s/);
    await button(`Add ${sampleCount} papers`).click();
    await job("mine.jsonl", "completed").waitFor();
    expect(await job("mine.jsonl", "completed").locator(".job-facts").innerText()).toMatch(
      new RegExp(`^${sampleCount} papers added or changed, all embedded`),
    );
    await page.getByText(`mine.jsonl is done: ${sampleCount} papers embedded, 2 refused`).waitFor();
    await button("2 refused").click();
    await page.locator(".job-failures li", { hasText: "line 77" }).waitFor();
    await choose("mine.jsonl", withBadLines);
    await page.getByText("All papers are already in the library.").waitFor();
    expect(await button(/^Add /).count()).toBe(0);
  });

  it("works with the keyboard alone", async () => {
    const { page } = opened;
    // Set up before the page loads, because otherwise the key may be pressed before Chromium intercepts the dialog.
    const chooser = page.waitForEvent("filechooser");
    await goto();
    await page.locator("#choose").focus();
    await page.keyboard.press("Enter");
    await (await chooser).setFiles({ name: "keys.jsonl", mimeType: "", buffer: Buffer.from(paper("Typed with keys")) });
    await step("keys.jsonl").and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Add 1 paper");
    await page.keyboard.press("Enter");
    await page.locator("#jobs li:first-child .job:focus").waitFor();
    await job("keys.jsonl", "completed").waitFor();
  });

  it("accepts pasted text, and shows hostile text as plain text", async () => {
    const { page } = opened;
    await goto();
    await page.getByText("Paste text instead").click();
    await page.locator("#pasted").fill(`${paper(`Pasted ${hostile}`)}${JSON.stringify({ id: hostile, title: 7 })}\n`);
    await button("Preview").click();
    await page.locator(".titles li").waitFor();
    expect(await page.locator(".titles li").innerText()).toBe(`Pasted ${hostile}`);
    expect(await page.locator(".failures").innerText()).toContain(hostile);
    await button("Add 1 paper").click();
    await job("Pasted text", "completed").waitFor();
    await button("1 refused").first().click();
    await page.locator(".job-failures li").first().waitFor();
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.evaluate("window.paperkinWasRun")).toBeUndefined();
  });

  it("says when a file is empty, contains no papers, or is something else", async () => {
    const { page } = opened;
    await goto();
    await choose("nothing.jsonl", "");
    await step("This file is empty.").waitFor();
    await button("Choose other files").click();
    await choose("blank.jsonl", "\n\n");
    await page.getByText("The file contains no papers.").waitFor();
    await button("Choose other files").click();
    const [sent] = await Promise.all([
      page.waitForRequest("**/v1/papers?dryRun=true"),
      choose("photo größe.png", "\u0089PNG\r\n\u001a\n"),
    ]);
    await page.getByText("photo größe.png is an image").waitFor();
    expect(await sent.allHeaders()).toMatchObject({
      "content-type": "application/octet-stream",
      "x-file-name": "photo%20gr%C3%B6%C3%9Fe.png",
    });
    expect(await button("Try again").count()).toBe(0);
  });

  it("recognises a file by its content, and shows how it reads a table", async () => {
    const { page } = opened;
    await goto();
    await choose("export.dat", "Title,Year\nA table of bees,2020\n");
    await page.getByText("CSV", { exact: false }).and(page.locator(".step-facts")).first().waitFor();
    await page.getByLabel("Field of the column Title").waitFor();
    expect(await page.getByLabel("Field of the column Title").inputValue()).toBe("title");
    expect(await page.locator(".titles li").allInnerTexts()).toEqual(["A table of bees"]);
  });

  it("shows the title that it guesses from a PDF", async () => {
    const { page } = opened;
    await goto();
    const body = { text: "The text of the paper goes on, and on, and on, in a smaller size.", y: 600 };
    await choose("bees.pdf", writePdf({ pages: [[{ text: "Bees of the North", y: 700, size: 20 }, body]] }));
    await page.getByText("PDF", { exact: false }).and(page.locator(".step-facts")).first().waitFor();
    expect(await page.locator(".titles li").allInnerTexts()).toEqual(["Bees of the North"]);
  });

  it("reports a lost connection, a full disk and an unavailable queue, and retries on request", async () => {
    const { page } = opened;
    await goto();
    await page.route("**/v1/papers", (route) => route.abort());
    await choose("again.jsonl", paper("Sent again"));
    await button("Add 1 paper").click();
    await step("The connection was lost.").waitFor();
    await page.unroute("**/v1/papers");
    const full = "The store cannot be written (database or disk is full): free some space on its disk.";
    await page.route("**/v1/papers", (route) => route.fulfill(answerProblem(503, "unavailable", full)));
    await button("Try again").click();
    await page.getByText(full).waitFor();
    await page.unroute("**/v1/papers");
    await button("Try again").click();
    await job("again.jsonl", "completed").waitFor();
    await page.route("**/v1/stats", async (route) => {
      const answer = await route.fetch();
      const stats = (await answer.json()) as object;
      await route.fulfill({ json: { ...stats, queue: { ready: false, outstanding: 0, detail: "no Redis answers" } } });
    });
    await choose("away.jsonl", paper("While the queue is away"));
    await page.getByText("The queue is unavailable: no Redis answers.").waitFor();
    expect(await button("Add 1 paper").count()).toBe(1);
  });

  it("stops an upload on request, and is ready for another file", async () => {
    const { page } = opened;
    const held = createGate();
    await goto();
    await page.route("**/v1/papers?dryRun=true", async (route) => {
      await held.opened;
      await route.abort().catch(() => undefined);
    });
    await choose("long.jsonl", paper("Takes long"));
    await step("Reading long.jsonl").waitFor();
    await button("Stop").click();
    await page.locator("#choose:focus").waitFor();
    held.open();
  });

  it("pauses, resumes, cancels and retries a job, and keeps the focus on it", async () => {
    const { page } = opened;
    const server = await startTestServer({ workers: 0, openEmbedder: openWithoutDocuments });
    try {
      await page.goto(`${server.url}/add`);
      await page.getByText("No jobs yet.").waitFor();
      await choose("waits.jsonl", paper("Waits for a worker"));
      await page.getByText("no worker is running").waitFor();
      await button("Add 1 paper").click();
      await job("waits.jsonl", "waiting").waitFor();
      await button("Pause").click();
      await job("waits.jsonl", "paused").waitFor();
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Resume");
      // The news of a job may come before the answer to the button, and that answer after later news.
      const [held, late] = [createGate(), createGate()];
      for (const [path, gate] of [["**/pause", held] as const, ["**/resume", late] as const]) {
        await page.route(path, async (route) => {
          const response = await route.fetch();
          await gate.opened;
          await route.fulfill({ response });
        });
      }
      await page.keyboard.press("Enter");
      await job("waits.jsonl", "waiting").waitFor();
      await button("Pause").click();
      await job("waits.jsonl", "paused").waitFor();
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Resume");
      held.open();
      const answered = page.waitForResponse("**/resume");
      late.open();
      await (await answered).finished();
      await page.unrouteAll({ behavior: "wait" });
      expect(await job("waits.jsonl", "paused").count()).toBe(1);
      await button("Cancel").click();
      await job("waits.jsonl", "cancelled").waitFor();
      await button("Retry").click();
      await job("waits.jsonl", "waiting").waitFor();
      await page.route("**/pause", (route) => route.fulfill(answerProblem(409, "conflict", "It has already ended.")));
      await button("Pause").click();
      await page.getByText("It has already ended.").waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "waits.jsonl" }).waitFor();
    } finally {
      await page.goto("about:blank");
      await server.close();
    }
  });

  it("asks for an API key where the server requires one, and sends it with every request", async () => {
    const { page } = opened;
    await withLockedServer(page, { key: "the right key" }, async (url) => {
      await page.goto(`${url}/add`);
      await giveKey(page, "a wrong key");
      await page.getByText("This key was not accepted").waitFor();
      await giveKey(page, "the right key");
      await page.getByText("No jobs yet.").waitFor();
      await choose("locked.jsonl", paper("Behind a key"));
      await button("Add 1 paper").click();
      await job("locked.jsonl", "completed").waitFor();
    });
  });
});

/** The embedder of a process that leaves documents to other workers. */
const openWithoutDocuments = async () => ({
  ...createFakeEmbedder(),
  embedDocuments: () => Promise.reject(new AppError("unavailable", "no threads for documents")),
});

function answerProblem(status: number, code: string, detail: string) {
  const body = JSON.stringify({ type: `urn:paperkin:error:${code}`, title: "A problem", status, detail, code });
  return { status, contentType: "application/problem+json", body };
}
