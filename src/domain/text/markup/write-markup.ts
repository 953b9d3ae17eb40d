import { cleanLatex } from "../latex/clean-latex.js";
import type { MarkupElement, MarkupNode } from "./markup-tree.js";
import { writeMathml } from "./write-mathml.js";

/**
 * Writes text with elements of HTML, JATS, MathML or PubMed as plain text.
 *
 * @param before the end of the text that these nodes follow
 */
export function writeMarkup(nodes: readonly MarkupNode[], before = ""): string {
  const texts: string[] = [];
  let end = before;
  for (const [index, node] of nodes.entries()) {
    const text = typeof node === "string" ? node : writeElement(node, { before: end, next: nodes[index + 1] });
    texts.push(text);
    if (text !== "") end = text.slice(-2);
  }
  return texts.join("");
}

interface Place {
  readonly before: string;
  readonly next: MarkupNode | undefined;
}

function writeElement(element: MarkupElement, place: Place): string {
  const { attributes, content } = element;
  const name = element.name.toLowerCase();
  if (isLeftOut(name, attributes)) return "";
  if (name === "math") return writeFormula(writeMathml(content));
  if (name === "tex-math" || name === "tex") return writeTex(writeMarkup(content));
  if (name === "alternatives") return writeMarkup(chooseAlternative(content), place.before);
  const isSeparate = separating.has(name);
  const inner = writeMarkup(content, isSeparate ? "" : place.before);
  if (name === "sup") return writeSuperscript(inner, place);
  if (isHeading(name)) return writeHeading(inner);
  return isSeparate ? ` ${inner} ` : inner;
}

/** Elements that separate words; others may be within a word. */
const separating = new Set(
  `p br break hr div li dt dd ul ol dl list list-item sec section abstract abstracttext para simple-para label
   blockquote table tr td th disp-formula dispformula hsp vsp`.split(/\s+/),
);

const leftOut = new Set(["fn", "annotation", "annotation-xml", "copyrightinformation"]);

/** Footnotes and their marks, rights, and the source of a formula beside it. */
function isLeftOut(name: string, attributes: MarkupElement["attributes"]): boolean {
  if (name === "xref") return /^(?:fn|aff|corresp|author-notes)$/.test(attributes["ref-type"] ?? "");
  return leftOut.has(name);
}

/** The same formula in several notations. */
function chooseAlternative(content: readonly MarkupNode[]): readonly MarkupNode[] {
  const elements = content.filter((node) => typeof node !== "string");
  const found = ["tex-math", "math"].map((name) => elements.find((element) => element.name.toLowerCase() === name));
  const formula = found.find((element) => element !== undefined) ?? elements[0];
  return formula === undefined ? content : [formula];
}

/** A formula, or a LaTeX document that contains nothing else. */
function writeTex(source: string): string {
  const begin = source.indexOf("\\begin{document}");
  const end = source.lastIndexOf("\\end{document}");
  const inner = begin < 0 ? source : source.slice(begin + "\\begin{document}".length, end < begin ? undefined : end);
  // Publishers put spaces before the marks of scripts, as in `\alpha ^2`.
  const formula = inner.trim().replace(/(?<=\S) {1,3}(?=[_^])/g, "");
  return /^(?:\$|\\\(|\\\[|\\begin\b)/.test(formula) ? cleanLatex(formula) : writeFormula(formula);
}

function writeFormula(latex: string): string {
  return latex.trim() === "" ? "" : cleanLatex(`$${latex}$`);
}

/** An exponent, as in `10^-3`; the number before a letter is none, as in `of 13C`. */
function writeSuperscript(inner: string, { before, next }: Place): string {
  const exponent = /^\s*([-+−–]?[\dn]+)\s*$/.exec(inner)?.[1];
  const isExponent = /[\p{L}\p{N})\]}]$/u.test(before) || typeof next !== "string" || !/^\p{L}/u.test(next);
  return exponent !== undefined && isExponent ? `^${exponent}` : inner;
}

function isHeading(name: string): boolean {
  return /^(?:section-)?title$|^h\d$/.test(name);
}

/** `Methods: ` before the text of a section. */
function writeHeading(inner: string): string {
  const heading = inner.trim();
  // Also with a letter set apart, as in `A<sc>bstract</sc>`.
  if (/^(?:abstract|summary)?$/i.test(heading.replace(/[\s.:]/g, ""))) return " ";
  return /[\p{L}\p{N})]$/u.test(heading) ? ` ${heading}: ` : ` ${heading} `;
}
