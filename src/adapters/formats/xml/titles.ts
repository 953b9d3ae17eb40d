import { cleanContent, cleanText, listChildren, type XmlElement } from "../xml-element.js";

/** `Title: Subtitle`; a title that ends with a question keeps its mark. */
export function joinTitle(title: string, ...subtitles: readonly string[]): string {
  const parts = subtitles.filter((part) => part !== "");
  return [title, ...parts].filter((part) => part !== "").join(/[?!:]$/.test(title) ? " " : ": ");
}

/** The title and the subtitles in an element, by their names. */
export function readTitle(parent: XmlElement, title: string, subtitle: string): string {
  return joinTitle(cleanText(parent, title), ...listChildren(parent, subtitle).map(cleanContent));
}

/** Libraries end titles with a period; one after an abbreviation such as `U.S.` stays. */
export function dropPeriod(title: string): string {
  return /[^.\s]\.$/.test(title) && !/(?:^|[\s.])\p{L}\.$/u.test(title) ? title.slice(0, -1) : title;
}
