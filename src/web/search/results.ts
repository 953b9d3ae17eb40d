import { h, render } from "preact";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import { createButton, createElement, findPart } from "../shared/elements.js";
import type { Answer, FoundPapers } from "./load-view.js";
import {
  createCorrection,
  createEmptyLibrary,
  createNothingFound,
  createSuggestion,
  createWelcome,
} from "./notices.js";
import { createProblem } from "../shell/problem.js";
import { HitItems } from "../paper/list/hit-items.js";
import { ListTools, SelectBar } from "../paper/list/list-tools.js";
import type { CardEvents } from "../paper/card.js";
import { PaperPage } from "../paper/page/paper-page.js";
import { SharedList } from "../recommend/shared-list.js";
import type { View } from "../shell/view-address.js";

/** What a reader can do with the results. */
export interface ResultsEvents extends Required<Omit<CardEvents, "onHover" | "onSelect">> {
  readonly onAsk: (query: string) => void;
  readonly onVisit: (view: View) => void;
  readonly onBack: () => void;
  readonly onWiden: (what: "filters" | "mode") => void;
}

export interface Results {
  showHome(options: { hasPapers: boolean }): void;
  /** Keeps the present content, dimmed, until the answer arrives. */
  showWaiting(kind: Answer["kind"]): void;
  showAnswer(answer: Answer): void;
  /** Appends the hits of a longer answer from this index on; the papers already shown stay as they are. */
  showLonger(answer: Answer, from: number): void;
  showProblem(problem: unknown, onRetry: () => void): void;
}

export function createResults(events: ResultsEvents): Results {
  const parts = findParts();
  const { main, subject, hitsTitle, heading, count, list, announcement } = parts;
  render(h(ListTools, {}), parts.tools);
  return {
    showHome({ hasPapers }) {
      clearResults(parts, "home");
      heading.textContent = "Search papers";
      showNotice(parts, hasPapers ? createWelcome(events.onAsk) : createEmptyLibrary());
    },
    showWaiting(kind) {
      if (list.childElementCount === 0) {
        // The status of a search appears where its papers will.
        clearResults(parts, kind === "search" ? "search" : "waiting");
        count.textContent = kind === "paper" ? "Loading…" : "Searching…";
      }
      main.setAttribute("aria-busy", "true");
    },
    showAnswer(answer) {
      clearResults(parts, answer.kind);
      heading.textContent = answer.kind === "recommend" ? "Recommended papers" : "Papers found";
      if (answer.kind === "paper") {
        const page = createElement("div");
        render(h(PaperPage, { answer, events }), page);
        subject.append(createButton("← Back", events.onBack), page);
        for (const part of [subject, hitsTitle]) part.hidden = false;
        heading.hidden = true;
      }
      if (answer.kind === "recommend")
        render(h(SharedList, { view: answer.view, onVisit: events.onVisit }), parts.sharedList);
      showHits(parts, answer, events);
      showNotice(parts, createNotices(answer, events));
    },
    showLonger(answer, from) {
      showHits(parts, answer, events);
      list.children[from]?.querySelector<HTMLElement>("article")?.focus({ preventScroll: true });
    },
    showProblem(problem, onRetry) {
      clearResults(parts, "problem");
      heading.textContent = "Something went wrong";
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
    tools: findPart("list-tools", HTMLElement),
    selectBar: findPart("select-bar", HTMLElement),
    sharedList: findPart("shared-list", HTMLElement),
    more: findPart("more", HTMLButtonElement),
    weaker: findPart("weaker", HTMLElement),
    announcement: findPart("announcement", HTMLElement),
  };
}

/** The style sheets read the name of the view from the body. */
function clearResults(parts: Parts, shown: Answer["kind"] | "home" | "waiting" | "problem"): void {
  const { main, heading, subject, hitsTitle, count, notice, list, more, weaker, announcement } = parts;
  const { selectBar, sharedList } = parts;
  main.toggleAttribute("aria-busy", false);
  document.body.dataset["view"] = shown;
  for (const part of [list, selectBar, sharedList]) render(null, part);
  for (const part of [subject, notice]) part.replaceChildren();
  for (const part of [subject, hitsTitle, notice, more, weaker]) part.hidden = true;
  heading.hidden = false;
  count.textContent = "";
  announcement.textContent = "";
}

function showNotice({ notice }: Parts, nodes: readonly Node[]): void {
  notice.replaceChildren(...nodes);
  notice.hidden = nodes.length === 0;
}

/** Notices above the hits: another spelling, what was not understood, no good match, or nothing found. */
function createNotices(answer: Answer, events: ResultsEvents): Node[] {
  const { hits, notices: told, hasNoGoodMatch } = answer;
  const notices = answer.kind === "search" ? createSpelling(answer, events) : [];
  notices.push(...told.map(({ detail }) => createElement("p", { text: detail })));
  if (hits.length > 0 && hasNoGoodMatch)
    notices.push(
      createElement("p", {
        text: `${answer.kind === "search" ? "No strong matches." : "No paper is near."} These papers are the closest.`,
      }),
    );
  if (answer.kind === "search" && hits.length === 0) notices.push(...createNothingFound(answer.view, events.onWiden));
  return notices;
}

function createSpelling(answer: FoundPapers, { onAsk, onVisit }: ResultsEvents): Node[] {
  const { didYouMean, correctedFrom, view } = answer;
  const notices: Node[] = [];
  if (didYouMean !== undefined) {
    const keepTyped = () => onVisit({ ...view, isTyped: true });
    notices.push(
      correctedFrom === undefined
        ? createSuggestion(didYouMean, onAsk)
        : createCorrection(didYouMean, correctedFrom, keepTyped),
    );
  }
  return notices;
}

function showHits({ list, more, weaker, count, selectBar }: Parts, answer: Answer, events: ResultsEvents): void {
  const { onOpen, onSimilar, onRate } = events;
  const { hits } = answer;
  // Only a search can be narrowed and explained.
  const cardEvents = answer.kind === "search" ? events : { onOpen, onSimilar, onRate };
  const isRanked = answer.kind !== "search" || answer.view.sort === "relevance";
  render(h(HitItems, { hits, events: cardEvents, isRanked }), list);
  render(h(SelectBar, { hits }), selectBar);
  more.textContent = "More papers";
  more.hidden = !answer.hasMore;
  showWeaker(weaker, answer, events);
  count.textContent = describeCount(answer);
}

/** After the last hit: how many papers match poorly, and a way to see them. */
function showWeaker(line: HTMLElement, answer: Answer, { onVisit }: ResultsEvents): void {
  line.hidden = answer.kind !== "search" || answer.hasMore || answer.more === 0;
  if (answer.kind !== "search" || line.hidden) return;
  const { more, view } = answer;
  line.replaceChildren(
    `${formatCount(more)} more ${more === 1 ? "paper matches" : "papers match"} poorly. `,
    createButton("Show them too", () => onVisit({ ...view, showsAll: true }), "plain"),
  );
}

function describeCount(answer: Answer): string {
  const { length } = answer.hits;
  if (answer.kind === "search") return length === 0 ? "No papers found" : describeFound(answer);
  if (answer.kind === "recommend") return describeRatings(answer.view);
  if (length === 0) return "No similar papers yet: this paper may still be waiting to be embedded.";
  return length === 1 ? "1 similar paper" : `${length} similar papers, most similar first`;
}

function describeRatings({ likes, dislikes }: { likes: readonly string[]; dislikes: readonly string[] }): string {
  const liked = likes.length === 1 ? "the paper you liked" : `the ${likes.length} papers you liked`;
  if (dislikes.length === 0) return `Similar to ${liked}`;
  return `Similar to ${liked}, unlike the ${dislikes.length === 1 ? "one" : dislikes.length} you disliked`;
}

function describeFound({ total, totalMs, view }: FoundPapers): string {
  const closest = view.mode === "semantic" ? ", closest in meaning first" : "";
  const orders = { relevance: closest, date: ", newest first", oldest: ", oldest first", title: ", by title" };
  const order = total > 1 ? orders[view.sort] : "";
  const time = totalMs < 10 ? totalMs.toFixed(1) : totalMs.toFixed(0);
  return `${formatPapers(total)}${order} · ${time} ms`;
}
