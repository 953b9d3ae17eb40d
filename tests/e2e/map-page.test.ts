import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeMap } from "../support/describe-map.js";
import {
  type Dot,
  findDots,
  findDotsInView,
  listColours,
  searchFor,
  takePicture,
  waitForMap,
} from "../support/map-canvas.js";
import type { TestServer } from "../support/test-server.js";

let server: TestServer;
let page: Page;
let faults: string[];

describeMap("The map beside the list, with the sample papers", (opened) => {
  beforeEach(async () => {
    ({ server } = opened);
    page = await opened.browser.context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  });
  afterEach(async () => {
    await page.close();
    if (faults.length > 0) throw new Error(`the page reported: ${faults.join("; ")}`);
  });

  it("shows the progress of the drawing, which can be cancelled and begun again", async () => {
    await page.goto(`${server.url}/map`);
    await page.getByRole("heading", { name: "Drawing the map" }).waitFor();
    await page.getByRole("button", { name: "Cancel the drawing" }).click();
    await page.getByRole("heading", { name: "The drawing was cancelled" }).waitFor();
    await page.getByRole("button", { name: "Draw the map" }).click();
    await waitForMap(page);
    expect((await listColours(page)).filter(([, pixels]) => pixels >= 30).length).toBeGreaterThan(3);
  }, 120_000);

  it("lights the papers of a question, and marks a paper in both", async () => {
    await open("/map");
    const before = await takePicture(page);
    await searchFor(page, "reinforcement learning");
    expect(new URL(page.url()).pathname).toBe("/map");
    await expect.poll(() => takePicture(page)).not.toBe(before);
    const lit = await takePicture(page);
    const first = page.locator("#hits article").first();
    await first.hover();
    await page.locator(".map-card .title").waitFor();
    expect(await page.locator(".map-card .title").textContent()).toBe(await first.locator("h2").textContent());
    await expect.poll(() => takePicture(page)).not.toBe(lit);
    const id = await first.getAttribute("data-id");
    const dot = await findDot((one) => one.id === id);
    await page.mouse.move(2, 2);
    await page.mouse.move(dot.x, dot.y);
    await page.locator(`#hits article.lit[data-id="${id}"]`).waitFor();
  });

  it("opens a dot in the same page, and Back returns to the same part of the map", async () => {
    await open("/map");
    await page.locator(".map-ground canvas").focus();
    await page.keyboard.press("+");
    await page.waitForURL(/[?&]at=/);
    const address = page.url();
    const picture = await takePicture(page);
    const [first] = await findDotsInView(page, server.url);
    await page.mouse.click(first!.x, first!.y);
    await page.waitForURL(/[?&]paper=/);
    expect(new URL(page.url()).pathname).toBe("/map");
    await page.locator(".paper-text").waitFor();
    const list = (await page.locator("main").boundingBox())!;
    expect((await page.locator(".paper-text").boundingBox())!.width).toBeGreaterThan(0.9 * list.width);
    expect(await page.locator("#place").count()).toBe(0);
    await page.locator("#subject article").waitFor();
    await page.mouse.move(2, 2);
    await page.goBack();
    await page.waitForURL(address);
    await expect.poll(() => takePicture(page)).toBe(picture);
    await page.reload();
    await waitForMap(page);
    await expect.poll(() => takePicture(page)).toBe(picture);
  });

  it("lists only the papers of a topic, and all again", async () => {
    await open("/map");
    await page.getByRole("button", { name: "Topics", exact: true }).click();
    const topic = page.locator(".map-topics > li > .topic").first();
    const amount = Number(await topic.locator(".amount").textContent());
    await topic.click();
    await page.locator("#count", { hasText: `${amount} papers` }).waitFor();
    expect(new URL(page.url()).searchParams.get("topic")).toMatch(/^\d+ \S/);
    await page.reload();
    await page.locator("#count", { hasText: `${amount} papers` }).waitFor();
    await waitForMap(page);
    await page.getByRole("button", { name: /^All papers, not only/ }).click();
    await page.waitForURL((url) => !url.searchParams.has("topic"));
  });

  it.each(["button", "Shift"])("lists only the papers inside of a line: lasso by %s", async (way) => {
    await open("/map");
    const [dot] = await findDots(page, server.url);
    if (way === "button") await page.getByRole("button", { name: "Lasso" }).click();
    else await page.keyboard.down("Shift");
    const { x, y } = dot!;
    await page.mouse.move(x - 12, y - 12);
    await page.mouse.down();
    for (const [dx, dy] of [
      [12, -12],
      [12, 12],
      [-12, 12],
      [-12, -11],
    ] as const)
      await page.mouse.move(x + dx, y + dy, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await page.waitForURL(/[?&]area=/);
    await page.locator(`#hits article[data-id="${dot!.id}"]`).waitFor();
    expect(await page.locator("#hits article").count()).toBe(1);
  });

  it("lists only the papers in view, and names those for readers who cannot see them", async () => {
    await open("/map");
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.waitForURL(/[?&]at=/);
    await page.getByRole("button", { name: "Papers in view", exact: true }).click();
    const named = page.getByRole("list", { name: "Papers in view" }).getByRole("link");
    await named.first().waitFor();
    await page.getByRole("button", { name: "Only papers in view" }).click();
    await page.waitForURL(/[?&]area=/);
    const total = /of ([\d,]+) in view/.exec((await page.locator(".map-panel .facts").first().textContent()) ?? "");
    await page.locator("#count", { hasText: `${total?.[1]} paper` }).waitFor();
  });

  it("plays the years, and keeps those that are shown in the address", async () => {
    await open("/map");
    const all = await takePicture(page);
    const slider = page.getByRole("slider", { name: "Year" });
    await slider.focus();
    await page.keyboard.press("Home");
    await page.waitForURL(/[?&]shown=-\d{4}/);
    await expect.poll(() => takePicture(page)).not.toBe(all);
    const oldest = await takePicture(page);
    await page.reload();
    await waitForMap(page);
    await expect.poll(() => takePicture(page)).toBe(oldest);
    await page.getByRole("button", { name: "Play the years" }).click();
    // A year takes 1.5 seconds, and the next may have no papers.
    await expect.poll(() => takePicture(page), { timeout: 15_000 }).not.toBe(oldest);
    await page.getByRole("button", { name: "Pause the years" }).click();
    await page.getByRole("button", { name: "All years" }).click();
    await page.waitForURL((url) => !url.searchParams.has("shown"));
    await expect.poll(() => takePicture(page)).toBe(all);
  });

  it("is drawn in the reader's own colours where those are forced, and follows the theme", async () => {
    await open("/map");
    const [[light]] = (await listColours(page)) as [[string, number]];
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(async () => (await listColours(page))[0]?.[0]).not.toBe(light);
    await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
    await expect.poll(async () => (await listColours(page))[0]?.[0]).toBe("255,255,255");
    // One colour for the dots, with shades at their edges.
    const others = (await listColours(page)).slice(1).filter(([, pixels]) => pixels >= 30);
    expect(others.length).toBeGreaterThan(1);
    for (const [colour] of others) expect(new Set(colour.split(",")).size).toBe(1);
  });

  it("moves by dragging, wheel and keyboard, and returns to the whole map", async () => {
    await open("/map");
    const whole = await takePicture(page);
    const box = (await page.locator(".map-ground canvas").boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const returns = async () => {
      await page.mouse.move(2, 2);
      await expect.poll(() => takePicture(page)).not.toBe(whole);
      await page.locator(".map-ground canvas").press("0");
      await expect.poll(() => takePicture(page)).toBe(whole);
    };
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -400);
    await returns();
    await page.mouse.move(x + 5, y + 200);
    await page.mouse.down();
    await page.mouse.move(x - 100, y + 120, { steps: 4 });
    await page.mouse.up();
    await returns();
    for (const key of ["ArrowLeft", "+"]) {
      await page.locator(".map-ground canvas").press(key);
      await returns();
    }
  });

  it("is shown and hidden without losing the question", async () => {
    await page.goto(`${server.url}/?q=learning`);
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Map" }).click();
    await waitForMap(page);
    expect(new URL(page.url()).search).toBe("?q=learning");
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Search" }).click();
    await page.waitForURL(/\/\?q=learning$/);
    await page.locator(".map-pane").waitFor({ state: "detached" });
  });

  it("stays in links that are opened elsewhere: a paper, and the next page", async () => {
    await open("/map?q=learning&shown=-2022");
    await page.locator(".map-ground canvas").press("+");
    await page.waitForURL(/[?&]at=/);
    const { searchParams: shown } = new URL(page.url());
    for (const link of [page.locator("#hits h2 a").first(), page.locator("#more")]) {
      await expect.poll(() => link.getAttribute("href")).toContain("at=");
      const { pathname, searchParams } = new URL((await link.getAttribute("href")) ?? "", page.url());
      expect([pathname, searchParams.get("shown"), searchParams.get("at")]).toEqual(["/map", "-2022", shown.get("at")]);
    }
  });

  it("leaves the topic that was flown to uncovered on a phone, and scrolls only downwards", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open("/map");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "Topics", exact: true }).click();
    await page.locator(".map-topics .topic").first().click();
    await page.locator(".map-panel").waitFor({ state: "detached" });
  });
});

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await waitForMap(page);
}

async function findDot(isIt: (dot: Dot) => boolean): Promise<Dot> {
  const dot = (await findDots(page, server.url)).find(isIt);
  if (!dot) throw new Error("there is no such dot");
  return dot;
}
