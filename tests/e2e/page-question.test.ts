import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("A question on the page", (opened) => {
  const { search, visit } = opened;

  it("is shown as it was read, and each part can be removed", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters+year:2021..2022+-hostile");
    const parts = page.getByRole("list", { name: "How the question was read" }).getByRole("link");
    await parts.first().waitFor();
    expect(await parts.count()).toBe(2);
    await page.getByRole("link", { name: /2021.*search without it/ }).click();
    await page.waitForURL(`${server.url}/?q=adapters+-hostile`);
    expect(await page.locator("#query").inputValue()).toBe("adapters -hostile");
    await page.getByRole("link", { name: /2021.*search without it/ }).waitFor({ state: "detached" });
    expect(await parts.count()).toBe(1);
  });

  it("is answered as repaired, and as typed by one click", async () => {
    const { page, server } = opened;
    await visit("/?q=convecton+atmosphere");
    await page.getByText("Showing papers for convection atmosphere.").waitFor();
    await page.getByRole("heading", { name: "Convection in the upper" }).waitFor();
    await page.getByRole("link", { name: "convecton atmosphere" }).click();
    await page.waitForURL(`${server.url}/?q=convecton+atmosphere&spelling=typed`);
    await page.getByText("Did you mean").waitFor();
    expect(await page.getByText("Showing papers for").count()).toBe(0);
  });

  it("that is an unknown identifier says so, without unrelated papers", async () => {
    const { page } = opened;
    await visit("/?q=https://arxiv.org/abs/2402.99901v2");
    await page.getByText("2402.99901").first().waitFor();
    expect(await page.locator("#hits li").count()).toBe(0);
  });

  it("is completed while it is typed, by keyboard", async () => {
    const { page } = opened;
    await visit("/");
    await page.locator("#query").pressSequentially("convec");
    const option = page.getByRole("option", { name: /Convection in the upper atmosphere/ });
    await option.waitFor();
    await page.keyboard.press("ArrowDown");
    while ((await option.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    expect(await page.locator("#query").getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.has("paper"));
    await page.locator("#subject").getByRole("heading", { name: "Convection in the upper" }).waitFor();
  });

  it("offers the reader's own questions, which stay in this browser, and Escape closes the list", async () => {
    const { page } = opened;
    await visit("/");
    await page.locator("#query").fill("glacier survey");
    await page.keyboard.press("Enter");
    await page.locator("#hits li").first().waitFor();
    await visit("/");
    await page.locator("#query").pressSequentially("glac");
    await page.getByRole("option", { name: "glacier survey asked before" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("option").count()).toBe(0);
    expect(await opened.readFocus()).toBe("query");
  });

  it("finds what an unfinished word begins while it is typed", async () => {
    const { page } = opened;
    await visit("/");
    await page.locator("#query").pressSequentially("convect");
    await page.locator("#hits").getByRole("heading", { name: "Convection in the upper" }).waitFor();
  });

  it("says how many papers match poorly, and lists them when asked", async () => {
    const { page, server } = opened;
    // The library of this test is too small to leave any out.
    await page.route("**/v1/search", async (route) => {
      const answer = await route.fetch();
      const found = (await answer.json()) as object;
      await route.fulfill({ response: answer, json: { ...found, cursor: undefined, more: 1204 } });
    });
    await visit("/");
    await search("clouds");
    expect(await page.locator("#weaker").textContent()).toBe("1,204 more papers are weak matches. Show them too");
    await page.getByRole("link", { name: "Show them too" }).click();
    await page.waitForURL(`${server.url}/?q=clouds&minScore=0`);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});
