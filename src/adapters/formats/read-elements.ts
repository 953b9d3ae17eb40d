import { decodeText } from "../../domain/text/decode-text.js";
import { describeTooLong, maxRecordLength } from "../../domain/text/lines.js";
import { maxMarkupDepth } from "../../domain/text/markup/markup-tree.js";
import { dropPrefix, type XmlElement } from "./xml-element.js";

/** `position` counts the elements of this name, from 1. */
export type ReadElement =
  { readonly position: number; readonly element: XmlElement } | { readonly position: number; readonly reason: string };

export interface ReadElementsOptions {
  /** Elements whose content is not kept, such as the body of an article. */
  readonly skipped?: readonly string[];
  /** Whether an element with one of the names never contains another, so that the next one ends one without an end. */
  readonly isFlat?: boolean;
}

/**
 * Streams the elements with the given names from anywhere in a document, one at a time to limit memory. Each name has
 * its own count. The parser tolerates malformed XML, and ignores document type declarations and their entities. A
 * truncated document yields a reason at its end.
 */
export async function* readElements(
  chunks: AsyncIterable<Uint8Array>,
  names: readonly string[],
  options: ReadElementsOptions = {},
): AsyncGenerator<ReadElement> {
  const { Parser } = await import("htmlparser2");
  const collector = createCollector(names, options);
  const parser = new Parser(collector, { xmlMode: true });
  for await (const text of decodeText(chunks)) {
    parser.write(text);
    yield* collector.drain();
    if (!collector.isTooDeep()) continue;
    yield { position: collector.countNext(), reason: "the elements are nested too deep from here on" };
    return;
  }
  collector.beginEnd();
  parser.end();
  yield* collector.drain();
}

/** The time that the parser takes for an element grows with the number of elements around it. */
const maxOpenElements = 5_000;

function createCollector(names: readonly string[], { skipped = [], isFlat = false }: ReadElementsOptions) {
  const wanted = new Set(names);
  const tree = createTree(new Set(skipped));
  const counts = new Map<string, number>();
  let found: ReadElement[] = [];
  let openElements = 0;
  let isEnding = false;
  let isTruncated = false;
  const countNext = () => (counts.get(names[0] ?? "") ?? 0) + 1;
  const add = ({ element, isTooLong }: WholeElement) => {
    const position = (counts.get(element.name) ?? 0) + 1;
    counts.set(element.name, position);
    found.push(isTooLong ? { position, reason: describeTooLong(element.name) } : { position, element });
  };
  return {
    onopentag(prefixed: string, attributes: Record<string, string>) {
      openElements += 1;
      const name = dropPrefix(prefixed);
      const unclosed = isFlat && wanted.has(name) ? tree.end() : undefined;
      if (unclosed) add(unclosed);
      if (!tree.isEmpty() || wanted.has(name)) tree.open({ name, attributes, content: [] });
    },
    ontext: tree.addText,
    onclosetag() {
      openElements -= 1;
      // At the end, the parser closes all elements that are still open.
      isTruncated ||= isEnding;
      const whole = tree.close();
      if (whole && !isEnding) add(whole);
    },
    beginEnd() {
      // Of an article that is truncated in its body, all that is kept has been read.
      const whole = tree.isHidden() ? tree.end() : undefined;
      if (whole) add(whole);
      isEnding = true;
    },
    onend() {
      if (isTruncated) found.push({ position: countNext(), reason: "the document is truncated here" });
    },
    isTooDeep: () => openElements > maxOpenElements,
    countNext,
    drain(): readonly ReadElement[] {
      const ready = found;
      found = [];
      return ready;
    },
  };
}

interface WholeElement {
  readonly element: XmlElement;
  readonly isTooLong: boolean;
}

/** One element while it is read, up to the length of a record. */
function createTree(skipped: ReadonlySet<string>) {
  let path: XmlElement[] = [];
  let heldLength = 0;
  /** Number of open elements within the path that are not kept. */
  let hiddenDepth = 0;
  const hold = (length: number): boolean => (heldLength += length) <= maxRecordLength;
  const end = (): WholeElement | undefined => {
    const [element] = path;
    const whole = element && { element, isTooLong: heldLength > maxRecordLength };
    path = [];
    heldLength = 0;
    hiddenDepth = 0;
    return whole;
  };
  return {
    isEmpty: () => path.length === 0,
    isHidden: () => hiddenDepth > 0,
    open(element: XmlElement) {
      if (hiddenDepth > 0 || skipped.has(element.name) || path.length > maxMarkupDepth) hiddenDepth += 1;
      if (hiddenDepth > 0) return;
      if (hold(element.name.length + measure(element.attributes))) path.at(-1)?.content.push(element);
      path.push(element);
    },
    addText(text: string) {
      const content = path.at(-1)?.content;
      if (!content || hiddenDepth > 0 || !hold(text.length)) return;
      // The parser reports the text around an entity in parts.
      const last = content.length - 1;
      if (typeof content[last] === "string") content[last] += text;
      else content.push(text);
    },
    close(): WholeElement | undefined {
      if (hiddenDepth > 0) hiddenDepth -= 1;
      else if (path.length === 1) return end();
      else path.pop();
      return undefined;
    },
    /** Ends the element, although it is not closed. */
    end,
  };
}

function measure(attributes: Readonly<Record<string, string>>): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
