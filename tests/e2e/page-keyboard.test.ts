import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("The page with the keyboard alone", (opened) => {
  const { visit, readTitles, readFocus } = opened;

  it("moves from paper to paper, opens one, and returns to it", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const titles = await readTitles();
    expect(titles.length).toBeGreaterThan(1);
    await page.keyboard.press("/");
    expect(await readFocus()).toBe("query");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await readFocus()).toBe(titles[1]);
    await page.keyboard.press("k");
    expect(await readFocus()).toBe(titles[0]);
    await page.keyboard.press("Enter");
    await page.locator("#subject article:focus").waitFor();
    expect(await page.locator("#subject h1").textContent()).toBe(titles[0]);
    await page.keyboard.press("Escape");
    await page.locator("#subject").waitFor({ state: "hidden" });
    expect(await readFocus()).toBe(titles[0]);
    await page.keyboard.press("s");
    await page.locator("#hits-title:focus").waitFor();
  });

  it("likes and dislikes the paper that has the focus", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const pressed = page.locator("#hits article").first().locator(".rating.on");
    await page.keyboard.press("j");
    for (const [key, label] of [
      ["l", "Saved"],
      ["d", "Not interested"],
      ["+", "Saved"],
      ["-", "Not interested"],
    ] as const) {
      await page.keyboard.press(key);
      expect([key, await pressed.allTextContents()]).toEqual([key, [label]]);
    }
    await page.keyboard.press("d");
    expect(await pressed.count()).toBe(0);
  });

  it("takes a letter that is no shortcut as the beginning of a question", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    await page.keyboard.type("graphs");
    expect([await readFocus(), await page.locator("#query").inputValue()]).toEqual(["query", "graphs"]);
  });

  it("lists its keys in the help, and Esc returns to the paper", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const titles = await readTitles();
    await page.keyboard.press("j");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Help" });
    await help.getByText("next paper, previous paper").waitFor();
    // The shortcuts do nothing while the dialog is open.
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    expect(await readFocus()).toBe(titles[0]);
  });

  it("ignores shortcuts in text fields", async () => {
    const { page } = opened;
    await visit("/");
    await page.locator("#query").pressSequentially("jk?/sl+");
    expect(await page.locator("#query").inputValue()).toBe("jk?/sl+");
    expect(await page.locator("#help").getAttribute("open")).toBeNull();
  });
});
