import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { withLockedServer } from "../support/locked-server.js";
import { describePage } from "../support/open-page.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

describePage("Files on the page that adds papers", (opened) => {
  afterEach(removeTemporaryFolders);
  const goto = (path = "/add") => opened.page.goto(`${opened.server.url}${path}`);
  const file = (name: string, text: string) => ({ name, mimeType: "", buffer: Buffer.from(text) });
  const choose = (...files: ReturnType<typeof file>[]) => opened.page.setInputFiles("#file", files);
  const button = (name: string | RegExp) => opened.page.getByRole("button", { name });
  const heading = (name: string) => opened.page.getByRole("heading", { name, exact: true });
  const row = (name: string) => opened.page.locator(".files .file", { hasText: name });
  const paper = (title: string) => `${JSON.stringify({ title })}\n`;
  const drop = async (names: readonly string[]) => {
    const transfer = await opened.page.evaluateHandle<object>(`{
      const transfer = new DataTransfer();
      for (const name of ${JSON.stringify(names)}) transfer.items.add(new File(['{"title":"In ' + name + '"}'], name));
      transfer;
    }`);
    await opened.page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
    return () => opened.page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  };

  it("takes several files at once, each with its preview, and one can be removed", async () => {
    await goto();
    const broken = "@misc{smith2020, author={Smith}}";
    await choose(
      file("one.jsonl", paper("Several: one")),
      file("two.bib", `@misc{two, title={Several: two}}\n${broken}`),
      file("photo.png", "\u0089PNG\r\n\u001a\n"),
      file("three.jsonl", paper("Several: three")),
    );
    await heading("4 files").waitFor();
    expect(await row("two.bib").innerText()).toMatch(/1 new, 1 refused[^]*BibTeX · \d+ bytes · 2 records/);
    expect(await row("photo.png").innerText()).toContain("photo.png is an image");
    await button("Details of two.bib").click();
    expect(await row("two.bib").locator(".failures").innerText()).toBe("smith2020 line 2 there is no title");
    await button("Remove three.jsonl").click();
    await button("Add 2 papers from 2 files").click();
    await heading("2 files added").waitFor();
    expect(await row("one.jsonl").innerText()).toContain("Added: 1 paper");
    await opened.page.locator('.job[aria-label="Job: two.bib"][data-state=completed]').waitFor();
    expect(await opened.page.locator('.job[aria-label="Job: three.jsonl"]').count()).toBe(0);
  });

  it("takes a folder with its subfolders, without hidden files", async () => {
    const folder = await makeTemporaryFolder();
    mkdirSync(join(folder, "refs", "old"), { recursive: true });
    for (const name of ["refs/a.jsonl", "refs/old/b.jsonl", "refs/.DS_Store"])
      writeFileSync(join(folder, name), paper(`In a folder: ${name}`));
    await goto();
    await opened.page.setInputFiles("#folder", join(folder, "refs"));
    await heading("2 files").waitFor();
    expect(await opened.page.locator(".file-name").allInnerTexts()).toEqual(["refs/a.jsonl", "refs/old/b.jsonl"]);
    await button("Add 2 papers from 2 files").click();
    await opened.page.locator('.job[aria-label="Job: b.jsonl"][data-state=completed]').waitFor();
  });

  it.each(["/", "/map"])("adds files that are dropped on %s, and does not leave the page", async (path) => {
    await goto(path);
    // The script has come once it takes drags.
    await opened.page.waitForLoadState("networkidle");
    const release = await drop([`drop${path.slice(1)}.jsonl`, `other${path.slice(1)}.jsonl`]);
    await opened.page.getByText("Drop to add papers").waitFor();
    await release();
    const dialog = opened.page.getByRole("dialog", { name: "Add papers" });
    await dialog.getByRole("button", { name: "Add 2 papers from 2 files" }).click();
    await dialog.getByRole("heading", { name: "2 files added" }).waitFor();
    await dialog.locator(`.job[aria-label="Job: drop${path.slice(1)}.jsonl"][data-state=completed]`).waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(new URL(opened.page.url()).pathname).toBe(path);
  });

  it("asks which column has the titles of a table with names of its own, and keeps another as an own field", async () => {
    const { page } = opened;
    await goto();
    await choose(file("mine.csv", "Work of mine,Who,Stage\nBees of Brno,Ada Lee,screened\n"));
    await page.getByText("Which column has the titles?").waitFor();
    await page.getByLabel("Field of the column Work of mine").focus();
    await page.getByLabel("Field of the column Work of mine").selectOption({ label: "Title" });
    await heading("mine.csv").waitFor();
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(
      "Field of the column Work of mine",
    );
    await page.getByLabel("Field of the column Who").selectOption({ label: "Authors" });
    await page.getByLabel("Field of the column Stage").selectOption({ label: "Own field “Stage”" });
    await page.locator(".tallies").waitFor();
    await button("Add 1 paper").click();
    await page.locator('.job[aria-label="Job: mine.csv"][data-state=completed]').waitFor();
    const { papers } = (await (await fetch(`${opened.server.url}/v1/papers?limit=1000`)).json()) as {
      papers: { title: string; authors: string[]; extra?: object }[];
    };
    expect(papers.find(({ title }) => title === "Bees of Brno")).toMatchObject({
      authors: ["Ada Lee"],
      extra: { Stage: "screened" },
    });
  });

  it("takes back a guessed column", async () => {
    const { page } = opened;
    await goto();
    await choose(file("guessed.csv", "Title,Year\nA guessed year,2020\n"));
    const year = page.getByLabel("Field of the column Year");
    await year.waitFor();
    expect(await year.inputValue()).toBe("year");
    const [request] = await Promise.all([page.waitForRequest("**/v1/papers?*map=*"), year.selectOption("")]);
    expect(new URL(request.url()).searchParams.getAll("map")).toEqual(["year:"]);
    await page.locator(".tallies").waitFor();
    expect(await year.inputValue()).toBe("");
  });

  it("offers the formats for a file of an unknown one", async () => {
    const { page } = opened;
    await goto();
    await choose(file("notes.data", "Words of nobody, in no order at all.\n"));
    const format = page.getByLabel("Format");
    await format.focus();
    const [request] = await Promise.all([
      page.waitForRequest("**/v1/papers?*format=ris*"),
      format.selectOption({ label: "RIS" }),
    ]);
    expect(request.method()).toBe("POST");
    await page.getByText("The file contains no papers.").waitFor();
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SELECT");
  });

  it("sends a file again that a busy server refused", async () => {
    const { page } = opened;
    await goto();
    let refused = 0;
    await page.route("**/v1/papers?dryRun=true", async (route) => {
      refused += 1;
      if (refused > 2) return route.fallback();
      const body = JSON.stringify({
        type: "urn:paperkin:error:overloaded",
        status: 503,
        detail: "",
        code: "overloaded",
      });
      await route.fulfill({ status: 503, headers: { "retry-after": "0" }, contentType: "application/json", body });
    });
    await choose(file("busy.jsonl", paper("Sent three times")));
    await button("Add 1 paper").waitFor();
    expect(refused).toBe(3);
  });

  it("names a job after its file in every tab", async () => {
    await goto();
    await choose(file("named here.jsonl", paper("Named for all")));
    await button("Add 1 paper").click();
    await heading("named here.jsonl").waitFor();
    const other = await opened.context.newPage();
    await other.goto(`${opened.server.url}/add`);
    await other.getByRole("heading", { name: "named here.jsonl" }).waitFor();
    await other.close();
  });

  it("asks for the jobs once after a key was given", async () => {
    const { page } = opened;
    await withLockedServer(page, { key: "the right key" }, async (url) => {
      await page.goto(`${url}/add`);
      await page.getByLabel("API key").fill("the right key");
      const asked: string[] = [];
      page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
      await page.keyboard.press("Enter");
      await page.getByText("No jobs yet.").waitFor();
      expect(asked).toEqual(["POST /v1/session", "GET /v1/jobs"]);
    });
  });
});
