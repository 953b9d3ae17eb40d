import { decodeText } from "../../domain/text/decode-text.js";
import { describeTooLong, maxRecordLength } from "../../domain/text/lines.js";

/** An element and its children, names without prefixes; `text` excludes the text of the children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlElement[];
}

/** `position` counts the elements of this name, from 1. */
export type ReadElement =
  { readonly position: number; readonly element: XmlElement } | { readonly position: number; readonly reason: string };

/**
 * Streams the elements with the given names from anywhere in a document, one at a time to limit memory. Each name has
 * its own count. The parser tolerates malformed XML, and ignores document type declarations and their entities. A
 * truncated document yields a reason at its end.
 */
export async function* readElements(
  chunks: AsyncIterable<Uint8Array>,
  names: readonly string[],
): AsyncGenerator<ReadElement> {
  const { Parser } = await import("htmlparser2");
  const collector = createCollector(names);
  const parser = new Parser(collector, { xmlMode: true });
  for await (const text of decodeText(chunks)) {
    parser.write(text);
    yield* collector.drain();
  }
  collector.beginEnd();
  parser.end();
  yield* collector.drain();
}

function createCollector(names: readonly string[]) {
  const path: XmlElement[] = [];
  const counts = new Map<string, number>();
  let found: ReadElement[] = [];
  let heldLength = 0;
  let isEnding = false;
  let isTruncated = false;
  return {
    onopentag(prefixed: string, attributes: Record<string, string>) {
      const element: XmlElement = { name: dropPrefix(prefixed), attributes, text: "", children: [] };
      if (path.length === 0 && !names.includes(element.name)) return;
      if (heldLength <= maxRecordLength) path.at(-1)?.children.push(element);
      heldLength += prefixed.length;
      path.push(element);
    },
    ontext(text: string) {
      const element = path.at(-1);
      if (!element) return;
      heldLength += text.length;
      if (heldLength <= maxRecordLength) element.text += text;
    },
    onclosetag(prefixed: string) {
      // At the end, the parser closes all elements that are still open.
      isTruncated ||= isEnding;
      const element = path.pop();
      if (!element || path.length > 0) return;
      if (!isEnding) {
        const position = (counts.get(element.name) ?? 0) + 1;
        counts.set(element.name, position);
        const isTooLong = heldLength > maxRecordLength;
        found.push(isTooLong ? { position, reason: describeTooLong(dropPrefix(prefixed)) } : { position, element });
      }
      heldLength = 0;
    },
    beginEnd() {
      isEnding = true;
    },
    onend() {
      const position = (counts.get(names[0] ?? "") ?? 0) + 1;
      if (isTruncated) found.push({ position, reason: "the document is truncated here" });
    },
    drain(): readonly ReadElement[] {
      const ready = found;
      found = [];
      return ready;
    },
  };
}

export function dropPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The direct children with this name. */
export function listChildren({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((child) => child.name === name);
}

/** Text of the first child with this name, with white space collapsed; empty if there is none. */
export function readText(element: XmlElement, name: string): string {
  return listChildren(element, name)[0]?.text.replace(/\s+/g, " ").trim() ?? "";
}
