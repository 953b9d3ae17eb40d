/** A guess by the letters of a text. */
export interface LanguageGuess {
  /** ISO 639-1. */
  readonly language: string;
  isReliable(): boolean;
}

/**
 * The language of a short text (BCP 47): by its script where that decides, else by its letters. `undefined` for English
 * and for what is not recognized, such as names and acronyms. A text in several scripts has the language of the script
 * that is not Latin, if that has at least half of its words; in Chinese, Japanese and Thai, a character is a word.
 */
export function detectLanguage(text: string, guess: (text: string) => LanguageGuess): string | undefined {
  const latin = text.match(latinWord)?.length ?? 0;
  const script = scripts.find(({ pattern }) => (text.match(pattern)?.length ?? 0) > 0 && isMain(text, pattern, latin));
  if (script) return script.others ? refine(text, script, guess(text).language) : script.language;
  if (latin === 0) return undefined;
  // Acronyms and names of data sets are letters of no language, and a capital makes a lone word a name.
  const words = text.replace(mixedCase, " ").match(latinWord) ?? [];
  if (words.length === 0 || (words.length === 1 && /^\p{Lu}/u.test(words[0] ?? ""))) return undefined;
  const found = guess(words.join(" "));
  if (!latinLanguages.has(found.language)) return undefined;
  // One or two words may be a name or a Latin term.
  return words.length > 2 || found.isReliable() ? found.language : undefined;
}

const mixedCase = /(?<!\S)\S*\p{L}\p{Lu}\S*/gu;

/** Languages in which papers are often written: others are mostly names that look like them. */
const latinLanguages = new Set("ca cs da de es fi fr hr hu it nl no pl pt ro sk sl sv tr vi".split(" "));

/** Whether a text has no word to read: it is only signs, digits, repeated letters, or keys hit at random. */
export function isWithoutWords(text: string): boolean {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).every(isMash);
}

interface Script {
  /** Matches a word, or a character of a script without spaces. */
  readonly pattern: RegExp;
  readonly language: string;
  /** Other languages in the script. */
  readonly others?: readonly string[];
}

const latinWord = /\p{sc=Latin}[\p{sc=Latin}\p{M}]*/gu;

const scripts: readonly Script[] = [
  { pattern: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, language: "ja" },
  { pattern: /\p{sc=Han}/gu, language: "zh" },
  { pattern: /\p{sc=Hangul}+/gu, language: "ko" },
  { pattern: /\p{sc=Cyrillic}[\p{sc=Cyrillic}\p{M}]+/gu, language: "ru", others: ["uk", "bg", "sr", "be", "mk"] },
  { pattern: /\p{sc=Arabic}[\p{sc=Arabic}\p{M}]+/gu, language: "ar", others: ["fa", "ur", "ps", "ckb"] },
  { pattern: /\p{sc=Hebrew}{2,}/gu, language: "he" },
  { pattern: /\p{sc=Devanagari}[\p{sc=Devanagari}\p{M}]+/gu, language: "hi" },
  { pattern: /\p{sc=Thai}/gu, language: "th" },
  { pattern: /\p{sc=Greek}{3,}/gu, language: "el" },
  { pattern: /\p{sc=Bengali}{2,}/gu, language: "bn" },
  { pattern: /\p{sc=Tamil}{2,}/gu, language: "ta" },
  { pattern: /\p{sc=Armenian}{2,}/gu, language: "hy" },
  { pattern: /\p{sc=Georgian}{2,}/gu, language: "ka" },
];

function isMain(text: string, pattern: RegExp, latin: number): boolean {
  return (text.match(pattern)?.length ?? 0) >= latin;
}

function refine(text: string, { language, others = [] }: Script, guessed: string): string {
  if (others.includes(guessed)) return guessed;
  // Letters of Persian that Arabic lacks.
  return language === "ar" && /[پچژگکی]/.test(text) ? "fa" : language;
}

/** Keys hit at random: a run along a row of the keyboard, one or two letters repeated, or letters without a vowel. */
function isMash(word: string): boolean {
  const letters = word.toLowerCase();
  if (/^(\p{L})\1{2,}$/u.test(letters)) return true;
  if (!/^[a-z]{4,}$/.test(letters)) return false;
  if (runsAlongKeys(letters)) return true;
  if (letters.length < 5) return false;
  return new Set(letters).size <= 2 || /[^aeiouy]{6}/.test(letters) || !/[aeiouy]/.test(letters);
}

const keyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz"];

function runsAlongKeys(letters: string): boolean {
  for (let at = 0; at + 4 <= letters.length; at += 1) {
    const run = letters.slice(at, at + 4);
    // "poiuy" aside, English has these runs in words such as "property".
    if (keyRows.some((row) => row.includes(run)) && !commonRuns.has(run)) return true;
  }
  return false;
}

const commonRuns = new Set(["rewq", "wert", "erty", "rtyu", "tyui", "uiop", "oiuy", "fdsa", "dfgh", "poiu"]);
