/**
 * Keeps the focus on the page. When the element that has it disappears, as a chip does that is pressed, the focus would
 * fall to the body and the keyboard start again at the top; it moves to what remains of the same group instead, or to
 * the start of the content.
 */
export function keepFocus(root: HTMLElement, findStart: () => HTMLElement | undefined): void {
  let groups: readonly Element[] = [];
  let focused: Element | undefined;
  root.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element)) return;
    focused = target;
    groups = listGroups(target);
  });
  new MutationObserver(() => {
    if (!focused || document.activeElement !== document.body || isVisible(focused)) return;
    focused = undefined;
    const next = groups.filter(isVisible).map(findFirst).find(Boolean) ?? findStart();
    next?.focus({ preventScroll: true });
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
}

/** The lists and groups around an element, the nearest first. */
function listGroups(element: Element): Element[] {
  const group = element.parentElement?.closest("ul, fieldset, article, dialog");
  return group ? [group, ...listGroups(group)] : [];
}

function findFirst(group: Element): HTMLElement | undefined {
  const all = group.querySelectorAll<HTMLElement>("a[href], button:not([disabled]), input:not([disabled])");
  return [...all].find(isVisible);
}

function isVisible(element: Element): boolean {
  return element.isConnected && element.checkVisibility();
}
