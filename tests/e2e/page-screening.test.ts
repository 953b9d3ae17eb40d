import { expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { fillCollection, findIds } from "../support/collections.js";
import { describePage } from "../support/open-page.js";
import { untilTakenOver } from "../support/until-taken-over.js";

describePage("Screening a collection", (opened) => {
  const title = () => opened.page.locator(".screened h2");
  const open = async (count: number) => {
    const { server, visit } = opened;
    const { id } = await fillCollection(
      server.url,
      "Review",
      (await findIds(server.url, "glacier", { limit: count })).map((paper) => ({ id: paper })),
    );
    await visit(`/collections?id=${id}&screen`);
    await title().waitFor();
    const { call } = createClient({ url: server.url });
    const list = async () =>
      (await call("GET /v1/collections/{id}/papers", { params: { id }, query: { decision: "all" } })).entries;
    return { id, list, decided: async () => (await list()).filter(({ decision }) => decision !== undefined) };
  };

  it("goes through it by keyboard: include, exclude with a reason, skip, undo", async () => {
    const { page } = opened;
    const { decided } = await open(6);
    const first = await title().textContent();
    await page.keyboard.press("i");
    await page.getByText("1 of 6 decided · 1 included · 0 excluded").waitFor();
    expect(await title().textContent()).not.toBe(first);
    // The new paper has the focus, so that the next key counts.
    await page.locator("article:focus").waitFor();
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Reason" }).fill("no children");
    await page.keyboard.press("Enter");
    await page.getByText("2 of 6 decided · 1 included · 1 excluded").waitFor();
    await expect
      .poll(async () => (await decided()).map(({ reason }) => reason).sort())
      .toEqual(["no children", undefined]);
    // The reason is remembered: its number stands for it.
    await page.keyboard.press("e");
    await page.getByRole("button", { name: "no children" }).waitFor();
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await page.getByText("3 of 6 decided · 1 included · 2 excluded").waitFor();
    const third = await title().textContent();
    await page.keyboard.press("s");
    await expect.poll(() => title().textContent()).not.toBe(third);
    await page.keyboard.press("u");
    await expect.poll(() => title().textContent()).toBe(third);
    await page.keyboard.press("u");
    await page.getByText("2 of 6 decided").waitFor();
    await expect.poll(async () => (await decided()).length).toBe(2);
  });

  it("takes words that begin with the number of a reason as words", async () => {
    const { page } = opened;
    const { decided } = await open(4);
    for (const reason of ["no children", "1D data in print"]) {
      await page.keyboard.press("e");
      await page.getByRole("textbox", { name: "Reason" }).waitFor();
      await page.keyboard.type(reason);
      expect(await page.getByRole("textbox", { name: "Reason" }).inputValue()).toBe(reason);
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await decided()).map((entry) => entry.reason)).toContain(reason);
      await page.locator("article:focus").waitFor();
    }
    expect(await decided()).toHaveLength(2);
  });

  it("goes on where it was stopped, and says when nothing is left", async () => {
    const { page } = opened;
    const { decided } = await open(2);
    await page.getByRole("button", { name: "Include" }).click();
    await expect.poll(async () => (await decided()).length).toBe(1);
    await page.reload();
    await page.getByText("1 of 2 decided").waitFor();
    await untilTakenOver(page);
    await page.keyboard.press("s");
    await page.getByText("Only the skipped paper is left.").waitFor();
    await page.getByRole("button", { name: "Look at it again" }).click();
    await title().waitFor();
    await page.keyboard.press("i");
    await page.getByText("All papers are decided.").waitFor();
  });

  it("keeps a note, and leaves an open field by Escape without deciding", async () => {
    const { page } = opened;
    const { list, decided } = await open(2);
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Note" }).fill("maybe");
    await page.keyboard.press("Control+Enter");
    await page.locator(".entry-note", { hasText: "maybe" }).waitFor();
    expect((await list()).some(({ note }) => note === "maybe")).toBe(true);
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Reason" }).press("Escape");
    await page.getByRole("button", { name: "Include" }).waitFor();
    expect(await decided()).toEqual([]);
  });

  it("shows the paper again when the server refuses a decision", async () => {
    const { page } = opened;
    await open(3);
    const first = await title().textContent();
    await page.route("**/v1/collections/*/papers", (route) =>
      route.fulfill({ status: 403, json: { code: "forbidden", status: 403, title: "Forbidden", detail: "no" } }),
    );
    await page.keyboard.press("i");
    await page.locator(".deed", { hasText: "Not changed: your API key may only read." }).waitFor();
    expect(await title().textContent()).toBe(first);
    await page.getByText("0 of 3 decided").waitFor();
  });
});
