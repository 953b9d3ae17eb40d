import type { CDPSession, Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeMap } from "../support/describe-map.js";
import { type Dot, findDots, settle, takePicture, waitForMap } from "../support/map-canvas.js";
import type { TestServer } from "../support/test-server.js";

let server: TestServer;
let page: Page;
let screen: CDPSession;

describeMap("The map under a finger", (opened) => {
  beforeEach(async () => {
    ({ server } = opened);
    page = await opened.browser.context.browser()!.newPage({ hasTouch: true, viewport: { width: 390, height: 844 } });
    screen = await page.context().newCDPSession(page);
    await page.goto(`${server.url}/map?q=diffusion`);
    await page.locator("#hits article").first().waitFor();
    await waitForMap(page);
  });
  afterEach(() => page.close());

  it("grows under two fingers that part, around the point between them", async () => {
    const { x, y } = await findMiddle();
    await touch([
      [
        { x: x - 20, y },
        { x: x + 20, y },
      ],
      [
        { x: x - 40, y },
        { x: x + 40, y },
      ],
      [
        { x: x - 60, y },
        { x: x + 60, y },
      ],
    ]);
    await page.waitForURL(/[?&]at=/);
    await expect.poll(() => readAt()[2]).toBeCloseTo(3, 1);
    expect(await page.evaluate("visualViewport.scale")).toBe(1);
  });

  it("follows a finger, and the page does not scroll", async () => {
    const { x, y } = await findMiddle();
    const before = await findLit();
    // Towards the middle, so that the dot stays in view.
    const [across, down] = [before.x < x ? 60 : -60, before.y < y ? 80 : -80];
    await touch([[{ x, y }], [{ x: x + across / 2, y: y + down / 2 }], [{ x: x + across, y: y + down }]]);
    await page.waitForURL(/[?&]at=/);
    expect(readAt()[2]).toBeCloseTo(1, 2);
    expect(await page.evaluate("scrollY")).toBe(0);
    // The dot went with the finger: there it is found.
    await page.touchscreen.tap(before.x + across, before.y + down);
    await page.locator(".map-card.pinned").waitFor();
    expect(await pinnedId()).toBe(before.id);
  });

  it("names the paper that is tapped, with a link that keeps the map", async () => {
    const dot = await findLit();
    await page.touchscreen.tap(dot.x, dot.y);
    await page.locator(".map-card.pinned a.title").waitFor();
    expect(new URL(page.url()).searchParams.has("paper")).toBe(false);
    expect(await pinnedId()).toBe(dot.id);
    await page.locator(".map-card a.title").tap();
    await page.waitForURL(/\/map\?paper=/);
    await page.locator("#subject article").waitFor();
  });

  it("scrolls the page where a finger drags the list below it", async () => {
    const { y, height } = (await page.locator(".map-side").boundingBox())!;
    const start = Math.min(820, y + height + 60);
    await touch([[{ x: 200, y: start }], [{ x: 200, y: start - 60 }], [{ x: 200, y: start - 200 }]]);
    await expect.poll(() => page.evaluate<number>("scrollY")).toBeGreaterThan(50);
  });

  it("stands still at once where the reader prefers reduced motion", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const whole = await takePicture(page);
    await page.getByRole("button", { name: "Zoom in" }).tap();
    await settle(page);
    const zoomed = await takePicture(page);
    expect(zoomed).not.toBe(whole);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    await page.waitForURL(/[?&]at=/);
    expect(await takePicture(page)).toBe(zoomed);
  });
});

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Each step says where the fingers are; after the last one they leave the screen. */
async function touch([start, ...moves]: readonly (readonly Finger[])[]): Promise<void> {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", fingers: readonly Finger[] = []) =>
    screen.send("Input.dispatchTouchEvent", { type, touchPoints: fingers.map((at, id) => ({ ...at, id })) });
  await send("touchStart", start);
  for (const fingers of moves) await send("touchMove", fingers);
  await send("touchEnd");
}

/** The dot of the first paper of the list, on the whole map. */
async function findLit(): Promise<Dot> {
  const id = await page.locator("#hits article").first().getAttribute("data-id");
  return (await findDots(page, server.url)).find((dot) => dot.id === id)!;
}

async function findMiddle(): Promise<Finger> {
  const { x, y, width, height } = (await page.locator(".map-ground canvas").boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

function readAt(): readonly number[] {
  return (new URL(page.url()).searchParams.get("at") ?? "").split(",").map(Number);
}

async function pinnedId(): Promise<string | null> {
  const address = await page.locator(".map-card a.title").getAttribute("href");
  const { pathname, searchParams } = new URL(address ?? "", page.url());
  expect(pathname).toBe("/map");
  return searchParams.get("paper");
}
