import type { Page } from "playwright-core";

/**
 * Texts and controls that cover one another, and texts that are cut off without an ellipsis, in the words that are shown.
 * What floats above the page on purpose is left out, as is text for screen readers only.
 */
export function findOverlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(script);
}

const script = `(() => {
  const controls = "a[href], button, select, summary, textarea, input:not([type=hidden])";
  const floats = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { position, opacity, clipPath } = getComputedStyle(at);
      if (position === "fixed" || position === "sticky" || position === "absolute") return true;
      if (opacity === "0" || clipPath !== "none") return true;
    }
    return false;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !floats(element);
  const name = (text) => text.trim().replace(/\\s+/g, " ").slice(0, 40);
  const boxes = [];
  const add = (element, text, rects) => {
    for (const { left, right, top, bottom } of rects)
      if (right - left > 3 && bottom - top > 3)
        boxes.push({ element, text, left, right, top, bottom, isBox: parseFloat(getComputedStyle(element).paddingTop) > 0 });
  };
  for (const control of document.querySelectorAll(controls))
    if (isShown(control)) add(control, name(control.textContent || control.ariaLabel || control.name), control.getClientRects());
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === "" || element.closest("script, style, canvas, svg") || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    const clip = element.closest(".value, .words, .facts, .abstract, .paper h2, pre, code");
    if (!clip && !element.closest(controls)) add(element, name(node.data), rects);
    for (const { left, right } of rects)
      if (!clip && (right > document.documentElement.clientWidth + 1 || left < -1)) cut.push("cut: " + name(node.data));
  }
  const found = [];
  for (const [at, one] of boxes.entries())
    for (const other of boxes.slice(at + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // The boxes of letters are higher than the letters, those of buttons are not.
      const spare = one.isBox || other.isBox ? 1.5 : 0.3 * Math.min(one.bottom - one.top, other.bottom - other.top);
      if (across > 3 && down > spare) found.push(one.text + " / " + other.text);
    }
  return [...new Set([...found, ...cut])];
})()`;
