import { expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { fillCollection } from "../support/collections.js";
import { describePage } from "../support/open-page.js";

const lowRank = "doi:10.1000/low/rank";
const adapters = "arxiv:1902.00751";

describePage("Saving papers", (opened) => {
  const { visit } = opened;
  const call = () => createClient({ url: opened.server.url }).call;
  const told = (text: string) => opened.page.locator(".deed", { hasText: text }).waitFor();

  it("chooses among collections by keyboard, and makes a new one", async () => {
    const { page, server } = opened;
    const group = await fillCollection(server.url, "Reading group", []);
    await visit("/?q=adapters&mode=keyword");
    await page.keyboard.press("j");
    await page.keyboard.press("b");
    const panel = page.getByRole("group", { name: "Collections" });
    await panel.getByRole("checkbox", { name: "Reading group" }).check();
    await told("Saved in “Reading group”.");
    await panel.getByRole("textbox", { name: "Name of a new collection" }).fill("Chapter 2");
    await page.keyboard.press("Enter");
    await told("Saved in “Chapter 2”.");
    // The last used collection is the current one.
    await page.getByRole("button", { name: "Chapter 2: 1 paper" }).waitFor();
    const { papers } = await call()("GET /v1/collections/{id}", { params: { id: group.id } });
    expect(papers).toBe(1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect
      .poll(async () => (await call()("GET /v1/collections", {})).collections.map((one) => one.papers).sort())
      .toEqual([0, 1]);
  });

  it("shows on a paper's page which collections have it", async () => {
    const { page, server } = opened;
    await fillCollection(server.url, "Chapter 1", [{ id: adapters }]);
    await fillCollection(server.url, "Chapter 2", [{ id: adapters, decision: "exclude" }]);
    await visit(`/?paper=${encodeURIComponent(adapters)}`);
    await page.locator(".in-collections a", { hasText: "Chapter 1" }).waitFor();
    expect(await page.locator(".in-collections a").count()).toBe(1);
  });

  it("moves a list that an earlier version kept in the browser into a collection, once", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const list = {
      name: "My old list",
      likes: [
        { id: adapters, title: "Adapters" },
        { id: "doi:10.1000/gone", title: "A paper that is gone" },
      ],
      dislikes: [{ id: lowRank, title: "Low-rank" }],
    };
    await page.evaluate(`localStorage.setItem("paperkin-list", ${JSON.stringify(JSON.stringify(list))})`);
    await page.reload();
    await told("The list of this browser is now the collection “My old list”.");
    await page.getByRole("button", { name: "My old list: 2 papers, 1 not of interest" }).waitFor();
    expect(await page.evaluate("localStorage.getItem('paperkin-list')")).toBeNull();
    await page.reload();
    await page.getByRole("button", { name: "My old list: 2 papers, 1 not of interest" }).waitFor();
    expect((await call()("GET /v1/collections", {})).collections.length).toBe(1);
  });

  it("says so where the server lets nobody write, and shows what it has", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    await page.route("**/v1/collections", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: 403, json: { code: "forbidden", status: 403, title: "Forbidden", detail: "no" } })
        : route.fallback(),
    );
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await told("Not changed: your API key may only read.");
    await page.getByRole("button", { name: "Save", exact: true }).first().waitFor();
    expect(await page.getByRole("button", { name: "Saved" }).count()).toBe(0);
  });

  it("gives back an entry with its note when it was taken out", async () => {
    const { page, server } = opened;
    const { id } = await fillCollection(server.url, "Chapter 1", [{ id: adapters, note: "mine" }]);
    await visit(`/?paper=${encodeURIComponent(adapters)}`);
    await page.locator("#subject").getByRole("button", { name: "Saved" }).click();
    await told("1 paper removed.");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Chapter 1: 1 paper" }).waitFor();
    const { entries } = await call()("GET /v1/collections/{id}/papers", { params: { id }, query: {} });
    expect(entries.map(({ note }) => note)).toEqual(["mine"]);
  });
});
