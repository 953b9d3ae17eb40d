import { decodeEntities } from "./markup/entities.js";
import { parseMarkup } from "./markup/markup-tree.js";
import { writeMarkup } from "./markup/write-markup.js";

/** Removes tags and decodes entities. `a < b & c`, which contains neither, is unchanged. */
export function cleanHtml(text: string): string {
  // Most texts have neither sign, and looking for a sign is faster than the pattern.
  if (!text.includes("<") && !text.includes("&")) return text;
  let cleaned = text;
  for (let pass = 0; pass < maxPasses && markup.test(cleaned); pass += 1) cleaned = cleanOnce(cleaned);
  return cleaned;
}

/** Some exports escape twice, so the text of one pass may contain tags or entities. */
const maxPasses = 3;
const markup = /&(?:[a-z]\w{1,31}|#x?[\da-f]+);|<[/!]?[a-z[-]/i;

function cleanOnce(text: string): string {
  return text.includes("<") ? writeMarkup(parseMarkup(dropComments(text))) : decodeEntities(text);
}

/** Removes comments, and the marks of CDATA around text; `0<middle dot>5` is how some databases write `0·5`. */
function dropComments(text: string): string {
  const dotted = text.replaceAll("<middle dot>", "·");
  if (!dotted.includes("<!")) return dotted;
  const [first = "", ...rest] = dotted.replace(/<!\[CDATA\[|\]\]>/g, "").split("<!--");
  return first + rest.map(dropComment).join("");
}

function dropComment(text: string): string {
  const end = text.indexOf("-->");
  return end < 0 ? `<!--${text}` : ` ${text.slice(end + 3)}`;
}
