import type { CitedPaper } from "./cited-paper.js";

/** A paper as a COinS (an OpenURL ContextObject in the title of a span), which reference managers find in a page. */
export function formatCoins({ title, authors, date, year, venue, doi, arxivId }: CitedPaper): string {
  const values = new URLSearchParams({
    ctx_ver: "Z39.88-2004",
    rft_val_fmt: "info:ofi/fmt:kev:mtx:journal",
    "rft.genre": venue === undefined ? "preprint" : "article",
    "rft.atitle": title,
  });
  const published = date ?? year?.toString();
  if (venue !== undefined) values.set("rft.jtitle", venue);
  if (published !== undefined) values.set("rft.date", published);
  for (const author of authors) values.append("rft.au", author);
  if (doi !== undefined) values.append("rft_id", `info:doi/${doi}`);
  if (arxivId !== undefined) values.append("rft_id", `info:arxiv/${arxivId}`);
  return values.toString();
}
