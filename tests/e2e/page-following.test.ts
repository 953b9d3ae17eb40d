import { expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage } from "../support/open-page.js";

const parts = ["/following", "/following?show=follows", "/following?show=delivery", "/following?new=question&q=clouds"];

describePage("The page of what is followed", (opened) => {
  const open = async (path: string) => {
    await opened.page.goto(`${opened.server.url}${path}`);
    await opened.page.getByRole("heading", { level: 1, name: "Following" }).waitFor();
    await opened.page.waitForFunction("document.getElementById('app').__k");
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
