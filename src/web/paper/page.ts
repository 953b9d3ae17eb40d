import type { Paper } from "../../domain/paper/paper.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import { locateOnArxiv } from "../../domain/citation/address.js";
import { createElement } from "../shared/elements.js";
import type { PaperWithSimilar } from "../search/load-view.js";
import { createMarkedText } from "./marked-text.js";
import { createPaperActions, type RatingEvents } from "./actions.js";
import { createArticle, createExternalLink, createLinks, createRetractedMark } from "./card.js";
import { readLatex } from "../shared/latex.js";
import { searchFor, type View } from "../shell/view-address.js";
import { createViewLink } from "../shell/view-link.js";

export interface PaperPageEvents extends RatingEvents {
  readonly onVisit: (view: View) => void;
}

/** The details of one paper. Its similar papers are listed below it. */
export function createPaperPage(
  { paper, duplicates, versions }: PaperWithSimilar,
  events: PaperPageEvents,
): HTMLElement {
  const article = createArticle(paper, "paper-page");
  const title = createElement("h1", {}, createMarkedText(paper.title));
  const text = createElement("div", { className: "paper-text" }, [title]);
  if (paper.retracted) text.append(createElement("p", { className: "retraction" }, describeRetraction(paper)));
  if (paper.authors.length > 0) text.append(createAuthorLinks(paper.authors, events));
  const abstract = paper.abstract
    ? createElement("p", { className: "abstract" }, createMarkedText(paper.abstract))
    : createElement("p", { className: "abstract none", text: "No abstract available." });
  text.append(abstract, createPaperActions(paper, { onRate: events.onRate }));
  if (duplicates.length > 0) text.append(createDuplicates(duplicates, events));
  const place = createElement("section", { attributes: { id: "place", "aria-label": "Position on the map" } });
  const aside = createElement("div", { className: "paper-aside" }, [createFactList(paper, versions, events), place]);
  article.append(text, aside);
  // Loaded after the paper itself, which does not wait for it.
  void import("./place-map.js").then(({ mountPlaceMap }) => mountPlaceMap(place, paper.id));
  return article;
}

function describeRetraction(paper: Paper): (Node | string)[] {
  const note = paper.retractionNote;
  return [createRetractedMark(paper), ...(note === undefined ? [] : [` ${note}`])];
}

function createAuthorLinks(authors: readonly string[], { onVisit }: PaperPageEvents): HTMLElement {
  const links = authors.flatMap((author, at) => [
    ...(at === 0 ? [] : [", "]),
    createSearchLink(author, `author:"${author.replaceAll('"', "")}"`, onVisit),
  ]);
  return createElement("p", { className: "paper-authors" }, links);
}

function createSearchLink(text: string, query: string, onVisit: (view: View) => void): HTMLElement {
  const view = searchFor(query);
  const link = createViewLink(view, () => onVisit(view));
  link.textContent = text;
  return link;
}

function createFactList(paper: Paper, versions: readonly PaperVersion[], { onVisit }: PaperPageEvents): HTMLElement {
  const list = createElement("dl", { className: "fact-list" });
  const add = (name: string, content: readonly (Node | string)[]) => {
    if (content.length > 0) list.append(createElement("dt", { text: name }), createElement("dd", {}, content));
  };
  const { venue, year, date } = paper;
  add("Links", createLinks(paper));
  add("Venue", venue ? [createSearchLink(venue, `venue:"${venue.replaceAll('"', "")}"`, onVisit)] : []);
  add("Published", (date ?? year) === undefined ? [] : [String(date ?? year)]);
  add("Categories", joinList(paper.categories));
  add("Keywords", joinList(paper.keywords));
  add("Tags", joinList(paper.tags ?? []));
  for (const [name, value] of Object.entries(paper.extra ?? {})) add(name, [[value].flat().join(", ")]);
  add("DOI", paper.doi ? [paper.doi] : []);
  add("arXiv", paper.arxivId ? [paper.arxivId] : []);
  add("Versions", versions.length > 1 ? listVersions(paper, versions) : []);
  add("ID", [paper.id]);
  return list;
}

/** Shows date and title only where they differ: most sources give each version the date of the first. */
function listVersions({ title, date, arxivId }: Paper, versions: readonly PaperVersion[]): HTMLElement[] {
  return versions.map(({ version, kept, ...own }) => {
    const facts = [kept && "shown here", own.date !== date && own.date, own.title !== title && quoteTitle(own.title)];
    const link = createExternalLink({ name: `v${version}`, address: locateOnArxiv(`${arxivId}v${version}`) });
    return createElement("span", {}, [link, facts.map((fact) => (fact ? ` ${fact}` : "")).join("")]);
  });
}

function quoteTitle(title: string): string {
  return `“${readLatex(title).text}”`;
}

function joinList(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [items.join(", ")];
}

function createDuplicates(duplicates: readonly Paper[], { onVisit }: PaperPageEvents): HTMLElement {
  const items = duplicates.map((paper) => {
    const view: View = { kind: "paper", id: paper.id };
    const link = createViewLink(view, () => onVisit(view));
    link.textContent = readLatex(paper.title).text;
    const facts = [paper.venue, paper.year].filter((fact) => fact !== undefined).join(" · ");
    return createElement("li", {}, [link, facts === "" ? "" : ` ${facts}`]);
  });
  return createElement("section", { className: "duplicates", attributes: { "aria-label": "Near-duplicates" } }, [
    createElement("h2", { text: "Near-duplicates" }),
    createElement("ul", {}, items),
  ]);
}
