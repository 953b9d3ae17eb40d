import { shortenName } from "../sources/short-name.js";

/** The name of a job of a file: that of the file, without its folders. */
export function nameAfterFile(path: string): string | undefined {
  return shortenName(path.split(/[/\\]/).findLast((part) => part.trim() !== "") ?? "");
}

/** The name of a job of a network source: its address. */
export function nameAfterAddress(address: string): string | undefined {
  return shortenName(address);
}

/** The name of a job of papers that came as a list: the first title, and how many follow. */
export function nameAfterPapers(papers: readonly unknown[]): string | undefined {
  const [first] = papers;
  const title = typeof first === "object" && first !== null && "title" in first ? first.title : undefined;
  const name = typeof title === "string" ? shortenName(title) : undefined;
  return name === undefined || papers.length === 1 ? name : `${name} and ${papers.length - 1} more`;
}
