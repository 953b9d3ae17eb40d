import { expect, it } from "vitest";
import { fillCollection } from "../support/collections.js";
import { describePage } from "../support/open-page.js";

describePage("The collections of a reader", (opened) => {
  const { visit } = opened;
  const rows = () => opened.page.locator(".collections li");

  it("are none at first: the page says what they are good for", async () => {
    const { page } = opened;
    await visit("/collections");
    await page.getByText("Keep papers together").waitFor();
    expect(await page.title()).toBe("Collections · paperkin");
  });

  it("are created, renamed with a note, and deleted, and each can be undone", async () => {
    const { page } = opened;
    await visit("/collections");
    await page.getByRole("textbox", { name: "Name of a new collection" }).fill("Small adapters");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Small adapters", exact: true }).waitFor();
    await page.getByRole("button", { name: "Edit: Small adapters" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Adapters");
    await page.getByRole("textbox", { name: "Note" }).fill("For chapter 2");
    await page.getByRole("button", { name: "Save" }).click();
    await rows().getByText("For chapter 2").waitFor();
    await page.getByRole("button", { name: "Edit: Adapters" }).and(page.locator(":focus")).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: "Small adapters", exact: true }).waitFor();
    expect(await rows().getByText("For chapter 2").count()).toBe(0);
    await page.getByRole("button", { name: "Delete: Small adapters" }).click();
    await expect.poll(() => rows().count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: "Small adapters", exact: true }).waitFor();
  });

  it("come back when one was deleted on its own page", async () => {
    const { page, server } = opened;
    const { id } = await fillCollection(server.url, "Glaciers", []);
    await visit(`/collections?id=${id}`);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.locator(".deed", { hasText: "The collection was deleted." }).waitFor();
    expect(await rows().count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: "Glaciers", exact: true }).waitFor();
  });

  it("that were deleted are listed, and come back from there", async () => {
    const { page, server } = opened;
    await fillCollection(server.url, "Fjords", [{ id: "arxiv:1902.00751" }]);
    await visit("/collections");
    await page.getByRole("button", { name: "Delete: Fjords" }).click();
    await expect.poll(() => rows().count()).toBe(0);
    await page.reload();
    await page.getByText("Deleted in the last 30 days").click();
    await page.getByRole("button", { name: "Restore Fjords" }).click();
    await rows().getByRole("link", { name: "Fjords", exact: true }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Restore Fjords" }).count()).toBe(0);
  });

  it("have names that differ: another with the same one is refused with the reason", async () => {
    const { page, server } = opened;
    await fillCollection(server.url, "Glaciers", []);
    await visit("/collections");
    const field = page.getByRole("textbox", { name: "Name of a new collection" });
    await field.fill("glaciers");
    await field.press("Enter");
    await page.locator(".deed", { hasText: "Not changed." }).waitFor();
    expect([await field.inputValue(), await rows().count()]).toEqual(["glaciers", 1]);
  });

  it("are sent with the document, with what each holds", async () => {
    const { server } = opened;
    await fillCollection(server.url, "Adapters", [
      { id: "arxiv:1902.00751", isRead: true },
      { id: "doi:10.1000/low/rank" },
      { id: "doi:10.1000/gone", title: "Gone", decision: "exclude" },
    ]);
    const html = await (await fetch(`${server.url}/collections`)).text();
    expect(html).toContain("2 papers · 1 unread · 1 not of interest");
  });
});
