/**
 * Converts the spellings of a DOI in fields filled in by people or other programs to its plain characters:
 * percent-encoding (`%28`), LaTeX (`{\textless}`, `$<$`, `\_`), HTML entities (`&lt;`), typographic hyphens.
 */
export function unescapeDoi(text: string): string {
  if (/^[\w./:;()<>?#=+, -]*$/.test(text)) return text;
  const plain = decodeEntities(text.normalize("NFKC"))
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
  return decodePercents(removeLatex(plain));
}

/**
 * Cuts what does not belong to a DOI from the word that contains it: the query and the trailing parts of a publisher's
 * address, HTML, brackets without a partner, and punctuation.
 *
 * @param before the text in front of the DOI, which tells an address
 */
export function trimDoi(doi: string, before: string): string {
  const bare = doi.split(/["“”\s]|<\/|[?&][\w.%-]+=|;jsessionid|(?<![,;|])[,;|]+(?=10\.\d{4,9}\/)/i, 1)[0]!;
  const cut = isSici(bare) ? bare : bare.split(/[<>]/, 1)[0]!;
  return trimEnd(/(?:https?:\/\/|www\.|[\w-]\/)\S*$/i.test(before) ? trimAddress(cut, before) : cut);
}

/** Serial Item and Contribution Identifier, ANSI/NISO Z39.56: `1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9`. */
function isSici(doi: string): boolean {
  return /<[^<>]{0,100}>\d\.\d\.[a-z]{2};2/i.test(doi);
}

const latexCharacters: Readonly<Record<string, string>> = {
  textless: "<",
  textgreater: ">",
  textunderscore: "_",
  textendash: "-",
  textemdash: "-",
  textasciitilde: "~",
  textbackslash: "",
  slash: "/",
  lt: "<",
  gt: ">",
};

function removeLatex(text: string): string {
  if (!/[\\{}$]/.test(text)) return text;
  return text
    .replace(/\\(text[a-z]+|slash|lt|gt)(?![a-z])(?:\{\}|\s)?/gi, (whole, name: string) => {
      return latexCharacters[name.toLowerCase()] ?? whole;
    })
    .replace(/\$([<>_-])\$/g, "$1")
    .replace(/\\(?=[^a-z\s])/gi, "")
    .replace(/\}\s*\{/g, " ")
    .replace(/[{}]/g, "");
}

/** Entities of XML, escaped once or twice. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text
    .replace(/\\&/g, "&")
    .replace(/&(?:amp;)+/g, "&")
    .replace(/&(?:lt|#60|#x3c);/gi, "<")
    .replace(/&(?:gt|#62|#x3e);/gi, ">")
    .replace(/&(?:quot|#34|#x22);/gi, '"');
}

function decodePercents(text: string): string {
  return text.replace(/(?:%(?:25)*[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded.replace(/%(?:25)+/g, "%"));
    } catch {
      return encoded;
    }
  });
}

const pageParts = /\/(?:full|full\/(?:html|pdf)|html|pdf|pdfft|epdf|epub|abstract|summary|meta|references|citations)$/i;

function trimAddress(doi: string, before: string): string {
  const page = (isSici(doi) ? doi : doi.split("#", 1)[0]!).replace(/\/$/, "").replace(pageParts, "");
  const work = page.replace(/(?:\.full)?\.(?:pdf|html?|full|abstract|short|long)$/i, "");
  // Two publishers put the version, or their own number, behind the DOI.
  if (/(?:bio|med)rxiv\.org\//i.test(before)) return work.replace(/v\d+$/, "");
  return /\boup\.com\//i.test(before) ? work.replace(/\/\d{5,}$/, "") : work;
}

const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", ">": "<" };

function trimEnd(doi: string): string {
  let end = doi.length;
  for (; end > 0; end -= 1) {
    const last = doi[end - 1]!;
    const opening = pairs[last];
    const isLoose = opening === undefined ? /[.,;:|'*`’\\]/.test(last) : isLone(doi.slice(0, end), opening, last);
    if (!isLoose) break;
  }
  return doi.slice(0, end);
}

function isLone(text: string, opening: string, closing: string): boolean {
  return text.split(closing).length > text.split(opening).length;
}
