import { cleanMarkup } from "../../domain/text/clean-markup.js";
import { writeMarkup } from "../../domain/text/markup/write-markup.js";

/** An element with its text and child elements in order. Names are without prefixes, those of attributes with them. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: (string | XmlElement)[];
}

export function dropPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The direct children, or those with one of the names. */
export function listChildren({ content }: XmlElement, ...names: readonly string[]): XmlElement[] {
  return content.filter(
    (node): node is XmlElement => typeof node !== "string" && (names.length === 0 || names.includes(node.name)),
  );
}

/** The elements at a path of names such as `titles/title`. */
export function listAt(element: XmlElement, path: string): XmlElement[] {
  return path
    .split("/")
    .reduce<XmlElement[]>((found, name) => found.flatMap((parent) => listChildren(parent, name)), [element]);
}

export function findAt(element: XmlElement, path: string): XmlElement | undefined {
  return listAt(element, path)[0];
}

/** The text of an element and all in it, as it stands. */
export function readRaw({ content }: XmlElement): string {
  return content.map((node) => (typeof node === "string" ? node : readRaw(node))).join("");
}

/** The same with white space collapsed. */
export function readContent(element: XmlElement): string {
  return readRaw(element).replace(/\s+/g, " ").trim();
}

/** The text of the first element at a path; empty if there is none. */
export function readText(element: XmlElement, path: string): string {
  const found = findAt(element, path);
  return found === undefined ? "" : readContent(found);
}

/** The content of an element as plain text, without markup. */
export function cleanContent({ content }: XmlElement): string {
  return cleanMarkup(writeMarkup(content)).replace(/\s+/g, " ").trim();
}

/** The same for the first element at a path; empty if there is none. */
export function cleanText(element: XmlElement, path: string): string {
  const found = findAt(element, path);
  return found === undefined ? "" : cleanContent(found);
}
