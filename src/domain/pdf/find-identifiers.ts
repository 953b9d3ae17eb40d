import { findDoi, parseArxivId } from "../paper/id.js";
import type { PdfLine } from "./pdf-text.js";

export interface FoundIdentifiers {
  readonly doi?: string;
  readonly arxivId?: string;
  readonly year?: number;
}

export interface IdentifierSource {
  /** Of the first page. */
  readonly lines: readonly PdfLine[];
  readonly height: number;
  /** Text that runs along the margin of the first page. */
  readonly margin: string;
  /** Of the metadata. */
  readonly dois: readonly string[];
}

/** The DOI and arXiv id that the first page gives as its own, and the year of arXiv's stamp. */
export function findIdentifiers(source: IdentifierSource): FoundIdentifiers {
  const stamp = findStamp(source);
  const doi = findOwnDoi(source);
  return { ...stamp, ...(doi !== undefined && { doi }) };
}

/** `arXiv:1706.03762v5 [cs.CL] 6 Dec 2017`; the date tells the stamp from a citation. */
const stampPattern =
  /arXiv:\s?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(v\d+)?(?:\s*\[[\w.-]+\])?\s*\d{1,2}\s*[A-Z][a-z]{2}\s*(\d{4})/;

function findStamp({ margin, lines }: IdentifierSource): Omit<FoundIdentifiers, "doi"> {
  const found = [margin, ...lines.map(({ text }) => text)].map((text) => stampPattern.exec(text)).find((one) => one);
  const [, id = "", version = "", year] = found ?? [];
  return parseArxivId(id) ? { arxivId: id + version, ...(year !== undefined && { year: Number(year) }) } : {};
}

/** The parts of a page in which journals print a paper's own DOI. */
const headShare = 0.16;
const footShare = 0.84;

/** The DOI of the page, if it is the only one, or the only one in the head or foot; else that of the metadata. */
function findOwnDoi({ lines, height, dois: stated }: IdentifierSource): string | undefined {
  const end = lines.findIndex(({ text }) =>
    /^(?:\d+\.?\s*)?(?:references|bibliography|literature cited)\s*$/i.test(text),
  );
  const own = end === -1 ? lines : lines.slice(0, end);
  const found = own.flatMap((line) => {
    const doi = findDoi(line.text.replace(/(10\.\d{4,9})\s*\/\s+/g, "$1/"));
    return doi === undefined || isCut(doi, line.text) ? [] : [{ doi, y: line.y }];
  });
  const all = [...new Set(found.map(({ doi }) => doi))];
  const metadata = stated.map((text) => findDoi(text)).find((doi) => doi !== undefined);
  if (metadata !== undefined && (all.length === 0 || all.includes(metadata))) return metadata;
  if (all.length === 1) return all[0];
  const framed = new Set(
    found.filter(({ y }) => y < height * headShare || y > height * footShare).map(({ doi }) => doi),
  );
  return framed.size === 1 ? [...framed][0] : undefined;
}

/** Whether the end of the line cuts the DOI. */
function isCut(doi: string, text: string): boolean {
  const line = text.toLowerCase().trim();
  return /[-/_(]$/.test(doi) || line.endsWith(`${doi}-`);
}
