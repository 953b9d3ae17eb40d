import { expect, it } from "vitest";
import { describePage, leaveAnswersOut } from "../support/open-page.js";
import { ingest } from "../support/test-library.js";

describePage("A paper's page", (opened) => {
  const { visit, readTitles } = opened;

  it("shows the details of a paper, and lists similar papers without the paper itself", async () => {
    const { page, server } = opened;
    await visit("/?q=low-rank&mode=keyword");
    await page.getByRole("link", { name: "Low-rank adapters" }).click();
    await page.getByRole("heading", { level: 1, name: "Low-rank adapters" }).waitFor();
    expect(new URL(page.url()).searchParams.get("paper")).toBe("doi:10.1000/low/rank");
    expect(await page.title()).toBe("Low-rank adapters keep language models small · paperkin");
    const facts = await page.locator(".fact-list").textContent();
    for (const fact of ["2021", "cs.CL", "adapters, small models", "10.1000/low/rank"]) expect(facts).toContain(fact);
    const doi = page.getByRole("link", { name: "DOI" }).first();
    expect(await doi.getAttribute("href")).toBe("https://doi.org/10.1000/low/rank");
    await page.getByRole("heading", { name: "Similar papers" }).waitFor();
    const neighbours = await readTitles();
    expect(neighbours.length).toBeGreaterThan(0);
    expect(neighbours).not.toContain("Low-rank adapters keep language models small");
    // The small map goes here.
    expect(await page.locator("section#place").count()).toBe(1);
    await page.goBack();
    await page.waitForURL(`${server.url}/?q=low-rank&mode=keyword`);
  });

  it("begins with the whole way back, however little room there is", async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 390, height: 420 });
    await visit("/?q=low-rank&mode=keyword");
    await page.getByRole("link", { name: "Low-rank adapters" }).click();
    await page.locator("article.paper-page:focus").waitFor();
    expect((await page.getByRole("link", { name: "← Back" }).boundingBox())!.y).toBeGreaterThanOrEqual(0);
  });

  it("links to its near-duplicates", async () => {
    const { page } = opened;
    await visit("/?q=1902.00751");
    const hit = page.locator("#hits article").first();
    expect(await hit.locator(".facts").textContent()).toContain("1 near-duplicate");
    await hit.getByRole("link", { name: "Adapters for parameter-efficient" }).click();
    const twin = page.getByRole("region", { name: "Near-duplicates" }).getByRole("link");
    expect(await twin.textContent()).toBe("Adapters for parameter-efficient fine-tuning (extended abstract)");
    await twin.click();
    await page.getByRole("heading", { level: 1, name: "(extended abstract)" }).waitFor();
    const back = page.getByRole("region", { name: "Near-duplicates" }).getByRole("link");
    expect(await back.textContent()).toBe("Adapters for parameter-efficient fine-tuning");
  });

  it("says so where no other paper is near", async () => {
    const { page } = opened;
    await leaveAnswersOut(page);
    await page.route("**/similar?*", async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as object;
      await route.fulfill({ response, json: { ...answer, noGoodMatch: true } });
    });
    await visit("/?paper=arxiv%3A1902.00751");
    expect(await page.locator("#notice").innerText()).toBe("Nothing is really close. These papers are the closest.");
    await page.unroute("**/similar?*");
    await visit("/?paper=arxiv%3A1902.00751");
    expect(await page.locator("#notice").isHidden()).toBe(true);
  });

  it("lists the arXiv versions, where there are several, with links", async () => {
    const { page, server } = opened;
    const take = (paper: object) => ingest(server.library.services, [paper]);
    await take({ title: "Gates for adapters", arxivId: "2001.00001v1", date: "2020-01-01" });
    const versions = page.locator(".fact-list dt", { hasText: "Versions" }).locator("+ dd");
    await visit("/?paper=arxiv%3A2001.00001");
    expect(await versions.count()).toBe(0);
    await take({ title: "Gated adapters", arxivId: "2001.00001v2", date: "2020-05-05" });
    await visit("/?paper=arxiv%3A2001.00001");
    expect(await versions.innerText()).toBe("v2 shown here\nv1 2020-01-01 “Gates for adapters”");
    const first = versions.getByRole("link", { name: "v1" });
    expect(await first.getAttribute("href")).toBe("https://arxiv.org/abs/2001.00001v1");
    // The paper is shown without them.
    await leaveAnswersOut(page);
    await page.route("**/versions", (route) => route.fulfill({ status: 500 }));
    await visit("/?paper=arxiv%3A2001.00001");
    expect(await page.getByRole("heading", { level: 1, name: "Gated adapters" }).count()).toBe(1);
    expect(await versions.count()).toBe(0);
  });

  it("opens at its similar papers, and still accepts the older form of its address", async () => {
    const { page, server } = opened;
    await visit("/?q=low-rank&mode=keyword");
    await page.getByRole("button", { name: "Similar", exact: true }).first().click();
    await page.waitForURL((url) => url.searchParams.get("paper") === "doi:10.1000/low/rank");
    await page.locator("#hits-title:focus").waitFor();
    await page.goto(`${server.url}/?similar=arxiv%3A1902.00751`);
    await page.getByRole("heading", { level: 1, name: "Adapters for parameter-efficient" }).waitFor();
  });

  it("links to the papers of an author", async () => {
    const { page } = opened;
    await visit("/?paper=arxiv%3A1902.00751");
    await page.getByRole("link", { name: "Ada Author11" }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === 'author:"Ada Author11"');
    await page.locator("#hits h2", { hasText: "Adapters for" }).first().waitFor();
    for (const title of await readTitles()) expect(title).toMatch(/^Adapters for/);
    // Only the filter chose them, so there is no match to rate or to explain.
    expect(await page.locator("#hits .match").first().textContent()).toBe("");
  });

  it("typesets formulas, and makes other LaTeX readable", async () => {
    const { page } = opened;
    await visit("/?q=convection+in+the+upper+atmosphere");
    await page.getByRole("link", { name: "Convection in the upper atmosphere" }).click();
    const abstract = page.locator("#subject .abstract", { hasText: "in weather models with" });
    await abstract.locator("math", { hasText: "α≤0.5" }).waitFor();
  });

  it("says when there is no such paper", async () => {
    await visit("/?paper=none");
    await opened.page.locator("#notice").getByText("Paper not found.").waitFor();
  });

  it("copies a paper as BibTeX and as RIS", async () => {
    const { page, context, server } = opened;
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    await visit("/?q=low-rank&mode=keyword");
    const paper = page.locator("#hits article").first();
    await paper.getByRole("button", { name: "Copy BibTeX" }).click();
    await paper.getByText("Copied").waitFor();
    const entry = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(entry).toContain("title = {{Low-rank adapters keep language models small}}");
    expect(entry).toContain("doi = {10.1000/low/rank}");
    await paper.getByRole("button", { name: "Copy RIS" }).click();
    await page.locator("#announcement", { hasText: "RIS copied" }).waitFor({ state: "attached" });
    expect(await page.evaluate<string>("navigator.clipboard.readText()")).toContain("DO  - 10.1000/low/rank");
  });

  it("shortens a long list of authors in search results, and showing them all keeps the focus", async () => {
    const { page } = opened;
    await visit("/?q=adapters+for+parameter-efficient");
    await page.getByRole("button", { name: "9 more" }).first().press("Enter");
    await page.locator("#hits").getByText("Ada Author11").waitFor();
    const fewer = page.locator("button:focus", { hasText: "show fewer" });
    await fewer.press("Enter");
    await page.locator("button:focus", { hasText: "9 more" }).waitFor();
  });
});
