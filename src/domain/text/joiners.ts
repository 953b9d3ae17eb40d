/** The zero-width non-joiner and joiner, U+200C and U+200D. */
export const joiners = /[\u200C\u200D]/g;

/**
 * Removes the joiners that change nothing of what one sees. They are part of the spelling in Persian and other languages
 * in Arabic script, in the scripts of India, and between emoji (Unicode 16, sections 9.2, 12.1 and 23.2).
 */
export function removeStrayJoiners(text: string): string {
  if (text.search(joiners) === -1) return text;
  return text.replace(/([\u200C\u200D])[\u200C\u200D]+/g, "$1").replace(strayJoiner, "");
}

const scripts = [
  ["Arabic", "Syriac", "Mongolian", "Nko", "Mandaic"],
  ["Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"],
  ["Tibetan", "Myanmar", "Khmer", "Balinese", "Javanese", "Meetei_Mayek"],
]
  .flat()
  .map((script) => String.raw`\p{Script=${script}}`)
  .join("");
/** Marks are shared between scripts, so one may stand between the letter and the joiner. */
const letter = String.raw`[${scripts}]\p{Mn}*`;
const pictograph = String.raw`\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*`;

/** A non-joiner joins nothing at the end of a word; a joiner may end one, as in Malayalam and Sinhala. */
const strayJoiner = new RegExp(
  String.raw`(?<!${letter})\u200C|\u200C(?![${scripts}])|(?<!${letter}|${pictograph}(?=\u200D\p{Extended_Pictographic}))\u200D`,
  "gu",
);
