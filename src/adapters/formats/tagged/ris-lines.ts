import type { TaggedSyntax } from "./read-references.js";
import type { Field } from "./reference.js";

/**
 * Lines of RIS: a tag, two blanks, a hyphen, a blank, and the value. Where a source writes its first line `TY` in
 * another way, such as `ty-JOUR`, its other tags may be written in that way as well; elsewhere such a line is text.
 */
export function createRisSyntax(): TaggedSyntax {
  let habits: Habits = { isIndented: false, isLower: false, isTight: false };
  const cutLine = (text: string): Field | undefined => {
    if (isPlain(text))
      return isWithinText(text.slice(0, 2), text.slice(5))
        ? undefined
        : { tag: text.slice(0, 2), value: text.slice(6) };
    const loose = loosePattern.exec(text);
    if (!loose) return endPattern.test(text) ? { tag: "ER", value: "" } : undefined;
    const [whole, indent = "", tag = "", before = "", after = ""] = loose;
    const value = text.slice(whole.length);
    const name = tag.toUpperCase();
    if (isWithinText(name, value)) return undefined;
    if (name === "TY") {
      habits = { isIndented: indent !== "", isLower: tag !== name, isTight: before === "" };
      return { tag: "TY", value };
    }
    if (tag !== name && !habits.isLower) return undefined;
    if (indent !== "" && !habits.isIndented) return undefined;
    if (before === "" && !habits.isTight) return undefined;
    const isWide = tag.length === 2 && /^[ \u00A0]{2}|\t/.test(before);
    if (!isWide && !knownTags.has(name)) return undefined;
    return isWide || after !== "" || value === "" || habits.isTight ? { tag: name, value } : undefined;
  };
  return {
    cutLine,
    firstTag: "TY",
    titleTags: ["TI", "T1"],
    isEnd: ({ tag }) => tag === "ER",
  };
}

interface Habits {
  readonly isIndented: boolean;
  readonly isLower: boolean;
  readonly isTight: boolean;
}

/** Whether the line is written as the format demands. */
function isPlain(text: string): boolean {
  return (
    isCapital(text.charCodeAt(0)) &&
    (isCapital(text.charCodeAt(1)) || isDigit(text.charCodeAt(1))) &&
    text.startsWith("  -", 2) &&
    (text.length === 5 || text.charCodeAt(5) === 0x20)
  );
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** `ER  - positive cells` is a line of an abstract, as the end has no value, and a type is one word or a known name. */
function isWithinText(tag: string, value: string): boolean {
  if (tag === "ER") return /\S\s+\S/.test(value);
  return tag === "TY" && !typePattern.test(value.trim());
}

const loosePattern =
  /^([ \t\u00A0]{0,8})([A-Za-z][A-Za-z0-9]{1,4})([ \t\u00A0]{0,4})[-\u2010-\u2014\u2212]([ \t\u00A0]*)/;
const endPattern = /^\s{0,8}ER\s*$/;
/** The code of a type, or the name that some programs write instead: `Journal Article`. */
const typePattern = /^(?:[\w-]{2,20}|[A-Z][a-z]+(?: [A-Za-z]+){1,3})?$/;

/** The tags of the format, and longer ones that some programs add. */
const knownTags: ReadonlySet<string> = new Set(
  `A1 A2 A3 A4 A5 AB AD AN AU AV BN BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ER ET H1 H2 ID IS J1
  J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NO NV OL OP PB PP PY RI RN RP SE SN SP SR ST T1 T2 T3 TA TI TS TT
  TY U1 U2 U3 U4 U5 UR VL VO Y1 Y2 YR DOI ISSN PMID PMCID`.split(/\s+/),
);
