import { decodeHTMLStrict } from "entities";

/** Tags of HTML, JATS and MathML that occur in abstracts and titles; anything else in angle brackets is text. */
const tagNames = `
  i b u s p em strong sub sup br span div small tt code a ul ol li h1 h2 h3 h4 font scp sc italic bold
  underline monospace title sec abstract label list list-item inline-formula disp-formula tex-math
  alternatives xref ext-link named-content styled-content math mrow mi mo mn msub msup msubsup mtext mfrac
  msqrt mover munder mstyle mspace mfenced mtable mtr mtd semantics annotation
`;
const prefix = "(?:jats:|mml:)?";
const attributes = String.raw`(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[\w#%.-]+))*`;
const anyTag = new RegExp(
  String.raw`<(/?)(${prefix}(?:${tagNames.trim().replace(/\s+/g, "|")}))(${attributes})\s*/?>`,
  "gi",
);
/** Tags that separate words; others may be within a word. */
const breaking = /^(?:jats:|mml:)?(?:p|br|div|li|ul|ol|h\d|title|sec|abstract|list|list-item)$/i;
const abstractHeading = /<(jats:title|title|h\d|b|strong)>\s*(?:abstract|summary)\s*[.:]?\s*<\/\1>[.:]?/gi;

/** Removes tags and decodes entities. `a < b & c`, which contains neither, is unchanged. */
export function cleanHtml(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const decoded = decodeHTMLStrict(stripTags(text));
  // Some exports escape twice, so decoded text may contain tags or entities.
  return /&(?:amp|lt|gt|quot|apos|#x?[\da-f]+);|<\/?[a-z]/i.test(decoded)
    ? decodeHTMLStrict(stripTags(decoded))
    : decoded;
}

function stripTags(text: string): string {
  if (!text.includes("<")) return text;
  const names = [...text.matchAll(anyTag)].map(
    ([whole, slash = "", name = ""]) => `${slash}${name.toLowerCase()}${whole.endsWith("/>") ? "/" : ""}`,
  );
  const seen = new Set(names);
  return text
    .replace(abstractHeading, " ")
    .replace(/<(?:jats:)?sup>\s*([-+−–]?[\dn]+)\s*<\/(?:jats:)?sup>/gi, "^$1")
    .replace(anyTag, (whole: string, slash: string, name: string) => {
      if (breaking.test(name)) return isPaired(seen, name) || /br|p$/i.test(name) ? " " : whole;
      if (whole.endsWith("/>")) return "";
      const opens = slash === "";
      return seen.has(opens ? `/${name.toLowerCase()}` : name.toLowerCase()) ? "" : whole;
    });
}

function isPaired(seen: ReadonlySet<string>, name: string): boolean {
  const lower = name.toLowerCase();
  return seen.has(lower) && seen.has(`/${lower}`);
}
