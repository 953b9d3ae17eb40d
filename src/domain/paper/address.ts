/**
 * The form in which two addresses of one paper are equal: without scheme, `www.`, fragment, tracking parameters and
 * final slash, and the page of the abstract instead of the PDF where a site has both.
 */
export function normalizeAddress(address: string): string {
  const bare = decode(address.trim())
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/^(?:www|m)\./i, "")
    .replace(/#.*/s, "")
    .replace(/(?<=[?&])(?:utm_\w+|ref|source|referrer|via|fbclid|gclid)=[^&]*&?/gi, "")
    .replace(/[?&]$/, "")
    .replace(/^[^/?]+/, (host) => host.toLowerCase());
  const page = samePages.reduce((path, [pattern, replacement]) => path.replace(pattern, replacement), bare);
  return page.replace(/\/$/, "");
}

/** Addresses of one paper at the sites that researchers paste from. */
const samePages: readonly (readonly [RegExp, string])[] = [
  [/^openreview\.net\/(?:pdf|attachment)\?/, "openreview.net/forum?"],
  [/^(openreview\.net\/forum\?)(?:.*&)?(id=[^&]+).*/s, "$1$2"],
  [/^(?:aclweb\.org\/anthology|aclanthology\.info\/papers)\//, "aclanthology.org/"],
  [/^(aclanthology\.org\/[^/]+?)(?:v\d+)?\.(?:pdf|bib)$/, "$1"],
  [/^(aclanthology\.org\/[^/]+)\/.+$/, "$1"],
  [/^ieeexplore\.ieee\.org\/(?:abstract|stamp)\/document\//, "ieeexplore.ieee.org/document/"],
  [
    /^ieeexplore\.ieee\.org\/(?:stamp\/stamp|xpls?\/\w+)\.jsp\?(?:.*&)?arnumber=0*(\d+).*/s,
    "ieeexplore.ieee.org/document/$1",
  ],
  [/^(ieeexplore\.ieee\.org\/document\/\d+).*/s, "$1"],
  [/^(proceedings\.mlr\.press\/v\d+\/)([^/]+)\/\2\.pdf$/, "$1$2.html"],
  [/^(openaccess\.thecvf\.com\/.+)\/papers\/(.+)\.pdf$/, "$1/html/$2.html"],
  [/^(?:proceedings\.neurips\.cc|papers\.neurips\.cc|papers\.nips\.cc)\/(?:paper_files\/)?/, "papers.nips.cc/"],
  [/^(papers\.nips\.cc\/paper\/\d+\/)file(\/\w+)-Paper(.*)\.pdf$/, "$1hash$2-Abstract$3.html"],
  [/^(ijcai\.org\/)proceedings\/(\d{4})\/0*([1-9]\d*|0)(?:\.pdf)?$/, "$1proceedings/$2/$3"],
  [/^semanticscholar\.org\/(?:reader|paper)\/(?:[^/]+\/)?([\da-f]{40}).*$/, "semanticscholar.org/paper/$1"],
  [/^(?:ncbi\.nlm\.nih\.gov\/pubmed|pubmed\.gov)\//, "pubmed.ncbi.nlm.nih.gov/"],
];

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
