import { createButton, createElement, findPart } from "./elements.js";
import type { Answer, FoundPapers } from "./load-view.js";
import { createEmptyLibrary, createNothingFound, createProblem, createSuggestion, createWelcome } from "./notices.js";
import { createPaperCard } from "./paper-card.js";
import { watchFolds } from "./watch-folds.js";

/** What a reader can do with what the stage shows. */
export interface StageEvents {
  readonly onExample: (query: string) => void;
  readonly onSimilar: (id: string) => void;
  readonly onBack: () => void;
  readonly onVenue: (venue: string) => void;
  readonly onWiden: (what: "filters" | "mode") => void;
}

export interface Stage {
  showHome(options: { hasPapers: boolean }): void;
  showWaiting(): void;
  showAnswer(answer: Answer): void;
  /** The same answer, longer: the papers that are already there stay as they are. */
  showLonger(answer: Answer, from: number): void;
  showProblem(problem: unknown, onRetry: () => void): void;
}

export function createStage(events: StageEvents): Stage {
  const parts = findParts();
  const { main, subject, count, list, announcement } = parts;
  watchFolds(main);
  return {
    showHome({ hasPapers }) {
      clearStage(parts, "home");
      showNotice(parts, hasPapers ? createWelcome(events.onExample) : createEmptyLibrary());
    },
    showWaiting() {
      main.setAttribute("aria-busy", "true");
      if (list.childElementCount > 0) return;
      clearStage(parts, "waiting");
      count.textContent = "Searching…";
    },
    showAnswer(answer) {
      clearStage(parts, answer.kind);
      if (answer.kind === "similar") {
        subject.append(createButton("← Back", events.onBack));
        subject.append(createPaperCard(answer.paper, {}));
        subject.hidden = false;
      }
      appendHits(parts, { answer, from: 0, events });
      if (answer.kind === "search") showNotice(parts, createRemarks(answer, events));
    },
    showLonger(answer, from) {
      appendHits(parts, { answer, from, events });
      list.children[from]?.querySelector<HTMLElement>("article")?.focus({ preventScroll: true });
    },
    showProblem(problem, onRetry) {
      clearStage(parts, "problem");
      const nodes = createProblem(problem, onRetry);
      showNotice(parts, nodes);
      announcement.textContent = nodes[0]?.textContent ?? "";
    },
  };
}

type Parts = ReturnType<typeof findParts>;

function findParts() {
  return {
    main: findPart("main", HTMLElement),
    subject: findPart("subject", HTMLElement),
    count: findPart("count", HTMLElement),
    notice: findPart("notice", HTMLElement),
    list: findPart("hits", HTMLOListElement),
    more: findPart("more", HTMLButtonElement),
    announcement: findPart("announcement", HTMLElement),
  };
}

/** The name of what is shown goes to the body, where the style sheets read it. */
function clearStage(parts: Parts, shown: Answer["kind"] | "home" | "waiting" | "problem"): void {
  const { main, subject, count, notice, list, more, announcement } = parts;
  main.toggleAttribute("aria-busy", false);
  document.body.dataset["view"] = shown;
  for (const part of [subject, notice, list]) part.replaceChildren();
  for (const part of [subject, notice, more]) part.hidden = true;
  count.textContent = "";
  announcement.textContent = "";
}

function showNotice({ notice }: Parts, nodes: readonly Node[]): void {
  notice.replaceChildren(...nodes);
  notice.hidden = nodes.length === 0;
}

/** What to say besides the hits: another spelling, that nothing fits well, or that nothing was found. */
function createRemarks({ hits, didYouMean, view }: FoundPapers, { onExample, onWiden }: StageEvents): Node[] {
  const suggestion = didYouMean === undefined ? [] : [createSuggestion(didYouMean, onExample)];
  return hits.length === 0 ? [...suggestion, ...createNothingFound(view, onWiden)] : suggestion;
}

interface HitsToShow {
  readonly answer: Answer;
  readonly from: number;
  readonly events: StageEvents;
}

function appendHits({ list, more, count }: Parts, { answer, from, events }: HitsToShow): void {
  // A venue narrows a search; neighbours have no search to narrow.
  const onVenue = answer.kind === "search" ? { onVenue: events.onVenue } : {};
  for (const hit of answer.hits.slice(from)) {
    const card = createPaperCard(hit.paper, { hit, onSimilar: events.onSimilar, ...onVenue });
    list.append(createElement("li", {}, [card]));
  }
  more.textContent = "More papers";
  more.hidden = !answer.hasMore;
  count.textContent = describeCount(answer);
}

function describeCount(answer: Answer): string {
  const { length } = answer.hits;
  if (answer.kind === "search") return length === 0 ? "No papers found" : describeFound(answer);
  if (length === 0) return "Nothing is near this paper yet: it may still wait for its vector.";
  return length === 1 ? "One paper like it" : `${length} papers like it, nearest first`;
}

function describeFound({ total, totalMs, view, isPoor }: FoundPapers): string {
  const papers = total === 1 ? "1 paper" : `${total.toLocaleString("en")} papers`;
  const order = view.mode === "semantic" && total > 1 ? ", nearest in meaning first" : "";
  const time = totalMs < 10 ? totalMs.toFixed(1) : totalMs.toFixed(0);
  return `${isPoor ? "No good match; the nearest of " : ""}${papers}${order} · ${time} ms`;
}
