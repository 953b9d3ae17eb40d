import { compareTitles } from "../duplicates/near-duplicates.js";

/**
 * Whether two titles are those of two works, however similar they are: parts of a series, a work and a reply to it or
 * its erratum, an introduction and a course for the advanced. Both are folded, letters and digits only.
 */
export function nameTwoWorks(one: string, other: string): boolean {
  return differInNumbers(one, other) || differInKind(one, other) || differInLevel(one, other);
}

/** Titles that many volumes and authors use. */
export function isGenericTitle(title: string): boolean {
  return genericTitle.test(title);
}

/** Whether titles with the same letters and digits differ in a sign: `C++` and `C#`, `at -5 degrees` and `at 5 degrees`. */
export function haveSameSigns(one: string, other: string): boolean {
  return listSigns(one) === listSigns(other);
}

const genericTitle =
  /^(?:guest )?(?:editorials?|forew[oa]rd|preface|introductions?|prologue|epilogue|afterword|conclusions?|(?:book )?reviews?|letters?(?: to the editors?)?|errat(?:um|a)|corrigend(?:um|a)|corrections?|addend(?:um|a)|retraction|obituary|news|announcements?|abstracts?|contents|in memoriam|discussion|comments?|commentary|repl(?:y|ies)|response|rejoinder|acknowledge?ments?|notes?|index)(?: notes?| comments?| remarks)?$/;

const number = "(?:\\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)";
const wholeNumber = new RegExp(`^${number}$`);
const part = new RegExp(
  `\\b(?:part|parts|volume|vol|chapter|chap|section|paper|no|book|teil|band|tome|partie|parte) (${number})\\b`,
);

function differInNumbers(one: string, other: string): boolean {
  const [first, second] = [part.exec(one)?.[1], part.exec(other)?.[1]];
  if (first !== undefined && second !== undefined) return readNumber(first) !== readNumber(second);
  const [words, others] = [one.split(" "), other.split(" ")];
  if (words.length !== others.length) return false;
  const changed = [...words.keys()].filter((at) => words[at] !== others[at]);
  if (!changed.every((at) => wholeNumber.test(words[at]!) && wholeNumber.test(others[at]!))) return false;
  // Also one number that is divided at another place.
  const isDivided = changed.map((at) => words[at]).join("") === changed.map((at) => others[at]).join("");
  return !isDivided && changed.some((at) => readNumber(words[at]!) !== readNumber(others[at]!));
}

const numberWords = "zero one two three four five six seven eight nine ten".split(" ");
const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

function readNumber(word: string): number {
  if (/^\d/.test(word)) return Number(word);
  const value = numberWords.indexOf(word);
  if (value !== -1) return value;
  const digits = [...word].map((letter) => romanDigits[letter] ?? 0);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}

/** What is said about another work. Publishers put "RETRACTED" before the title of the work itself: that is no such word. */
const kinds: readonly (readonly [string, RegExp])[] = [
  [
    "correction",
    /^(?:(?:author |publisher )?(?:correction|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a))s?) (?:(?:to|for|on|of|in) )?/,
  ],
  ["correction", / vol \d+ (?:pg?|art)? ?\w+(?: \d+)* \d{4}$/],
  [
    "retraction",
    /^(?:retraction(?: note| notice)?|expression of concern|editorial expression of concern) (?:(?:to|for|on|of) )?/,
  ],
  ["reply", /^(?:(?:authors? )?(?:reply|response|rejoinder)) (?:(?:to|on) )?/],
  ["comment", /^(?:(?:a )?(?:comments?|commentary|discussion|remarks?)) (?:(?:on|to|of) )?/],
  ["review", /^(?:(?:a )?book reviews?|review of|a review of) (?:of )?/],
  ["editorial", /^(?:guest )?editorial (?:on )?/],
  [
    "supplement",
    /^(?:supplement(?:ary|al)? (?:materials?|information|data|appendix)|supporting information|supplement|appendix) (?:(?:to|for|of) )?| (?:supplement(?:ary|al)? (?:materials?|information|data|appendix)|supporting information|supplement)$/,
  ],
  ["chapter", / (?:chapter|chap) \w+(?: .*)?$/],
];

const minRestSimilarity = 0.75;

function differInKind(one: string, other: string): boolean {
  const [first, second] = [readKind(one), readKind(other)];
  if (first.kind === second.kind) return false;
  const [rest, otherRest] = [first.rest, second.rest];
  return (
    rest === otherRest ||
    rest.startsWith(`${otherRest} `) ||
    otherRest.startsWith(`${rest} `) ||
    compareTitles(rest, otherRest) >= minRestSimilarity
  );
}

function readKind(title: string): { readonly kind?: string; readonly rest: string } {
  for (const [kind, pattern] of kinds) {
    const rest = title.replace(pattern, "").trim();
    if (rest !== title && rest !== "") return { kind, rest };
  }
  return { rest: title };
}

const beginners = /^(?:an? |the )?(?:introduct\w+|elementary|elements|basics?|beginning|fundamentals?|first course)\b/;
const advanced = /^(?:an? |the )?(?:advanced|intermediate|further|second course)\b/;

function differInLevel(one: string, other: string): boolean {
  return (beginners.test(one) && advanced.test(other)) || (beginners.test(other) && advanced.test(one));
}

/** Signs that belong to a word: not the marks of footnotes and ions. */
const sign =
  /\p{L}\+\+|(?<![\p{L}\p{N}])\p{L}#|\b(?:at|of|to|from|below|above|near|under|and|or|than|by|with|in|for) [-−]\d/gu;
/** One plus is often lost, as that of "REDD+" is, but a short title has little else. */
const shortWithPlus = /^\P{L}*\p{L}{3,}\+$/u;

function listSigns(title: string): string {
  const text = title.normalize("NFKC").toLowerCase();
  const signs = [...(text.match(sign) ?? []), ...(shortWithPlus.test(text) ? ["+"] : [])];
  return signs.join(" ").replaceAll("−", "-");
}
