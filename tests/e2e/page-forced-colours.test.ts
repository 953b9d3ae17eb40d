import { beforeEach, expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("In forced colours, which leave out backgrounds and shadows,", (opened) => {
  const read = (selector: string, property: string, part = "") =>
    opened.page.evaluate<string>(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)}), ${JSON.stringify(part)})
        .getPropertyValue(${JSON.stringify(property)})`,
    );
  beforeEach(() => opened.page.emulateMedia({ forcedColors: "active", colorScheme: "light" }));

  it.each([
    ["/?paper=none", "#notice .strong"],
    ["/?q=adapters&mode=keyword&yearFrom=2024", "#notice .strong"],
    ["/?like=arxiv%3A1902.00751", ".shared-list .strong"],
    ["/?q=adapters+-survey&category=cs.CL", "#understood .chip"],
    ["/?q=adapters+-survey&category=cs.CL", "#chosen .chip"],
    ["/add", "#choose"],
    ["/?q=glacier", "#more"],
  ])("the buttons of %s have an edge: %s", async (path, selector) => {
    const { page, server } = opened;
    await page.goto(server.url + path);
    await page.locator(selector).first().waitFor();
    expect(await read(selector, "border-top-style")).toBe("solid");
    expect(await read(selector, "border-top-color")).not.toBe(await read("html", "background-color"));
  });

  it("what was found is marked, and what has the focus has an outline", async () => {
    const { page, visit } = opened;
    await visit("/?q=adapters");
    const canvas = await read("html", "background-color");
    await page.locator("#hits mark").first().waitFor();
    expect([canvas, "rgba(0, 0, 0, 0)"]).not.toContain(await read("#hits mark", "background-color"));
    await page.keyboard.press("j");
    await page.locator("#hits article:focus").waitFor();
    expect(await read("#hits article:focus", "outline-style")).toBe("solid");
    await page.keyboard.press("/");
    await page.locator("#query:focus").waitFor();
    expect(await read("#query", "outline-style")).toBe("solid");
    await page.locator("#query").fill("adap");
    await page.locator(".suggestions li").first().waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await read(".suggestions [aria-selected=true]", "outline-style")).toBe("solid");
  });

  it("the theme that is chosen shows on its button", async () => {
    const { page, visit } = opened;
    await visit("/");
    const looks: string[] = [];
    for (const _ of ["system", "light", "dark"]) {
      looks.push(
        `${await read("#theme", "background-image", "::before")} ${await read("#theme", "background-color", "::before")}`,
      );
      await page.locator("#theme").click();
    }
    expect(new Set(looks).size).toBe(3);
  });

  it("bars of years within and outside of the range differ", async () => {
    await opened.visit("/?q=adapters&mode=keyword&yearFrom=2021");
    await opened.page.locator(".bars .outside").first().waitFor();
    expect(await read(".bars .outside", "fill")).not.toBe(await read(".bars rect:not(.outside)", "fill"));
  });
});
