import { decodeEntities } from "./entities.js";

/** An element of HTML, JATS or MathML and what it contains, in order. Names are without prefixes. */
export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly MarkupNode[];
}

export type MarkupNode = string | MarkupElement;

/** Elements that are nested deeper than this are read as part of the one around them. */
export const maxMarkupDepth = 100;

/** Elements that occur in abstracts and titles; anything else in angle brackets is text. */
const tagNames = `
  i b u s p q em strong sub sup inf br hr span div small big tt code a ul ol li dl dt dd h1 h2 h3 h4 h5 h6 font scp sc
  it ital italic bold underline overline strike monospace roman sans-serif title subtitle sec section para simple-para
  section-title abstract abstracttext copyrightinformation emphasis urlref emailref bi label list list-item break inline-formula disp-formula dispformula formula
  tex-math tex alternatives xref ext-link fn named-content styled-content inline-graphic graphic blockquote center
  table tbody thead tr td th hsp vsp
  math mrow mi mo mn ms msup msub msubsup mtext mfrac msqrt mroot mover munder munderover mstyle mspace mpadded
  mphantom mfenced mtable mtr mtd mmultiscripts mprescripts none maction merror semantics annotation annotation-xml
`;
const names = tagNames.trim().replace(/\s+/g, "|");
const attribute = String.raw`\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[\w#%./:+-]*[\w#%.:+-])`;
const tagPattern = new RegExp(String.raw`<(/?)([a-z]{1,10}:)?(${names})((?:${attribute})*)\s*(/?)>`, "gi");

interface Tag {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** Such as `jats:`; empty if there is none. */
  readonly prefix: string;
  readonly kind: "opens" | "closes" | "empty";
  readonly attributes: string;
}

/**
 * Parses a text that may contain tags and entities. A tag that is never closed, or closes nothing, is text, as in `vector<b>`; only
 * `<br>` and `<p>` need no end, and a prefix as in `<jats:sec>` says enough.
 */
export function parseMarkup(text: string): MarkupNode[] {
  const tags = pickTags(text, findTags(text));
  const root: MarkupNode[] = [];
  const open: { readonly name: string; readonly content: MarkupNode[] }[] = [{ name: "", content: root }];
  const depths = new Map<string, number>();
  let at = 0;
  for (const tag of tags) {
    const { content } = open.at(-1)!;
    if (tag.from > at) content.push(decodeEntities(text.slice(at, tag.from)));
    at = tag.to;
    const depth = depths.get(tag.name) ?? 0;
    if (tag.kind === "closes") {
      if (depth > 0) closeUpTo(open, depths, tag.name);
      continue;
    }
    const element = { name: tag.name, attributes: readAttributes(tag.attributes), content: [] };
    if (tag.kind === "empty" || open.length <= maxMarkupDepth) content.push(element);
    if (tag.kind === "empty" || open.length > maxMarkupDepth) continue;
    open.push(element);
    depths.set(tag.name, depth + 1);
  }
  if (at < text.length) open.at(-1)!.content.push(decodeEntities(text.slice(at)));
  return root;
}

function findTags(text: string): Tag[] {
  return [...text.matchAll(tagPattern)].map((match) => {
    const [whole, slash, prefix = "", name = "", attributes = "", end] = match;
    const kind = slash === "/" ? "closes" : end === "/" ? "empty" : "opens";
    return { from: match.index, to: match.index + whole.length, name: name.toLowerCase(), prefix, kind, attributes };
  });
}

/** Leaves out the tags that have no partner, and lets `<br>` and `<p>` stand alone. */
function pickTags(text: string, tags: readonly Tag[]): Tag[] {
  const waiting = new Map<string, number[]>();
  const paired = new Set<number>();
  for (const [index, { name, kind }] of tags.entries()) {
    const opened = waiting.get(name) ?? [];
    waiting.set(name, opened);
    if (kind === "opens") opened.push(index);
    const partner = kind === "closes" ? opened.pop() : undefined;
    if (partner !== undefined) paired.add(partner).add(index);
  }
  return tags.flatMap((tag, index) => {
    if (tag.kind === "empty" || paired.has(index)) return tag;
    return isBreak(text, tag) ? { ...tag, kind: "empty" as const } : [];
  });
}

/** `a<p>c` is an inequality. */
function isBreak(text: string, { name, prefix, from, to }: Tag): boolean {
  if (name === "br" || name === "break" || prefix !== "") return true;
  return name === "p" && !inequality.test(`${text.slice(Math.max(from - 2, 0), from)}<>${text.slice(to, to + 2)}`);
}

/** A sign on each side, with nothing else around it. */
const inequality = /^[^\p{L}\p{N}]?[\p{L}\p{N}]<>[\p{L}\p{N}](?:[^\p{L}\p{N}]|$)/u;

function readAttributes(text: string): Record<string, string> {
  const pairs = text.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/g);
  return Object.fromEntries(
    [...pairs].map(([, name = "", double, single, bare = ""]) => [name.toLowerCase(), double ?? single ?? bare]),
  );
}

/** Elements that overlap end with the one that ends first. */
function closeUpTo(open: { readonly name: string }[], depths: Map<string, number>, name: string): void {
  for (;;) {
    const closed = open.pop()!.name;
    depths.set(closed, (depths.get(closed) ?? 1) - 1);
    if (closed === name) return;
  }
}
