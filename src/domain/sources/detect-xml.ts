import type { FormatName } from "./paper-format.js";

/** The format of a document that begins with `<`, by its first elements. */
export function detectXml(text: string): FormatName | undefined {
  const names = listElements(dropProlog(text));
  const [root] = names;
  if (root === undefined) return undefined;
  if (root === "feed") return isArxivFeed(text, names) ? "arxiv-atom" : undefined;
  const known = roots[root];
  if (known !== undefined) return known;
  return wrapped.find(([needed]) => needed.every((name) => names.includes(name)))?.[1];
}

/** Feeds of other sites have the same elements, and hold news as well; their entries have addresses. */
function isArxivFeed(text: string, names: readonly string[]): boolean {
  if (!/http:\/\/www\.w3\.org\/2005\/Atom/.test(text)) return false;
  return /\barxiv\.org\b/.test(text) || !names.includes("entry") || !(names.includes("id") || names.includes("link"));
}

const roots: Readonly<Record<string, FormatName>> = {
  "OAI-PMH": "oai-pmh",
  ListRecords: "oai-pmh",
  GetRecord: "oai-pmh",
  PubmedArticleSet: "pubmed-xml",
  PubmedArticle: "pubmed-xml",
  PubmedBookArticleSet: "pubmed-xml",
  PubmedBookArticle: "pubmed-xml",
  dblp: "dblp",
};

/** Elements that a document of any root has together, the most telling first. */
const wrapped: readonly (readonly [names: readonly string[], format: FormatName])[] = [
  [["ListRecords"], "oai-pmh"],
  [["GetRecord"], "oai-pmh"],
  [["record", "header", "metadata"], "oai-pmh"],
  [["PubmedArticle"], "pubmed-xml"],
  [["records", "record", "ref-type"], "endnote-xml"],
  [["records", "record", "titles"], "endnote-xml"],
  [["article", "article-meta"], "jats"],
  [["article", "journal-meta"], "jats"],
  [["RDF", "itemType"], "zotero-rdf"],
  [["mods", "titleInfo"], "mods"],
  [["collection", "volume", "paper"], "acl-anthology"],
  [["collection", "volume", "frontmatter"], "acl-anthology"],
];

/** Removes declarations, comments and the document type, which may name elements or be long. */
function dropProlog(text: string): string {
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at, at + maxSpace))?.[0].length ?? 0;
    const end = findEnd(text, at);
    if (end === undefined) return text.slice(at);
    at = end;
  }
}

const maxSpace = 1_000;

/** Where the declaration at this place ends; undefined if there is none. */
function findEnd(text: string, at: number): number | undefined {
  const [start, close] = declarations.find(([begins]) => text.startsWith(begins, at)) ?? [];
  if (start === undefined || close === undefined) return undefined;
  if (start === "<!") return findDoctypeEnd(text, at);
  const end = text.indexOf(close, at + start.length);
  return end < 0 ? text.length : end + close.length;
}

const declarations = [
  ["<?", "?>"],
  ["<!--", "-->"],
  ["<!", ">"],
] as const;

/** A document type may contain declarations in brackets. */
function findDoctypeEnd(text: string, at: number): number {
  const bracket = text.indexOf("[", at);
  const plain = text.indexOf(">", at);
  if (bracket < 0 || plain < bracket) return plain < 0 ? text.length : plain + 1;
  const inner = text.indexOf("]", bracket);
  const end = inner < 0 ? -1 : text.indexOf(">", inner);
  return end < 0 ? text.length : end + 1;
}

/** Names of the elements in order of appearance, without prefixes. */
function listElements(text: string): string[] {
  return [...text.matchAll(/<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/g)].map(([, name = ""]) => name);
}
