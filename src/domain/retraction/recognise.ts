/**
 * Whether a title says that the paper is retracted, as publishers mark it: `RETRACTED: …`, `[Retracted] …`, `Retracted
 * article: …`, `… (Retracted article. See vol. 3, 2011)`, `… – RETRACTED`. The title of the notice, such as `Retraction:
 * …` or `… (Retraction of vol. 3, pg 1)`, does not.
 */
export function isRetractedTitle(title: string): boolean {
  return /retracted/i.test(title) && [marksBefore, marksAfter, remark].some((mark) => mark.test(title));
}

/** Whether a type of publication is that of a retracted paper: PubMed's and Web of Science's `Retracted Publication`. */
export function isRetractedType(type: string): boolean {
  return /(?:^|[;,.|/]\s*)retracted(?: (?:publication|article|paper|chapter))?\s*(?:$|[;,.|/])/i.test(type);
}

export interface Retraction {
  readonly retracted?: boolean;
  readonly retractionNote?: string;
}

/**
 * What the types of a publication say. The notice of a retraction (`Retraction of Publication`) is no retracted paper,
 * even if its title is that of one: some publishers call both `Retracted: …`.
 */
export function readRetractionTypes(types: readonly string[], note = ""): Retraction {
  if (types.some(isRetractedType)) return { retracted: true, ...(note !== "" && { retractionNote: note }) };
  return types.some((type) => noticeType.test(type)) ? { retracted: false } : {};
}

const noticeType = /(?:^|[;,.|/]\s*)retraction(?: of publication| notice| note)?\s*(?:$|[;,.|/])/i;

/** The fields that a note in an exported reference gives: `Retracted`, `Retracted: 2011-05-01, doi:10.5555/1`. */
export function readRetractionNote(note: string): Retraction {
  const [, given] = /^\s*retracted\s*[:.]\s*(\S.*)/is.exec(note) ?? [];
  if (!/^\s*retracted\s*(?:[:.]|$)/i.test(note)) return {};
  return { retracted: true, ...(given !== undefined && { retractionNote: given.trim() }) };
}

const kind = "(?: (?:article|paper|chapter|publication|study|conference paper|review))?";
const marksBefore = new RegExp(`^\\W*retracted${kind}(?:\\s*[\\])]|\\s*[:.]| [–—-] )`, "i");
/** `**Paper retracted by author request** …` */
const remark = /^[*([]+(?:this )?(?:paper|article) (?:(?:has been|was) )?retracted\b/i;
const marksAfter = new RegExp(`(?:[[(]\\s*retracted${kind}(?:[.,;:] ?[^\\])]*)?[\\])]| [–—-] retracted)\\W*$`, "i");
