import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("The start page", (opened) => {
  const { visit, search } = opened;

  it("offers questions in the words of the library, which find papers", async () => {
    const { page } = opened;
    await visit("/");
    const examples = page.locator("#notice .examples").first().getByRole("link");
    await examples.first().waitFor();
    const texts = await examples.allTextContents();
    expect(texts.join(" ")).toMatch(/adapters|glacier|convection|clouds/i);
    await examples.first().click();
    await page.locator("#hits article").first().waitFor();
    expect(await page.locator("#query").inputValue()).toBe(texts[0]);
  });

  it("keeps the last questions in this browser, and forgets them", async () => {
    const { page } = opened;
    await visit("/");
    await search("adapters");
    await search("glacier");
    await page.locator("#home").click();
    const last = page.getByRole("region", { name: "Your last questions" });
    expect(await last.getByRole("link").allTextContents()).toEqual(["glacier", "adapters"]);
    await last.getByRole("button", { name: "Remove “glacier”" }).press("Enter");
    expect(await last.getByRole("link").allTextContents()).toEqual(["adapters"]);
    expect(await page.locator(":focus").textContent()).toBe("adapters");
    await page.reload();
    expect(await last.getByRole("link").allTextContents()).toEqual(["adapters"]);
    await last.getByRole("button", { name: "Remove all" }).click();
    await last.waitFor({ state: "detached" });
    expect(await page.evaluate("localStorage.getItem('paperkin.questions')")).toBe("[]");
  });

  it("shows the map in small, which leads to its places", async () => {
    const { page, server } = opened;
    await page.request.post(`${server.url}/v1/map`, { headers: { "content-type": "application/json" } });
    const readState = async () => (await (await page.request.get(`${server.url}/v1/map/state`)).json()).state as string;
    await expect.poll(readState, { timeout: 100_000 }).toBe("ready");
    await visit("/");
    const map = page.locator(".small-map");
    await page.getByRole("link", { name: /^Open the map of \d+ papers$/ }).waitFor();
    const topic = map.locator("a").first();
    expect(await topic.getAttribute("href")).toMatch(/^map\?at=[\d.]+%2C[\d.]+%2C3$/);
    await topic.press("Enter");
    await page.waitForURL(/\/map\?at=/);
  }, 150_000);
});
