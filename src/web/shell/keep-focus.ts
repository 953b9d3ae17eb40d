/** An item of a list, by its position. */
interface Place {
  readonly list: Element;
  readonly at: number;
}

/**
 * Keeps the focus on the page. When the element that has it disappears, as a chip does that is pressed, the focus would
 * fall to the body and the keyboard start again at the top. It moves to what remains of the same group instead, to the
 * item that follows one that left its list, or to the start of the content. After an undo it is back at that place.
 */
export function keepFocus(root: HTMLElement, findStart: () => HTMLElement | undefined): void {
  let groups: readonly Element[] = [];
  let place: Place | undefined;
  let focused: Element | undefined;
  root.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element)) return;
    focused = target;
    groups = listGroups(target);
    place = findPlace(target) ?? place;
  });
  new MutationObserver(() => {
    if (!focused || document.activeElement !== document.body || isVisible(focused)) return;
    focused = undefined;
    const next = groups.filter(isVisible).map(findFirst).find(Boolean) ?? findItem(place) ?? findStart();
    next?.focus({ preventScroll: true });
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
}

/** The lists and groups around an element, the nearest first. */
function listGroups(element: Element): Element[] {
  const group = element.parentElement?.closest("ul, fieldset, article, dialog");
  return group ? [group, ...listGroups(group)] : [];
}

function findPlace(element: Element): Place | undefined {
  const item = element.closest("main li");
  const list = item?.parentElement;
  return item && list ? { list, at: [...list.children].indexOf(item) } : undefined;
}

/** What stands at a place now: a paper, which can take the focus, or the first control of the item. */
function findItem(place: Place | undefined): HTMLElement | undefined {
  if (!place || !isVisible(place.list)) return undefined;
  const item = place.list.children[Math.min(place.at, place.list.children.length - 1)];
  return item?.querySelector<HTMLElement>("article[tabindex]") ?? (item && findFirst(item));
}

function findFirst(group: Element): HTMLElement | undefined {
  const all = group.querySelectorAll<HTMLElement>("a[href], button:not([disabled]), input:not([disabled])");
  return [...all].find(isVisible);
}

function isVisible(element: Element): boolean {
  return element.isConnected && element.checkVisibility();
}
