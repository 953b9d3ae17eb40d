import { foldText } from "../text/fold-text.js";

/**
 * The keys of a word of a name: words with a key in common are spellings of one name. Case, accents and apostrophes do
 * not count, and `Schölkopf`, `Schoelkopf` and `Scholkopf` are one; `Ångström` is also `Aangstroem`.
 */
export function toNameKeys(word: string): readonly string[] {
  const bare = word.replace(/['’`´]/g, "");
  const key = joinVowels(foldText(bare));
  return /å/iu.test(bare) ? [key, joinVowels(foldText(bare.replace(/å/giu, "aa")))] : [key];
}

/** Words of a name, without the separators and with their accents. */
export function splitNameWords(name: string): readonly string[] {
  return (
    name
      .normalize("NFC")
      .replace(/['’`´]/g, "")
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/**
 * `ae`, `oe` and `ue` for `ä`, `ö` and `ü`, between consonants. They are two vowels in `Michael`, `Xuefeng`, `Yuen` and
 * `Miguel`.
 */
function joinVowels(folded: string): string {
  return folded.length < 4 ? folded : folded.replace(umlaut, (pair) => pair[0]!);
}

const umlaut = /(?<![aeiou])(?:[ao]e(?!l$)|(?<![xyjqg])ue(?![ln]$))(?=[^aeiou])|(?<![aeiou])ae(?=u)/g;
