import { cleanHtml } from "../text/html-markup.js";

/**
 * A note of another program as plain text with its line breaks. Zotero and EndNote write notes in HTML; what is no HTML,
 * such as `a<b and c>d`, stays as it is.
 */
export function readNoteText(text: string): string {
  const lines = (isHtml(text) ? readHtmlLines(text) : text.replace(/\r\n?/g, "\n")).split("\n");
  return lines
    .map((line) => line.trimEnd().replace(invisible, ""))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Control characters other than the tab, and characters without width. */
const invisible = /(?!\t)\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const names = "p|div|span|br|ul|ol|li|h[1-6]|strong|em|a|b|i|u|s|code|pre|blockquote|table|tbody|tr|td|th|sub|sup";
const endTag = new RegExp(String.raw`</(?:${names})\s*>|<br\s*/?>`, "i");

function isHtml(text: string): boolean {
  return text.includes("<") && endTag.test(text);
}

const blockEnd = /\n|<br\s*\/?>|<\/(?:p|div|ul|ol|li|h[1-6]|blockquote|pre|tr)\s*>/i;
const blockTag = /<\/?(?:p|div|ul|ol|h[1-6]|blockquote|pre|table|thead|tbody|tr|td|th)(?:\s[^<>]{0,1000})?>/gi;

/** Ends of blocks become line breaks; within a block, white space is one blank. */
function readHtmlLines(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .replace(/<li\b[^<>]{0,1000}>/gi, "\n- ")
      .split(blockEnd)
      // A block within others has their tags on its own, which would be taken for text.
      .map((block) => cleanHtml(block.replace(blockTag, " ")).replace(/ {2,}/g, " ").trim())
      .filter((line) => line !== "" && line !== "-")
      .join("\n")
  );
}

/** Several notes of one paper, each once, with a blank line between them. */
export function joinNotes(notes: readonly string[]): string | undefined {
  const kept = [...new Set(notes.filter((note) => note !== ""))];
  return kept.length === 0 ? undefined : kept.join("\n\n");
}
