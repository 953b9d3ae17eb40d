/** A paragraph this long is an abstract; so is one of half the length that ends in a full stop, as titles do not. */
const minAbstractLength = 250;

/** Lines that pages put between or around papers: dates, counts, submitters. */
const pageLine =
  /^(?:\d+|new|subscribe|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:, \d{4})?|submitted by.*|upvote.*|[·•\s]*\d+ authors?.*|published on.*|.*\d+ (?:hours?|days?) ago)$/i;

export function isAbstractBlock(text: string): boolean {
  return text.length >= (text.endsWith(".") ? minAbstractLength / 2 : minAbstractLength);
}

export function isPageLine(text: string): boolean {
  return pageLine.test(text);
}
