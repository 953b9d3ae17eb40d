import { cleanText } from "../paper/clean-paper.js";

const maxLength = 200;

/** The name of a job of a file: that of the file, without its folders. */
export function nameAfterFile(path: string): string | undefined {
  return cutName(path.split(/[/\\]/).findLast((part) => part.trim() !== "") ?? "");
}

/** The name of a job of a network source: its address. */
export function nameAfterAddress(address: string): string | undefined {
  return cutName(address);
}

/** The name of a job of papers that came as a list: the first title, and how many follow. */
export function nameAfterPapers(papers: readonly unknown[]): string | undefined {
  const [first] = papers;
  const title = typeof first === "object" && first !== null && "title" in first ? first.title : undefined;
  const name = typeof title === "string" ? cutName(title) : undefined;
  return name === undefined || papers.length === 1 ? name : `${name} and ${papers.length - 1} more`;
}

/** Names come from other machines: what cannot be seen, or reverses the text around it, is left out. */
function cutName(text: string): string | undefined {
  const name = cleanText(text.slice(0, maxLength * 4).toWellFormed());
  if (name === "") return undefined;
  return name.length <= maxLength
    ? name
    : `${name
        .slice(0, maxLength - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;
}
