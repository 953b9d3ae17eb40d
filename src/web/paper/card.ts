import type { Paper } from "../../domain/paper/paper.js";
import type { Explanation, Hit } from "../../domain/search/answer.js";
import { createElement } from "../shared/elements.js";
import { createMarkedText } from "./marked-text.js";
import { createPaperActions, type RatingEvents } from "./actions.js";
import { createAuthors } from "./authors.js";
import { listLinks, type PaperLink } from "./links.js";
import { createViewLink } from "../shell/view-link.js";
import { createUnfold } from "./folded-abstract.js";
import { readLatex } from "../shared/latex.js";
import { createScoreBar } from "./score-bar.js";
import { createWhyButton } from "../search/why-matched.js";

export interface CardEvents extends RatingEvents {
  readonly onOpen: (id: string) => void;
  readonly onSimilar: (id: string) => void;
  /** Narrows the search; absent outside a search. */
  readonly onVenue?: (venue: string) => void;
  /** Absent where the API has no explanations. */
  readonly onWhy?: (id: string) => Promise<Explanation | undefined>;
}

const matchLabels: Record<Hit["matchedBy"], string> = {
  keyword: "matched by keywords",
  meaning: "matched by meaning",
  both: "matched by both",
  exact: "exact match",
  author: "by this author",
  filter: "matched by filters",
};

const matchReasons: Record<Hit["matchedBy"], string> = {
  keyword: "Contains words from the query",
  meaning: "Close in meaning to the query",
  both: "Contains words from the query and is close in meaning",
  exact: "The query is its title, DOI or arXiv ID",
  author: "The query names one of its authors",
  filter: "Meets the filters in the query; newest first",
};

/** A paper in a list. It can take the focus, so that the keyboard moves from paper to paper. */
export function createPaperCard(hit: Hit, events: CardEvents): HTMLElement {
  const { paper, highlights } = hit;
  const title = createViewLink({ kind: "paper", id: paper.id }, () => events.onOpen(paper.id));
  title.append(...createMarkedText(paper.title, highlights?.title));
  const body = createElement("div", { className: "paper-body" }, [createElement("h2", {}, [title])]);
  const facts = createFacts(hit, events.onVenue);
  if (facts.childNodes.length > 0) body.append(facts);
  if (hit.because) body.append(createBecause(hit.because.title));
  const actions = createPaperActions(paper, events);
  if (paper.abstract) {
    const words = createMarkedText(paper.abstract, highlights?.abstract);
    const abstract = createElement("p", { className: "abstract folded" }, words);
    body.append(abstract);
    actions.prepend(createUnfold(abstract));
  }
  body.append(actions);
  const card = createArticle(paper, "paper");
  card.append(body, createMargin(hit, events, card));
  return card;
}

/** The article of a paper. The keyboard and the tray find its ID and title in its attributes. */
export function createArticle(paper: Paper, className: string): HTMLElement {
  const label = readLatex(paper.title).text;
  const article = createElement("article", { className, attributes: { tabindex: "-1", "aria-label": label } });
  article.dataset["id"] = paper.id;
  return article;
}

/** Why and when is in the title of the mark. */
export function createRetractedMark({ retractionNote }: Paper): HTMLElement {
  const attributes = retractionNote === undefined ? {} : { title: retractionNote };
  return createElement("strong", { className: "retracted", text: "Retracted", attributes });
}

export function createLinks(paper: Paper): HTMLElement[] {
  return listLinks(paper).map(createExternalLink);
}

export function createExternalLink({ name, address }: PaperLink): HTMLAnchorElement {
  return createElement("a", {
    className: "external",
    text: name,
    attributes: { href: address, rel: "noopener noreferrer" },
  });
}

function createFacts({ paper, duplicates = [] }: Hit, onVenue: CardEvents["onVenue"]): HTMLElement {
  const line = createElement("p", { className: "facts" });
  const add = (className: string, content: Node | string) =>
    line.append(createElement("span", { className }, [content]), " ");
  if (paper.retracted) line.append(createRetractedMark(paper), " ");
  if (paper.authors.length > 0) line.append(createAuthors(paper.authors), " ");
  const { venue } = paper;
  if (venue) add("venue", onVenue ? createVenue(venue, onVenue) : venue);
  if (paper.year !== undefined) add("year", String(paper.year));
  if (paper.categories.length > 0) add("categories", paper.categories.slice(0, 4).join(", "));
  if (duplicates.length > 0)
    add("near-duplicates", duplicates.length === 1 ? "1 near-duplicate" : `${duplicates.length} near-duplicates`);
  return line;
}

function createVenue(venue: string, onVenue: (venue: string) => void): HTMLElement {
  const attributes = { type: "button", title: "Show only papers from this venue" };
  return createElement("button", { className: "plain", text: venue, attributes, onClick: () => onVenue(venue) });
}

function createBecause(title: string): HTMLElement {
  return createElement("p", { className: "because" }, [
    "because you liked ",
    createElement("cite", { text: readLatex(title).text }),
  ]);
}

/** How well it matches and why, and links to it elsewhere. */
function createMargin(hit: Hit, events: CardEvents, card: HTMLElement): HTMLElement {
  const { score, matchedBy } = hit;
  const figure = createElement("span", { className: "score", text: score.toFixed(2) });
  figure.prepend(createElement("span", { className: "unseen", text: "score " }));
  const label = createElement("span", {
    className: "matched",
    text: matchLabels[matchedBy],
    attributes: { title: matchReasons[matchedBy] },
  });
  const reason = createElement("span", { className: "reason" }, [label]);
  const match = createElement("p", { className: `match ${matchedBy}` }, [createScoreBar(score), figure, " ", reason]);
  const margin = createElement("div", { className: "margin" }, [match]);
  const { onWhy } = events;
  const { id } = hit.paper;
  if (onWhy && matchedBy !== "filter") reason.append(" ", createWhyButton(card, { score, ask: () => onWhy(id) }));
  const links = createLinks(hit.paper);
  if (links.length > 0) margin.append(createElement("p", { className: "links" }, links));
  return margin;
}
