import type { Page } from "playwright-core";

export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

const canvas = 'document.querySelector(".map-ground canvas")';

/** Waits until the map is drawn and no frame is pending. */
export async function waitForMap(page: Page): Promise<void> {
  await page.locator(".map-pane[data-map=ready]").waitFor({ timeout: 90_000 });
  await settle(page);
}

export async function settle(page: Page): Promise<void> {
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
}

/** A hash of the canvas: equal pictures have equal hashes. */
export function takePicture(page: Page): Promise<number> {
  return page.evaluate<number>(`(() => {
    const { width, height } = ${canvas};
    const { data } = ${canvas}.getContext("2d").getImageData(0, 0, width, height);
    let hash = 0;
    for (const value of data) hash = (Math.imul(hash, 31) + value) | 0;
    return hash;
  })()`);
}

/** How many pixels of the canvas have each colour, the most frequent first. */
export function listColours(page: Page): Promise<[colour: string, pixels: number][]> {
  return page.evaluate<[string, number][]>(`(() => {
    const { width, height } = ${canvas};
    const { data } = ${canvas}.getContext("2d").getImageData(0, 0, width, height);
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = data.slice(at, at + 3).join();
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return [...counts].sort((one, other) => other[1] - one[1]).slice(0, 40);
  })()`);
}

/** The dots of the whole map in the window, those that are farthest from the others first. */
export async function findDots(page: Page, url: string): Promise<readonly Dot[]> {
  const answer = await fetch(`${url}/v1/map`);
  const { side, papers } = (await answer.json()) as {
    side: number;
    papers: { ids: string[]; x: number[]; y: number[] };
  };
  const box = await page.locator(".map-ground canvas").boundingBox();
  if (!box) throw new Error("the page has no map");
  const [left, right] = [Math.min(...papers.x) / side, Math.max(...papers.x) / side];
  const [top, bottom] = [Math.min(...papers.y) / side, Math.max(...papers.y) / side];
  // The whole map is centred with a margin of 24 pixels.
  const scale = Math.min((box.width - 48) / (right - left), (box.height - 48) / (bottom - top));
  const dots = papers.ids.map((id, row) => ({
    id,
    x: box.x + box.width / 2 + ((papers.x[row] ?? 0) / side - (left + right) / 2) * scale,
    y: box.y + box.height / 2 + ((papers.y[row] ?? 0) / side - (top + bottom) / 2) * scale,
  }));
  const alone = (dot: Dot) =>
    Math.min(...dots.filter((other) => other !== dot).map((other) => Math.hypot(dot.x - other.x, dot.y - other.y)));
  return dots.toSorted((one, other) => alone(other) - alone(one));
}

/** Dots of a map that has been zoomed in once by the keyboard, far enough from its edges. */
export async function findDotsInView(page: Page, url: string): Promise<readonly Dot[]> {
  const box = (await page.locator(".map-ground canvas").boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const grown = (await findDots(page, url)).map(({ id, x, y }) => ({
    id,
    x: middle.x + (x - middle.x) * 1.5,
    y: middle.y + (y - middle.y) * 1.5,
  }));
  return grown.filter(({ x, y }) => Math.abs(x - middle.x) < box.width / 3 && Math.abs(y - middle.y) < box.height / 3);
}

/** Searches beside the map, until its papers are lit. */
export async function searchFor(page: Page, query: string): Promise<void> {
  await page.locator("#query").fill(query);
  // Also closes the suggestions, which would cover the map.
  await page.locator("#query").press("Enter");
  await page.locator("#hits article").first().waitFor();
  await page.locator("main:not([aria-busy])").waitFor();
  await page.waitForURL(/[?&]q=/);
  await settle(page);
}
