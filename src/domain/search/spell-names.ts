import type { Hit } from "./answer.js";
import type { Understood } from "./understood.js";

/** The same readings with names of venues, categories and authors as the papers found spell them: `in ICML` for `in icml`. */
export function spellNames(understood: readonly Understood[], hits: readonly Hit[]): Understood[] {
  return understood.map((part) => {
    const [, not = "", word = "", name = ""] = /^(not )?(in|by) (.+)$/u.exec(part.means) ?? [];
    const list = fields[part.kind];
    // Papers that are left out have no hit that spells the name.
    if (!list || name === "" || not !== "") return part;
    const spelled = findSpelling(name, hits.flatMap(list));
    return spelled === undefined ? part : { ...part, means: `${word} ${spelled}` };
  });
}

const fields: Partial<Record<Understood["kind"], (hit: Hit) => readonly string[]>> = {
  venue: ({ paper: { venue } }) => (venue === undefined ? [] : [venue]),
  category: ({ paper }) => paper.categories,
  author: ({ paper }) => paper.authors,
};

/** The first whole words of one of the texts that are those of the name, whatever their case. */
function findSpelling(name: string, texts: readonly string[]): string | undefined {
  const words = name.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|-]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`, "iu");
  for (const text of texts) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}
