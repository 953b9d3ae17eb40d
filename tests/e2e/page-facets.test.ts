import { expect, it } from "vitest";
import { describePage, readSearch } from "../support/open-page.js";

describePage("Filters on the page", (opened) => {
  const { visit, readTitles } = opened;

  it("count the papers found, and narrow them to several values at once", async () => {
    const { page, server } = opened;
    await visit("/?q=glacier&mode=keyword");
    const east = page.getByRole("checkbox", { name: /East Survey/ });
    expect(await east.locator("xpath=..").textContent()).toBe("East Survey13");
    await east.check();
    await page.waitForURL((url) => url.searchParams.get("venue") === "East Survey");
    await page.locator("#count", { hasText: "13 papers" }).waitFor();
    // The other venue is still offered, with the number of papers that it would add.
    await page.getByRole("checkbox", { name: "West Survey 12" }).check();
    await page.locator("#count", { hasText: "25 papers" }).waitFor();
    expect(new URL(page.url()).searchParams.getAll("venue")).toEqual(["East Survey", "West Survey"]);
    await page.getByRole("link", { name: "East Survey: remove this filter" }).click();
    await page.waitForURL(`${server.url}/?q=glacier&mode=keyword&venue=West+Survey`);
    await page.locator("#count", { hasText: "12 papers" }).waitFor();
  });

  it("keep the focus on the checkbox", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    const box = page.getByRole("checkbox", { name: "West Survey 12" });
    await box.focus();
    const counted = page.waitForResponse((response) => readSearch(response.request())?.facets?.toString() === "venue");
    await page.keyboard.press("Space");
    await counted;
    await page.getByRole("link", { name: "West Survey: remove this filter" }).waitFor();
    await page.evaluate("new Promise((resolve) => setTimeout(resolve))");
    await page.locator("input[value='West Survey']:checked:focus").waitFor();
  });

  it("narrow to a category and an author", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters&mode=keyword");
    await page.getByRole("checkbox", { name: "cs.CL 2" }).check();
    await page.waitForURL((url) => url.searchParams.get("category") === "cs.CL");
    await page.locator("#count", { hasText: "2 papers" }).waitFor();
    await page.getByRole("checkbox", { name: "Ada Author3 1" }).check();
    await page.waitForURL((url) => url.searchParams.get("author") === "Ada Author3");
    await page.locator("#hits li:only-child").waitFor();
    expect((await readTitles())[0]).toMatch(/^Adapters for/);
    await page.getByRole("link", { name: "Clear all" }).click();
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword`);
  });

  it("shorten a long list, and show all of it on request", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const authors = page.getByRole("group", { name: "Author" }).getByRole("checkbox");
    const more = page.getByRole("group", { name: "Author" }).getByText("6 more");
    await more.waitFor();
    expect(await authors.count()).toBe(6);
    await more.click();
    expect(await authors.count()).toBe(12);
  });

  it("select years with the keyboard, by typing and by dragging over the bars", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters&mode=keyword");
    // The years are 2019 to 2022: four bars.
    const bars = page.locator(".bars");
    await bars.locator("rect").nth(3).waitFor();
    await page.getByLabel("From year, slider").press("ArrowRight");
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2020`);
    expect(await page.getByLabel("First year").inputValue()).toBe("2020");
    await page.getByLabel("First year").fill("");
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword`);
    await page.getByLabel("Last year").fill("2021");
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearTo=2021`);
    const box = (await bars.boundingBox())!;
    const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
    await page.mouse.move(...at(0.3));
    await page.mouse.down();
    await page.mouse.move(...at(0.6));
    await page.mouse.up();
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2020&yearTo=2021`);
    await page.locator("#hits li:only-child", { hasText: "Low-rank" }).waitFor();
    await page.mouse.click(...at(0.95));
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2022`);
  });

  it("keep the handles in order", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters&mode=keyword&yearFrom=2020&yearTo=2020");
    await page.locator(".bars rect").nth(3).waitFor();
    await page.getByLabel("From year, slider").press("ArrowRight");
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2021&yearTo=2021`);
    await page.getByLabel("To year, slider").press("Home");
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearTo=2019`);
  });

  it("miss no key, however fast they come", async () => {
    const { page, server } = opened;
    for (let round = 0; round < 4; round += 1) {
      await visit("/?q=adapters&mode=keyword");
      await page.locator(".bars rect").nth(3).waitFor();
      await page.getByLabel("From year, slider").focus();
      await Promise.all(["ArrowRight", "End", "ArrowLeft"].map((key) => page.keyboard.press(key)));
      await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2021`);
    }
  });

  it("accept single years from an address, and the venue on a paper", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters&mode=keyword&year=2019&year=2021");
    expect(await readTitles()).toHaveLength(2);
    await page.getByRole("link", { name: "2021: remove this filter" }).click();
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&year=2019`);
    await page.locator("#hits").getByRole("button", { name: "Journal of Adapters" }).click();
    await page.waitForURL((url) => url.searchParams.get("venue") === "Journal of Adapters");
  });
});
