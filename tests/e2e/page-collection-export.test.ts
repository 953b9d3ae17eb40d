import { expect, it } from "vitest";
import { fillCollection, findIds } from "../support/collections.js";
import { describePage } from "../support/open-page.js";

describePage("The export of a collection", (opened) => {
  it("holds what is listed", async () => {
    const { page, server, visit } = opened;
    const [one, other] = await findIds(server.url, "glacier", { limit: 2 });
    const { id } = await fillCollection(server.url, "Ice", [{ id: one! }, { id: other!, decision: "include" }]);
    await visit(`/collections?id=${id}`);
    const download = page.getByRole("link", { name: "Download JSONL" });
    await page.getByRole("button", { name: "Export", exact: true }).click();
    expect((await readIds(server.url, await download.getAttribute("href"))).toSorted()).toEqual(
      [one, other].toSorted(),
    );
    await page.getByRole("combobox", { name: "Show" }).selectOption("include");
    await page.getByRole("button", { name: "Export these" }).waitFor();
    expect(await readIds(server.url, await download.getAttribute("href"))).toEqual([other]);
  });

  it("of decisions is offered in the formats that have them", async () => {
    const { page, server, visit } = opened;
    const [one] = await findIds(server.url, "glacier", { limit: 1 });
    const { id } = await fillCollection(server.url, "Ice", [{ id: one!, decision: "exclude", reason: "no ice" }]);
    await visit(`/collections?id=${id}&screen`);
    await page.getByRole("button", { name: "Export decisions" }).click();
    const names = await page
      .getByRole("link", { name: /^Download/ })
      .evaluateAll((all) => all.map((link) => link.ariaLabel));
    expect(names).toEqual(["Download CSV", "Download JSONL"]);
  });
});

async function readIds(base: string, href: string | null): Promise<string[]> {
  const text = await (await fetch(`${base}/${href}`)).text();
  return text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);
}
