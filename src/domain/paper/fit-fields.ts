import { formatCount } from "../text/amounts.js";
import { cutCharacters } from "../text/cut-text.js";
import { fitExtra } from "./extra.js";
import { paperLimits } from "./paper.js";
import { workTypes } from "./work-type.js";

export interface FittedFields {
  readonly value: unknown;
  /** What was cut or left out, one sentence for each field. */
  readonly notices: readonly string[];
}

/**
 * Cuts or leaves out the side fields of a record that exceed the limits of a paper, so that they do not cost the paper.
 * What has the wrong type is left as it is, for the schema to refuse, and so is the abstract of the caller's own record:
 * cutting it would change what is found by meaning.
 */
export function fitFields(value: unknown, { isOwn }: { readonly isOwn: boolean }): FittedFields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { value, notices: [] };
  const notices: string[] = [];
  const fields = Object.entries(value).map(([name, given]) => {
    const { kept, notice } = isOwn && name === "abstract" ? fitOwnAbstract(given) : fitField(name, given);
    if (notice !== undefined) notices.push(notice);
    return [name, kept] as const;
  });
  return { value: Object.fromEntries(fields), notices };
}

interface Fitted {
  readonly kept: unknown;
  readonly notice?: string;
}

function fitOwnAbstract(given: unknown): Fitted {
  const isLong = typeof given === "string" && given.length > paperLimits.abstractLength;
  return isLong ? { kept: given } : fitField("abstract", given);
}

function fitField(name: string, given: unknown): Fitted {
  const fit = fitters[name];
  if (!fit) return { kept: given };
  const whole = fit(repairText(given));
  const broken = isBroken(whole.kept)
    ? `the ${name} ${plurals.has(name) ? "have" : "has"} characters that were lost before (U+FFFD)`
    : undefined;
  const notice = [whole.notice, broken].filter((one) => one !== undefined).join("; ");
  return { kept: whole.kept, ...(notice !== "" && { notice }) };
}

/** By field; other fields are not text, or identify the paper. */
const fitters: Readonly<Record<string, (given: unknown) => Fitted>> = {
  title: (kept) => ({ kept }),
  abstract: cutTo("abstract", paperLimits.abstractLength),
  venue: cutTo("venue", paperLimits.itemLength),
  authors: fitList("authors"),
  authorNames: (kept) => ({ kept: hasLongPart(kept) ? undefined : cutList(kept) }),
  type: fitType,
  categories: fitList("categories"),
  keywords: fitList("keywords"),
  date: leaveOutBeyond("date", paperLimits.dateLength),
  url: leaveOutBeyond("url", paperLimits.urlLength),
  tags: fitTags,
  extra: fitExtra,
  retracted: fitRetracted,
  retractionNote: (given) =>
    cutTo("retractionNote", paperLimits.noteLength)(typeof given === "string" ? given : undefined),
};

const plurals: ReadonlySet<string> = new Set(["authors", "categories", "keywords", "tags"]);

function cutTo(name: string, length: number): (given: unknown) => Fitted {
  return (given) => {
    if (typeof given !== "string" || given.length <= length) return { kept: given };
    const cut = cutCharacters(given.trim(), length);
    return { kept: cut, notice: `the ${name} is cut to ${formatCount(length)} characters` };
  };
}

function leaveOutBeyond(name: string, length: number): (given: unknown) => Fitted {
  return (given) => {
    if (typeof given !== "string" || given.trim().length <= length) return { kept: given };
    return { kept: undefined, notice: `the ${name} is left out: it is longer than ${formatCount(length)} characters` };
  };
}

function fitList(name: string): (given: unknown) => Fitted {
  const { itemLength, listLength } = paperLimits;
  return (given) => {
    if (!Array.isArray(given)) return { kept: given };
    const items: readonly unknown[] = given;
    const short = items.filter((item) => typeof item !== "string" || item.length <= itemLength);
    const kept = short.slice(0, listLength);
    const left = items.length - short.length;
    const parts = [
      left > 0 &&
        `${formatCount(left)} of the ${name} ${left === 1 ? "is" : "are"} left out: longer than ${itemLength} characters`,
      kept.length < short.length && `only the first ${formatCount(listLength)} ${name} are kept`,
    ];
    const notice = parts.filter((part) => part !== false).join("; ");
    return { kept, ...(notice !== "" && { notice }) };
  };
}

/** Other programs call their own kinds of works a type. */
function fitType(given: unknown): Fitted {
  const isKnown = given === undefined || given === null || workTypes.some((type) => type === given);
  if (isKnown) return { kept: given };
  return { kept: undefined, notice: `the type is left out: expected one of ${workTypes.join(", ")}` };
}

/** Other programs have tags of other shapes. */
function fitTags(given: unknown): Fitted {
  if (given === undefined || given === null) return { kept: undefined };
  const items = [given].flat();
  const texts = items.filter((item) => typeof item === "string");
  if (texts.length === items.length) return fitList("tags")(texts);
  return { ...fitList("tags")(texts), notice: "tags that are no texts are left out" };
}

function fitRetracted(given: unknown): Fitted {
  if (given === undefined || given === null || typeof given === "boolean") return { kept: given };
  return { kept: undefined, notice: "retracted is left out: expected true or false" };
}

/** The names as they are shown remain, so nothing visible is lost. */
function hasLongPart(names: unknown): boolean {
  if (!Array.isArray(names)) return false;
  const parts = names.flatMap((name: unknown) => Object.values((name as object | null) ?? {}) as unknown[]);
  return parts.some((part) => typeof part === "string" && part.length > paperLimits.itemLength);
}

function cutList(given: unknown): unknown {
  return Array.isArray(given) ? given.slice(0, paperLimits.listLength) : given;
}

/** JSON escapes can spell half of a surrogate pair; it becomes U+FFFD, as broken bytes do. */
function repairText(given: unknown): unknown {
  if (typeof given === "string") return given.toWellFormed();
  if (Array.isArray(given)) return given.map(repairText);
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, repairText(value)]));
}

function isBroken(kept: unknown): boolean {
  if (Array.isArray(kept)) return kept.some(isBroken);
  return typeof kept === "string" && kept.includes("\uFFFD");
}
