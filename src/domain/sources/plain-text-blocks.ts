/**
 * A paragraph of this length is an abstract; half the length suffices with a full stop at the end, unlike in titles.
 */
const minAbstractLength = 250;

/** Lines between papers on web pages: dates, counts, submitters. */
const pageLine =
  /^(?:\d+|new|subscribe|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:, \d{4})?|submitted by.*|upvote.*|[·•\s]*\d+ authors?.*|published on.*|.*\d (?:hours?|days?) ago)$/i;

export function isAbstractBlock(text: string): boolean {
  return text.length >= (text.endsWith(".") ? minAbstractLength / 2 : minAbstractLength);
}

export function isPageLine(text: string): boolean {
  return text.length <= maxPageLine && pageLine.test(text);
}

/** The line of a page is short, which also limits how often its pattern tries again. */
const maxPageLine = 300;
