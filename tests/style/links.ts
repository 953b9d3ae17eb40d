import { posix } from "node:path";
import type { SourceFile } from "./source-files.js";

/** Checks of links between documents: a finding is a sentence that begins with the document. */

/** Each relative link leads to a file that exists and, with an anchor, to a heading of that document. */
export function checkLinks(
  document: SourceFile,
  documents: readonly SourceFile[],
  paths: readonly string[],
): readonly string[] {
  return readLinks(document.text)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => !leadsSomewhere(link, document, { documents, paths }))
    .map((link) => `${document.path}: the link ${link} leads nowhere`);
}

interface Checkout {
  readonly documents: readonly SourceFile[];
  readonly paths: readonly string[];
}

function leadsSomewhere(link: string, { path: from }: SourceFile, { documents, paths }: Checkout): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : posix.join(posix.dirname(from), path).replace(/\/$/, "");
  if (anchor === undefined) return paths.some((known) => known === target || known.startsWith(`${target}/`));
  const document = documents.find((known) => known.path === target);
  return document !== undefined && listAnchors(document.text).includes(anchor);
}

/** The targets of links and images, except in code blocks. */
export function readLinks(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
}

/** The anchors that GitHub gives to headings: repeated ones get a number. */
export function listAnchors(text: string): readonly string[] {
  const counts = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, "");
}
