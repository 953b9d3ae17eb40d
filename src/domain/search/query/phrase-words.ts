import { foldText, isUnspaced } from "../../text/fold-text.js";
import { cleanLatex } from "../../text/latex/clean-latex.js";
import { nameSign } from "../../text/name-signs.js";
import { phraseWord } from "../../text/phrase-match.js";
import { unifySpelling } from "../../text/unify-spelling.js";

/**
 * The words of a text for an index of their positions: for each place, its word in the form of `listPhraseWords` and
 * other forms in which the text is found. A text that can be read in several ways yields a list for each.
 */
export function listPhrasePlaces(text: string): readonly (readonly (readonly string[])[])[] {
  const written = /[\\$]/.test(text) ? [text, cleanLatex(text)] : [text];
  // `l_1` is also `l1`.
  const readings = written.map(foldText).flatMap((folded) => [folded, folded.replace(joinedSign, "")]);
  return [...new Set(readings)].map((reading) => (reading.match(phraseWord) ?? []).flatMap(listForms));
}

/** The words of a phrase, as an index of `listPhrasePlaces` has them in a row; none for a text without a word. */
export function listPhraseWords(phrase: string): readonly string[] {
  return (foldText(cleanLatex(phrase)).match(phraseWord) ?? []).flatMap((word) =>
    isUnspaced(word) ? [...word] : [toForm(word)],
  );
}

const joinedSign = /(?<=[a-z])[_^](?=[0-9])/g;

type Forms = readonly (readonly string[])[];

/** Words repeat so often that almost every look-up hits. */
const known = new Map<string, Forms>();
const maxKnown = 65_536;

function listForms(word: string): Forms {
  const found = known.get(word);
  if (found) return found;
  const forms = readForms(word);
  if (known.size >= maxKnown) known.clear();
  known.set(word, forms);
  return forms;
}

function readForms(word: string): Forms {
  if (isUnspaced(word)) return [...word].map((character) => [character]);
  const [, letters = word] = /^\.?(.{2,}?)(?:\+\+|[#*])?$/u.exec(word) ?? [];
  return [[...new Set([toForm(word), word, toForm(letters), letters])]];
}

/** One form for the spellings of a word, and for a Greek letter and its name. */
function toForm(word: string): string {
  return nameSign(word) ?? (/^[a-z]+$/.test(word) ? unifySpelling(word) : word);
}
