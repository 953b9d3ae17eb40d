import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("The chips of a question on the page", (opened) => {
  const { visit } = opened;

  it("say how many papers there are without each part", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters+venue%3AJournal+year%3A2019&mode=keyword");
    const year = page
      .locator("#understood")
      .getByRole("link", { name: /2019 · \d+ papers? if removed: search without it/ });
    await year.waitFor();
    const told = /(\d+) papers? if removed/.exec((await year.getAttribute("aria-label")) ?? "")?.[1];
    await year.click();
    await page.waitForURL(`${server.url}/?q=adapters+venue%3AJournal&mode=keyword`);
    await page.locator("#count", { hasText: `${told} paper` }).waitFor();
    expect(Number(told)).toBeGreaterThan(0);
  });

  it("spell a venue as the papers found do", async () => {
    const { page } = opened;
    await visit("/?q=glacier+venue%3A%22west+survey%22&mode=keyword");
    await page.locator("#understood").getByText("in West Survey", { exact: true }).waitFor();
  });

  it("lead out of an empty answer, by a part or by a filter", async () => {
    const { page, server } = opened;
    await visit("/?q=venue%3Asurvey+category%3Acs.CL");
    const ways = page.getByRole("list", { name: "What to remove" });
    await ways.getByRole("link", { name: "Remove “category:cs.CL”: 25 papers" }).waitFor();
    await ways.getByRole("link", { name: "Remove “venue:survey”: 2 papers" }).click();
    await page.waitForURL(`${server.url}/?q=category%3Acs.CL`);
    await page.locator("#count", { hasText: "2 papers" }).waitFor();
    await visit("/?venue=East+Survey&category=cs.CL");
    await ways.getByRole("link", { name: "Remove “cs.CL”: 13 papers" }).click();
    await page.waitForURL(`${server.url}/?venue=East+Survey`);
    await page.locator("#count", { hasText: "13 papers" }).waitFor();
  });

  it("say that a DOI is not in the library", async () => {
    const { page } = opened;
    await visit("/?q=10.9999%2Fabsent.1");
    await page.locator("#notice", { hasText: "10.9999/absent.1" }).waitFor();
    expect(await page.locator("#hits article").count()).toBe(0);
  });

  it("have examples in the help that find papers of this library", async () => {
    const { page } = opened;
    await visit("/");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Help/ }).click();
    const places = page.locator("#help code", { hasText: 'venue:"East Survey"' });
    await places.waitFor();
    for (const field of ["author:", "venue:", "year:"]) {
      const example = await page.locator("#help code", { hasText: field }).first().textContent();
      const answer = await page.request.get(`${opened.server.url}/v1/search?q=${encodeURIComponent(example ?? "")}`);
      expect([example, ((await answer.json()) as { total: number }).total > 0]).toEqual([example, true]);
    }
  });
});
