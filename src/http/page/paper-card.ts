import type { PageHit, PagePaper, PageRange } from "./api-types.js";
import { copyBibtex } from "./copy-bibtex.js";
import { createButton, createElement } from "./elements.js";
import { splitAtRanges } from "./mark-ranges.js";
import { findPaperAddress } from "./paper-citation.js";

export interface CardOptions {
  readonly hit?: PageHit;
  readonly onSimilar?: (id: string) => void;
  readonly onVenue?: (venue: string) => void;
}

const shownAuthors = 6;

const matchLabels: Record<PageHit["matchedBy"], string> = {
  keyword: "matched by words",
  meaning: "matched by meaning",
  both: "matched by both",
  exact: "exact match",
  filter: "matched by filter",
};

const matchReasons: Record<PageHit["matchedBy"], string> = {
  keyword: "It holds words of the query",
  meaning: "Its meaning is near",
  both: "It holds words of the query, and its meaning is near",
  exact: "Its title, DOI or arXiv id is the query",
  filter: "It passes what the query asks for; newest first",
};

/** One paper as an article. It can take the focus, so that the keyboard moves from paper to paper. */
export function createPaperCard(paper: PagePaper, options: CardOptions): HTMLElement {
  const card = createElement("article", { className: "paper", attributes: { tabindex: "-1" } });
  card.dataset["id"] = paper.id;
  const body = createElement("div", { className: "paper-body" }, [createTitle(paper, options.hit?.highlights?.title)]);
  const facts = createFacts(paper, options.onVenue);
  if (facts.childNodes.length > 0) body.append(facts);
  const actions = createActions(paper, options);
  if (paper.abstract) {
    const abstract = createElement(
      "p",
      { className: "abstract folded" },
      createMarkedText(paper.abstract, options.hit?.highlights?.abstract),
    );
    body.append(abstract);
    actions.prepend(createUnfold(abstract));
  }
  body.append(actions);
  card.append(body);
  if (options.hit) card.append(createMatch(options.hit));
  card.setAttribute("aria-label", paper.title);
  return card;
}

function createTitle(paper: PagePaper, marked: readonly PageRange[] | undefined): HTMLElement {
  const address = findPaperAddress(paper);
  const words = createMarkedText(paper.title, marked);
  if (address === undefined) return createElement("h2", {}, words);
  const link = createElement("a", { attributes: { href: address, rel: "noopener noreferrer" } }, words);
  return createElement("h2", {}, [link]);
}

function createMarkedText(text: string, marked: readonly PageRange[] = []): (Node | string)[] {
  return splitAtRanges(text, marked).map((part) =>
    part.marked ? createElement("mark", { text: part.text }) : part.text,
  );
}

function createFacts(paper: PagePaper, onVenue: CardOptions["onVenue"]): HTMLElement {
  const line = createElement("p", { className: "facts" });
  const add = (className: string, content: Node | string) =>
    line.append(createElement("span", { className }, [content]), " ");
  if (paper.authors.length > 0) line.append(createAuthors(paper.authors), " ");
  const { venue } = paper;
  if (venue && onVenue)
    add(
      "venue",
      createButton(venue, () => onVenue(venue), "plain"),
    );
  else if (venue) add("venue", venue);
  if (paper.year !== undefined) add("year", String(paper.year));
  if (paper.categories.length > 0) add("categories", paper.categories.slice(0, 4).join(", "));
  return line;
}

function createAuthors(authors: readonly string[]): HTMLElement {
  const line = createElement("span", { className: "authors" });
  // One name more takes no more room than saying that there is one more.
  if (authors.length <= shownAuthors + 1) {
    line.textContent = authors.join(", ");
    return line;
  }
  const showAll = () => {
    line.textContent = authors.join(", ");
    line.closest<HTMLElement>("article")?.focus({ preventScroll: true });
  };
  const rest = createButton(`${authors.length - shownAuthors} more`, showAll, "plain");
  line.append(`${authors.slice(0, shownAuthors).join(", ")} and `, rest);
  return line;
}

/** Whether the text is longer than its fold depends on its width: watchFolds shows the button. */
function createUnfold(abstract: HTMLElement): HTMLButtonElement {
  const toggle = createButton("Read on", () => {
    const folded = abstract.classList.toggle("folded");
    toggle.textContent = folded ? "Read on" : "Fold";
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  toggle.classList.add("unfold");
  toggle.setAttribute("aria-expanded", "false");
  toggle.hidden = true;
  return toggle;
}

function createActions(paper: PagePaper, options: CardOptions): HTMLElement {
  const actions = createElement("p", { className: "actions" });
  const { onSimilar } = options;
  if (onSimilar) actions.append(createButton("Similar", () => onSimilar(paper.id)));
  const copy = createButton("Copy BibTeX", () => void copyBibtex(paper, copy));
  actions.append(copy);
  return actions;
}

function createMatch(hit: PageHit): HTMLElement {
  const label = createElement("span", { className: "matched", text: matchLabels[hit.matchedBy] });
  const score = createElement("span", { className: "score", text: hit.score.toFixed(2) });
  score.prepend(createElement("span", { className: "unseen", text: "score " }));
  const attributes = { title: matchReasons[hit.matchedBy] };
  return createElement("p", { className: `match ${hit.matchedBy}`, attributes }, [score, " ", label]);
}
