import { prepareLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { findPart } from "../shared/elements.js";
import { showRatings } from "../paper/actions.js";
import { createTrayBar } from "./tray-bar.js";
import { createTrayStore } from "./tray-store.js";
import {
  emptyTray,
  findRating,
  isEmptyTray,
  toggleRating,
  withoutPaper,
  type Rating,
  type Tray,
  type TrayPaper,
} from "./tray.js";
import type { RecommendView, View } from "../shell/view-address.js";

export interface TrayControllerEvents {
  readonly onOpen: (id: string) => void;
  readonly onRecommend: (view: RecommendView) => void;
}

/** Connects the tray, its storage and the elements that show it. */
export interface TrayController {
  toggle(paper: TrayPaper, rating: Rating): void;
  /** Shows the tray for the present view. */
  update(view: View): void;
  /** Replaces the tray with the papers of a shared address. */
  adopt(view: RecommendView): void;
}

export function createTrayController(events: TrayControllerEvents): TrayController {
  const store = createTrayStore();
  let view: View = { kind: "home" };
  const change = (tray: Tray) => {
    store.save(tray);
    show();
  };
  const bar = createTrayBar({
    onOpen: events.onOpen,
    onRemove: (id) => change(withoutPaper(store.read(), id)),
    onRecommend: () => events.onRecommend(createView(store.read())),
    onClear: () => change(emptyTray),
  });
  const show = () => {
    const tray = store.read();
    bar.show(tray, view.kind === "recommend" && matches(tray, view));
    document.body.toggleAttribute("data-tray", !isEmptyTray(tray));
    showRatings(tray);
  };
  const prepareTitles = async () => {
    const { likes, dislikes } = store.read();
    await prepareLatex([...likes, ...dislikes].map(({ title }) => title));
    show();
  };
  void prepareTitles();
  return {
    toggle(paper, rating) {
      const tray = toggleRating(store.read(), paper, rating);
      const isIn = findRating(tray, paper.id) === rating;
      const side = rating === "like" ? "liked" : "disliked";
      findPart("announcement", HTMLElement).textContent = `${isIn ? "Added to" : "Removed from"} the ${side} papers`;
      change(tray);
    },
    update(next) {
      view = next;
      show();
    },
    adopt(shared) {
      if (matches(store.read(), shared)) return;
      change(readTray(shared, store.read()));
      void loadTitles(shared, store, () => void prepareTitles());
    },
  };
}

function createView({ likes, dislikes }: Tray): RecommendView {
  return { kind: "recommend", likes: likes.map(({ id }) => id), dislikes: dislikes.map(({ id }) => id) };
}

function matches(tray: Tray, view: RecommendView): boolean {
  const asked = createView(tray);
  return asked.likes.join("\n") === view.likes.join("\n") && asked.dislikes.join("\n") === view.dislikes.join("\n");
}

/** A paper whose title is unknown has its ID as its title. */
function readTray(view: RecommendView, { likes, dislikes }: Tray): Tray {
  const known = new Map([...likes, ...dislikes].map((paper) => [paper.id, paper]));
  const read = (ids: readonly string[]) => ids.map((id) => known.get(id) ?? { id, title: id });
  return { likes: read(view.likes), dislikes: read(view.dislikes) };
}

/** A deleted paper keeps its ID as its title. */
async function loadTitles(
  view: RecommendView,
  store: ReturnType<typeof createTrayStore>,
  onLoaded: () => void,
): Promise<void> {
  const { likes, dislikes } = store.read();
  const unknown = [...likes, ...dislikes].filter(({ id, title }) => id === title);
  const read = await Promise.allSettled(unknown.map(({ id }) => call("GET /v1/papers/{id}", { params: { id } })));
  const titles = new Map(
    read.flatMap((result, at) =>
      result.status === "fulfilled" ? [[unknown[at]?.id, result.value.title] as const] : [],
    ),
  );
  if (!matches(store.read(), view)) return;
  const name = ({ id, title }: TrayPaper) => ({ id, title: titles.get(id) ?? title });
  store.save({ likes: likes.map(name), dislikes: dislikes.map(name) });
  onLoaded();
}
