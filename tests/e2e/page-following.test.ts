import { expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage } from "../support/open-page.js";
import { untilTakenOver } from "../support/until-taken-over.js";

const parts = ["/following", "/following?show=follows", "/following?show=delivery", "/following?new=question&q=clouds"];

describePage("The page of what is followed", (opened) => {
  const open = async (path: string) => {
    await opened.page.goto(`${opened.server.url}${path}`);
    await opened.page.getByRole("heading", { level: 1, name: "Following" }).waitFor();
    await untilTakenOver(opened.page);
  };
  const send = async (method: "post" | "get", path: string, data?: object) => {
    const response = await opened.page.request[method](`${opened.server.url}${path}`, data ? { data } : {});
    expect(response.ok(), await response.text()).toBe(true);
    return response.json() as Promise<{ new: number }>;
  };

  it("follows a search, shows what fits, and knows what was seen", async () => {
    const { page, visit } = opened;
    await visit("/?q=adapters&yearFrom=2025");
    await page.getByRole("link", { name: "Follow this search" }).click();
    await page.getByText(/It would have found|No paper was taken in/).waitFor();
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.getByRole("heading", { level: 3, name: "adapters" }).waitFor();
    await send("post", "/v1/papers", {
      papers: [{ title: "Adapters for very small adapters", abstract: "Adapters of adapters.", year: 2026 }],
    });
    await expect.poll(async () => (await send("get", "/v1/inbox")).new, { timeout: 60_000 }).toBe(1);

    await open("/following");
    const paper = page.getByRole("article", { name: "Adapters for very small adapters" });
    await paper.getByText("New", { exact: true }).waitFor();
    await paper.getByRole("link", { name: "adapters", exact: true }).waitFor();
    const count = page.locator(".places .new-count");
    expect(await count.textContent()).toBe("1 new");
    await page.keyboard.press("j");
    await page.keyboard.press("e");
    await paper.getByRole("button", { name: "Mark as new" }).waitFor();
    await count.waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("1 paper, all seen").waitFor();

    await page.waitForFunction("document.getElementById('app').__k");
    await paper.getByRole("button", { name: "Not interested" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.reload();
    await page.waitForFunction("document.getElementById('app').__k");
    await paper.getByRole("button", { name: "Not interested" }).click();
    await page.locator(".deed").getByText("Not interested: Adapters").waitFor();
    await page.reload();
    await page.getByText("Nothing yet", { exact: true }).waitFor();
  }, 120_000);

  it("removes a follow, and takes that back", async () => {
    const { page } = opened;
    await send("post", "/v1/follows", { kind: "venue", venue: "East Survey" });
    await open("/following?show=follows");
    const row = page.getByRole("heading", { level: 3, name: "East Survey" });
    await page.getByRole("button", { name: "Remove: East Survey" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    await page.reload();
    await row.waitFor();
    await page.getByRole("button", { name: "Remove: East Survey" }).click();
    await page.getByRole("button", { name: "Close" }).click();
    await expect
      .poll(async () => JSON.stringify(await send("get", "/v1/follows")), { timeout: 10_000 })
      .not.toContain("East Survey");
  });

  it("offers the categories of arXiv by name, and takes others", async () => {
    const { page } = opened;
    await open("/following?show=follows");
    await page.getByRole("combobox", { name: "What to follow" }).selectOption("An arXiv category");
    const offered = await page.locator("#arxiv-categories option").evaluateAll((all) => all.map((one) => one.value));
    expect(offered.length).toBeGreaterThan(150);
    const field = page.getByRole("combobox", { name: "An arXiv category" });
    const see = page.getByRole("button", { name: "See what it finds" });
    await field.fill("no such thing");
    await see.click();
    expect(await page.evaluate("document.querySelector('[list=arxiv-categories]').validationMessage")).toContain(
      "No category of arXiv",
    );
    const asked = page.waitForRequest(
      (request) => request.method() === "POST" && request.url().includes("/v1/follows"),
    );
    await page.route("**/v1/follows?*", (route) => route.abort());
    await field.fill("information retrieval");
    await see.click();
    const name = "cs.IR Information Retrieval";
    expect((await asked).postDataJSON()).toEqual({ kind: "source", source: "arxiv:cat:cs.IR", name });
    await page.getByText(name).waitFor();
  });

  it("says what is missing before a mail can be sent, and asks for no address before", async () => {
    const { page } = opened;
    await open("/following?show=delivery");
    await page.getByText("This server sends no mail yet").waitFor();
    await page.getByText("SMTP_URL=smtp://").waitFor();
    expect(await page.getByRole("textbox", { name: "Mail address" }).count()).toBe(0);
    await page.getByRole("button", { name: "Make a feed: Everything that you follow" }).waitFor();
  });

  it.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)("is accessible, and fits: %s, %i pixels", async (colorScheme, width) => {
    const { page } = opened;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const path of parts) {
      await open(path);
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `tests/screenshots/following-${parts.indexOf(path)}-${width}.png` });
      expect({ path, found: await findViolations(page) }).toEqual({ path, found: [] });
      expect({ path, overflow: await measureOverflow(page) }).toEqual({ path, overflow: 0 });
    }
  });
});
