import { joinLines } from "./clean-run.js";
import type { PdfLine } from "./pdf-text.js";

export interface FoundTitle {
  readonly title: string;
  /** The lines that hold it on the first page; none if only the metadata names it. */
  readonly lines: readonly PdfLine[];
}

export interface TitleSource {
  /** Of the first page. */
  readonly lines: readonly PdfLine[];
  readonly height: number;
  /** The size of most text. */
  readonly bodySize: number;
  readonly titles: readonly string[];
}

/** The title of a paper, from the largest text near the top of its first page and from its metadata; undefined if unclear. */
export function findTitle(source: TitleSource): FoundTitle | undefined {
  const found = chooseTitle(source);
  return found && !isCut(found.title) ? found : undefined;
}

function chooseTitle({ lines, height, bodySize, titles }: TitleSource): FoundTitle | undefined {
  const stated = titles.map(cleanTitle).filter(isPlausible);
  const all = groupBlocks(lines.filter(({ y }) => y < height * topShare));
  const blocks = all.filter(({ title }) => isPlausible(title));
  const confirmed = blocks.find(({ title }) => stated.some((one) => isSame(one, title)));
  if (confirmed) return confirmed;
  const whole = normalize(lines.map(({ plain }) => plain).join(" "));
  const named = stated.find((one) => normalize(one).length > 15 && whole.includes(normalize(one)));
  const largest = findLargest(blocks, bodySize) ?? findAboveNames(all, height);
  if (named !== undefined) {
    const holding = lines.filter(({ plain }) => plain.length > 5 && normalize(named).includes(normalize(plain)));
    return largest && normalize(largest.title).includes(normalize(named)) ? largest : { title: named, lines: holding };
  }
  return largest;
}

/** The title on the cover page that JSTOR puts before a paper, which stands above the line of authors. */
export function findCoverTitle(lines: readonly PdfLine[]): FoundTitle | undefined {
  const sorted = lines.toSorted((one, other) => one.y - other.y);
  const end = sorted.findIndex(({ text }) => text.startsWith("Author(s): "));
  const block = groupBlocks(sorted.slice(0, Math.max(0, end))).at(-1);
  return block && isPlausible(block.title) ? { title: block.title, lines: block.lines } : undefined;
}

/** The title is in the upper part of the page. */
const topShare = 0.66;
/** A title is larger than the text below it by this factor. */
const minGrowth = 1.12;

interface Block extends FoundTitle {
  readonly size: number;
  /** Of its first line. */
  readonly y: number;
}

function findLargest(blocks: readonly Block[], bodySize: number): Block | undefined {
  const large = blocks
    .filter(({ size, title }) => size >= bodySize * minGrowth && !readsAsNames(title))
    .toSorted((one, other) => other.size - one.size || one.y - other.y);
  const [first] = large;
  if (!first) return undefined;
  // The name of a journal is often larger than the title, but shorter, and above it.
  const isTitle = ({ title, y }: Block) =>
    countWords(title) > 4 &&
    /\s\p{Ll}{2,}/u.test(title) &&
    !/\d{4}|[@]/.test(title) &&
    y > first.y &&
    y - first.y < 250;
  const below = large.find(isTitle);
  return below && countWords(first.title) <= 4 && below.size > 0.6 * first.size ? below : first;
}

/** A title of the size of the text, told by the names of authors that follow it. */
function findAboveNames(blocks: readonly Block[], height: number): Block | undefined {
  const top = blocks.filter(({ y }) => y < height * 0.4);
  return top.find(({ title, y, size }, at) => {
    const next = top[at + 1];
    return (
      isPlausible(title) &&
      !readsAsNames(title) &&
      countWords(title) > 2 &&
      next !== undefined &&
      next.y - y < 8 * size &&
      isNameLine(next.lines[0]!.plain)
    );
  });
}

function isNameLine(text: string): boolean {
  const bare = text
    .replace(/^by\s+/i, "")
    .replace(/[*\u2020\u2021\d]/g, "")
    .trim();
  return /^(?:\p{Lu}[\p{L}'\u2019-]*\.?,?\s+){1,3}\p{Lu}[\p{L}'\u2019-]+$/u.test(bare) || readsAsNames(bare);
}

/** Whether text is a list of names: capitalized words in twos to fours, with commas or "and" between. */
export function readsAsNames(text: string): boolean {
  const parts = text
    .replace(/[*\u2020\u2021\u2217\d]/g, " ")
    .split(/[,;&\u00B7]|\sand\s|\sAND\s/)
    .map((part) => part.replace(/^and\s+/, "").trim())
    .filter((part) => part !== "");
  return (
    parts.length > 1 &&
    parts.every((part) =>
      /^(?:\p{Lu}[\p{L}'\u2019.-]*|van|von|de|der|den|di|la|le)(?:\s+(?:\p{Lu}[\p{L}'\u2019.-]*|van|von|de|der|den|di|la|le)){1,4}$/u.test(
        part,
      ),
    )
  );
}

/** Joins lines of one size that follow each other closely. */
function groupBlocks(lines: readonly PdfLine[]): Block[] {
  const groups: PdfLine[][] = [];
  for (const line of lines.toSorted((one, other) => one.y - other.y)) {
    const group = groups.find((one) => continuesBlock(line, one.at(-1)!));
    if (group) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({
    lines: group,
    title: cleanTitle(joinLines(group.map(({ bare }) => bare))),
    size: group[0]!.size,
    y: group[0]!.y,
  }));
}

function continuesBlock(line: PdfLine, before: PdfLine): boolean {
  const gap = line.y - before.y;
  // Formulas in a title have sizes of their own.
  const tolerance = isCut(before.bare) ? 0.4 : 0.06;
  if (Math.abs(line.size - before.size) > tolerance * before.size) return false;
  if (gap < 0.3 * line.size) return line.x >= before.right && line.x - before.right < 3 * line.size;
  return gap < 1.75 * line.size && line.x < before.right && before.x < line.right;
}

/** Whether a title must go on: after a preposition, or in a formula. */
function isCut(title: string): boolean {
  return /[=+\u221A(:,\u2013-]$|\s(?:of|the|and|in|for|with|a|an|on|to|by|from|at|via|using|und|der|des|de|et|y)$/i.test(
    title,
  );
}

function cleanTitle(title: string): string {
  return title
    .replace(/\s+/g, " ")
    .replace(/^(?:title|article|paper)\s*:\s*/i, "")
    .replace(
      /^(?:Research|Original|Review|RESEARCH|ORIGINAL|REVIEW) (?:Article|ARTICLE|Paper|PAPER|Research)\s+(?=\p{Lu})/u,
      "",
    )
    .replace(/(?<![\s*\u2020\u2021\u00A7\u2217])[\s*\u2020\u2021\u00A7\u2217]+$/, "")
    .replace(/^[\s*\u2022]+/, "")
    .trim();
}

/** Whether text can be a title, rather than a file name, a heading, or the name of a journal. */
export function isPlausible(title: string): boolean {
  if (title.length < 10 || title.length > 400 || countWords(title) < 2) return false;
  // Sentences of the text.
  if (countWords(title) > 25 && /\.\s/.test(title)) return false;
  const letters = title.match(/\p{L}/gu)?.length ?? 0;
  return (
    letters > title.length * 0.6 &&
    !/\S{30}|\p{L}[#$%^{}|~<>\\]\p{L}/u.test(title) &&
    !junk.some((pattern) => pattern.test(title))
  );
}

const junk: readonly RegExp[] = [
  /^(?:untitled|microsoft |powerpoint |slide \d|document\d*$|layout \d|print|doi:|arxiv:|https?:|www\.)/i,
  /\.(?:docx?|pdf|tex|dvi|ps|indd|qxd|rtf|txt|pptx?|fm|eps|wpd|pub|xlsx?|html?)\b/i,
  /^(?:research|original|review|regular|short|full|invited|special|technical|working|discussion|survey|case|data|open access)[- ]?(?:research )?(?:article|paper|communication|report|note|study|series|letter|contribution)s?\b.{0,20}$/i,
  /^(?:contents lists? available|available online|journal homepage|see discussions|downloaded from|this (?:article|paper|document|copy|pdf|material)\b|published (?:online|by|in)|provided by|permission to|reprinted|citation:|received|accepted|submitted|copyright|©|all rights)/i,
  /^(?:proceedings of|proc\. |journal of|transactions on|ieee (?:transactions|journal)|international (?:journal|conference)|annals of|lecture notes|communications of the|the journal of|european journal|american journal|acm (?:transactions|sig)|advances in|frontiers in|review of|annual review)\b/i,
  /\b(?:vol(?:ume)?\.?|no\.|issue|pp\.)\s*\d.*\b(?:19|20)\d\d\b|\bissn\b|\bisbn\b/i,
  /^(?:\d+\.?\s*)?(?:abstract|introduction|contents|table of contents|references|acknowledge?ments?|appendix)\W*$/i,
  /^(?:supplementary|supporting information|running head|chapter \d|part \d|section \d|figure \d|table \d)/i,
  /^\S+ (?:commission|society|association|press|agency|council|publishing|publications|foundation|trust|magazine)$/i,
  // Broken characters, and the marks of authors.
  /\(\)|;\s?[*\u2020\u2217]/,
  // The middle of a sentence.
  /^\p{Ll}{3,}[\s,]/u,
  /^(?:nih public access|hhs public access|author manuscript|open access|accepted manuscript|general rights|bulletin of|article \(refereed|astronomy and astrophysics$|astronomy & astrophysics$)/i,
  /^(?:title of|put title|paper title|insert title|your title|type the|an? template|your name)/i,
  /^universi(?:dade|dad|t\u00E9|t\u00E0|t\u00E4t|teit)\b|^(?:department|faculty|school|institute|university|college|laboratory) of\b|\buniversity$|@/i,
];

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}

/** Letters and digits only, as the spaces of metadata and page differ. */
export function normalize(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [normalize(one), normalize(other)];
  return first === second || (first.length > 15 && (second.startsWith(first) || first.startsWith(second)));
}
