import type { BibtexEntry } from "./parse-entry.js";

/** Fields that say what the entry itself is and are not passed on, in addition to those of biber. */
const own = new Set(
  (
    "crossref xref xdata ids entryset entrysubtype execute label options presort related relatedoptions relatedstring " +
    "relatedtype shorthand shorthandintro sortkey abstract keywords keyword note annote annotation url urldate doi isbn " +
    "issn eprint eprinttype eprintclass archiveprefix primaryclass arxivid pmid pages file pagetotal " +
    "comment comments review notes tags groups mendeley-tags mendeley-groups ranking rating readstatus read priority"
  ).split(" "),
);
const references = new Set(["crossref", "xdata", "ids"]);
const dates = new Set(["date", "year", "month", "day"]);

/** Types of parts, whose container is the book of their `booktitle`. */
export function isPart(type: string): boolean {
  return /^(?:inproceedings|conference|incollection|inbook|bookinbook|suppbook|suppcollection|inreference)$/.test(type);
}

/** Types whose entries others usually refer to. */
export function isContainer(type: string): boolean {
  return /^(?:(?:mv)?(?:book|collection|proceedings|reference)|periodical|xdata)$/.test(type);
}

/** The fields of an entry that others may inherit from it by `crossref`. */
export function listInheritable({ fields }: BibtexEntry): Map<string, string> {
  return new Map([...fields].filter(([name]) => !own.has(name)));
}

/** The fields of an entry, with those that it lacks from its parent, as biber's default rules have it. */
export function inheritFields(child: BibtexEntry, parent: BibtexEntry): BibtexEntry {
  const fields = new Map(child.fields);
  const isDated = [...dates].some((name) => child.fields.has(name));
  const rename = parent.type === "xdata" ? new Map<string, string>() : renameTitles(child.type, parent.type);
  for (const [name, value] of parent.fields) {
    if (references.has(name) || (isDated && dates.has(name))) continue;
    const target = rename.get(name) ?? name;
    // A parent may have the field itself, as `booktitle` in classic proceedings.
    if (!fields.has(target) && (target === name || !parent.fields.has(target))) fields.set(target, value);
  }
  return { ...child, fields };
}

/** A title of the parent is the title of the child's container. */
function renameTitles(child: string, parent: string): ReadonlyMap<string, string> {
  const container = nameContainer(child, parent);
  if (container === undefined) return new Map();
  return new Map([
    ["title", `${container}title`],
    ["subtitle", `${container}subtitle`],
    ["titleaddon", `${container}titleaddon`],
  ]);
}

function nameContainer(child: string, parent: string): string | undefined {
  if (parent.startsWith("mv")) return "main";
  if (/^(?:article|suppperiodical)$/.test(child) && isContainer(parent)) return "journal";
  return isPart(child) ? "book" : undefined;
}
