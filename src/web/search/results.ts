import { writePapers } from "../shared/amounts.js";
import { createButton, createElement, findPart } from "../shared/elements.js";
import type { Answer, FoundPapers } from "./load-view.js";
import { createEmptyLibrary, createNothingFound, createSuggestion, createWelcome } from "./notices.js";
import { createProblem } from "../shell/problem.js";
import { createPaperCard, type CardEvents } from "../paper/card.js";
import { createPaperPage } from "../paper/page.js";
import type { View } from "../shell/view-address.js";
import { watchFolds } from "../paper/folded-abstract.js";

/** What a reader can do with the results. */
export interface ResultsEvents extends Required<CardEvents> {
  readonly onAsk: (query: string) => void;
  readonly onVisit: (view: View) => void;
  readonly onBack: () => void;
  readonly onWiden: (what: "filters" | "mode") => void;
}

export interface Results {
  showHome(options: { hasPapers: boolean }): void;
  /** What is shown stays, paler, until the answer is there. */
  showWaiting(kind: Answer["kind"]): void;
  showAnswer(answer: Answer): void;
  /** The same answer, longer: the papers that are already there stay as they are. */
  showLonger(answer: Answer, from: number): void;
  showProblem(problem: unknown, onRetry: () => void): void;
}

export function createResults(events: ResultsEvents): Results {
  const parts = findParts();
  const { main, subject, hitsTitle, heading, count, list, announcement } = parts;
  watchFolds(main);
  return {
    showHome({ hasPapers }) {
      clearResults(parts, "home");
      heading.textContent = "Search papers";
      showNotice(parts, hasPapers ? createWelcome(events.onAsk) : createEmptyLibrary());
    },
    showWaiting(kind) {
      if (list.childElementCount === 0) {
        // A search already stands where its papers will.
        clearResults(parts, kind === "search" ? "search" : "waiting");
        count.textContent = kind === "paper" ? "Reading…" : "Searching…";
      }
      main.setAttribute("aria-busy", "true");
    },
    showAnswer(answer) {
      clearResults(parts, answer.kind);
      heading.textContent = answer.kind === "recommend" ? "Recommended papers" : "Papers found";
      if (answer.kind === "paper") {
        const back = createButton("← Back", events.onBack);
        subject.append(back, createPaperPage(answer, events));
        for (const part of [subject, hitsTitle]) part.hidden = false;
        heading.hidden = true;
      }
      appendHits(parts, { answer, from: 0, events });
      if (answer.kind === "search") showNotice(parts, createRemarks(answer, events));
    },
    showLonger(answer, from) {
      appendHits(parts, { answer, from, events });
      list.children[from]?.querySelector<HTMLElement>("article")?.focus({ preventScroll: true });
    },
    showProblem(problem, onRetry) {
      clearResults(parts, "problem");
      heading.textContent = "No answer";
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
    heading: findPart("heading", HTMLHeadingElement),
    subject: findPart("subject", HTMLElement),
    hitsTitle: findPart("hits-title", HTMLHeadingElement),
    count: findPart("count", HTMLElement),
    notice: findPart("notice", HTMLElement),
    list: findPart("hits", HTMLOListElement),
    more: findPart("more", HTMLButtonElement),
    announcement: findPart("announcement", HTMLElement),
  };
}

/** The name of what is shown goes to the body, where the style sheets read it. */
function clearResults(parts: Parts, shown: Answer["kind"] | "home" | "waiting" | "problem"): void {
  const { main, heading, subject, hitsTitle, count, notice, list, more, announcement } = parts;
  main.toggleAttribute("aria-busy", false);
  document.body.dataset["view"] = shown;
  for (const part of [subject, notice, list]) part.replaceChildren();
  for (const part of [subject, hitsTitle, notice, more]) part.hidden = true;
  heading.hidden = false;
  count.textContent = "";
  announcement.textContent = "";
}

function showNotice({ notice }: Parts, nodes: readonly Node[]): void {
  notice.replaceChildren(...nodes);
  notice.hidden = nodes.length === 0;
}

/** What to say besides the hits: another spelling, that nothing fits well, or that nothing was found. */
function createRemarks({ hits, didYouMean, isPoor, view }: FoundPapers, { onAsk, onWiden }: ResultsEvents): Node[] {
  const remarks: Node[] = didYouMean === undefined ? [] : [createSuggestion(didYouMean, onAsk)];
  if (hits.length === 0) remarks.push(...createNothingFound(view, onWiden));
  else if (isPoor) remarks.push(createElement("p", { text: "Nothing fits well. These papers come nearest." }));
  return remarks;
}

interface HitsToShow {
  readonly answer: Answer;
  readonly from: number;
  readonly events: ResultsEvents;
}

function appendHits({ list, more, count }: Parts, { answer, from, events }: HitsToShow): void {
  const { onOpen, onSimilar, onRate } = events;
  // Only a search can be narrowed, and explained.
  const cardEvents: CardEvents = answer.kind === "search" ? events : { onOpen, onSimilar, onRate };
  for (const hit of answer.hits.slice(from)) {
    list.append(createElement("li", {}, [createPaperCard(hit, cardEvents)]));
  }
  more.textContent = "More papers";
  more.hidden = !answer.hasMore;
  count.textContent = describeCount(answer);
}

function describeCount(answer: Answer): string {
  const { length } = answer.hits;
  if (answer.kind === "search") return length === 0 ? "No papers found" : describeFound(answer);
  if (answer.kind === "recommend") return describeRatings(answer.view);
  if (length === 0) return "Nothing is near this paper yet: it may still wait for its vector.";
  return length === 1 ? "One paper like it" : `${length} papers like it, nearest first`;
}

function describeRatings({ likes, dislikes }: { likes: readonly string[]; dislikes: readonly string[] }): string {
  const liked = likes.length === 1 ? "the paper you like" : `the ${likes.length} papers you like`;
  if (dislikes.length === 0) return `Near ${liked}`;
  return `Near ${liked}, away from the ${dislikes.length === 1 ? "one" : dislikes.length} you do not`;
}

function describeFound({ total, totalMs, view }: FoundPapers): string {
  const order = view.mode === "semantic" && view.sort === "relevance" && total > 1 ? ", nearest in meaning first" : "";
  const sorted = view.sort === "date" && total > 1 ? ", good matches newest first" : "";
  const time = totalMs < 10 ? totalMs.toFixed(1) : totalMs.toFixed(0);
  return `${writePapers(total)}${order}${sorted} · ${time} ms`;
}
