import type { Paper } from "../../domain/paper/paper.js";
import { locateOnArxiv, resolveDoi } from "../../domain/citation/address.js";

export interface PaperLink {
  readonly name: string;
  readonly address: string;
}

/** Links to a paper elsewhere, without repetition: its own page named by its site, arXiv, its PDF and its DOI. */
export function listLinks(paper: Paper): PaperLink[] {
  const own = readWebAddress(paper.url);
  const arxivId = paper.arxivId ?? readArxivId(own);
  const links: PaperLink[] = [];
  if (arxivId) {
    links.push({ name: "arXiv", address: locateOnArxiv(arxivId) });
    links.push({ name: "PDF", address: `https://arxiv.org/pdf/${encodeURI(arxivId)}` });
  }
  if (paper.doi) links.push({ name: "DOI", address: resolveDoi(paper.doi) });
  const isArxiv = own !== undefined && readArxivId(own) !== undefined;
  if (own !== undefined && !isArxiv && links.every(({ address }) => address !== own)) links.unshift(nameOwn(own));
  return links;
}

/** A PDF is named as such, a page by its site. */
function nameOwn(address: string): PaperLink {
  const { hostname, pathname } = new URL(address);
  return { name: /\.pdf$/i.test(pathname) ? "PDF" : nameSite(hostname), address };
}

/** `thecvf.com` for `openaccess.thecvf.com`, `soton.ac.uk` for `eprints.soton.ac.uk`. IP addresses stay complete. */
function nameSite(hostname: string): string {
  const parts = hostname.split(".");
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
  return parts
    .slice((parts.at(-2) ?? "").length <= 3 && parts.length > 2 ? -3 : -2)
    .join(".")
    .replace(/^www\./, "");
}

function readArxivId(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const { hostname, pathname } = new URL(address);
  if (!/(^|\.)arxiv\.org$/.test(hostname)) return undefined;
  return /^\/(?:abs|pdf)\/((?:\d{4}\.\d{4,5}|[a-z.-]+\/\d{7})(?:v\d+)?)(?:\.pdf)?$/i.exec(pathname)?.[1];
}

/** Accepts only http and https, because a record may contain `javascript:` or worse. */
function readWebAddress(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const address = new URL(text);
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : undefined;
  } catch {
    return undefined;
  }
}
