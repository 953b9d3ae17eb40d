import { beforeEach, expect, it } from "vitest";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage } from "../support/open-page.js";

const addresses = [
  "/",
  `/?q=${encodeURIComponent("hostile adapters")}`,
  "/?q=adapters&venue=Journal+of+Adapters&yearFrom=2010",
  "/?paper=arxiv%3A1902.00751",
  "/?like=arxiv%3A1902.00751",
  "/?paper=none",
];

describePage("The page on a phone", (opened) => {
  const { visit } = opened;
  beforeEach(() => opened.page.setViewportSize({ width: 390, height: 844 }));

  it.each([320, 390, 820])("does not scroll sideways at %i pixels", async (width) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 800 });
    for (const address of addresses) {
      await visit(address);
      expect({ address, overflow: await measureOverflow(page) }).toEqual({ address, overflow: 0 });
    }
  });

  it("opens the filters and rarely used options with a button", async () => {
    const { page, server } = opened;
    await visit("/?q=glacier&mode=keyword");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.waitFor({ state: "hidden" });
    const button = page.getByRole("button", { name: "Filters", exact: true });
    expect(await button.getAttribute("aria-expanded")).toBe("false");
    await button.click();
    await page.getByText("Newest", { exact: true }).waitFor();
    await filters.getByRole("checkbox", { name: /West Survey/ }).check();
    await page.waitForURL(`${server.url}/?q=glacier&mode=keyword&venue=West+Survey`);
    await page.getByRole("button", { name: "Filters (1)" }).waitFor();
    await filters.getByRole("button", { name: /^Show \d+ papers?$/ }).click();
    await filters.waitFor({ state: "hidden" });
    expect(await page.locator("#filters:focus").count()).toBe(1);
  });

  it("opens the places with a button, and closes them over what they show", async () => {
    const { page } = opened;
    await visit("/?q=adapters");
    const places = page.getByRole("navigation", { name: "Places" });
    await places.waitFor({ state: "hidden" });
    const header = await page.locator(".head").boundingBox();
    expect(header?.height).toBeLessThanOrEqual(64);
    const button = page.getByRole("button", { name: "Menu" });
    await button.focus();
    await page.keyboard.press("Enter");
    await places.waitFor();
    await page.keyboard.press("Escape");
    await places.waitFor({ state: "hidden" });
    expect(await page.locator(".places-button:focus").count()).toBe(1);
    await button.click();
    await places.getByRole("link", { name: "Map" }).click();
    await page.waitForURL(/\/map\?q=adapters$/);
    await places.waitFor({ state: "hidden" });
  });

  it("selects years by touch", async () => {
    const { context, server } = opened;
    const page = await context.browser()!.newPage({ hasTouch: true, viewport: { width: 390, height: 844 } });
    await page.goto(`${server.url}/?q=adapters&mode=keyword`);
    await page.getByRole("button", { name: "Filters", exact: true }).tap();
    const bars = page.locator(".bars");
    await bars.locator("rect").nth(3).waitFor();
    const { width, height } = (await bars.boundingBox())!;
    await bars.tap({ position: { x: width * 0.6, y: height / 2 } });
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2021&yearTo=2021`);
    await page.close();
  });
});
