import { maxWordLength } from "../../../domain/text/document-words.js";
import type { TermTexts } from "../term-texts.js";

/** The sizes of a vocabulary, which are needed to read its bytes. */
export interface VocabularyShape {
  readonly words: number;
  readonly wordBytes: number;
  /** Number of words that a misspelt word may be repaired to. */
  readonly likelyWords: number;
  readonly phrases: number;
  readonly phraseBytes: number;
}

/** Texts in UTF-8, in the order of their bytes, and the number of papers that were added with each. */
export interface TextTable extends TermTexts {
  readonly papers: Int32Array;
  /** A sum of `wordKinds`. */
  readonly kinds: Uint8Array;
}

/** Words that a misspelt word may be repaired to, by ascending length: those of `n` letters start at `starts[n]`. */
export interface LikelyWords {
  readonly starts: Int32Array;
  readonly numbers: Int32Array;
  /** As `maskLetters` yields. */
  readonly letters: Uint32Array;
}

export interface PackedVocabulary {
  readonly words: TextTable;
  readonly phrases: TextTable;
  readonly likely: LikelyWords;
}

/** Where papers have a word. */
export const wordKinds = { text: 1, name: 2 } as const;

export const emptyVocabulary: VocabularyShape = { words: 0, wordBytes: 0, likelyWords: 0, phrases: 0, phraseBytes: 0 };

const lengthStarts = maxWordLength + 2;

/** The bytes of a vocabulary. */
export function measureVocabulary({ words, wordBytes, likelyWords, phrases, phraseBytes }: VocabularyShape): number {
  const wide = lengthStarts + 2 * likelyWords + 2 * words + 1 + 2 * phrases + 1;
  return 4 * wide + words + wordBytes + phrases + phraseBytes;
}

/** @param offset a multiple of 4, of zeros where the vocabulary is to be filled */
export function layOutVocabulary(shape: VocabularyShape, buffer: SharedArrayBuffer, offset: number): PackedVocabulary {
  let end = offset;
  const take = (length: number, width: number): [SharedArrayBuffer, number, number] => {
    const start = end;
    end += width * length;
    return [buffer, start, length];
  };
  // The widest elements first: every array is aligned without padding.
  const likely = {
    starts: new Int32Array(...take(lengthStarts, 4)),
    numbers: new Int32Array(...take(shape.likelyWords, 4)),
    letters: new Uint32Array(...take(shape.likelyWords, 4)),
  };
  const wordNumbers = takeNumbers(shape.words, take);
  const phraseNumbers = takeNumbers(shape.phrases, take);
  return {
    likely,
    words: { ...wordNumbers, ...takeBytes(shape.words, shape.wordBytes, take) },
    phrases: { ...phraseNumbers, ...takeBytes(shape.phrases, shape.phraseBytes, take) },
  };
}

type Take = (length: number, width: number) => [SharedArrayBuffer, number, number];

function takeNumbers(texts: number, take: Take): Pick<TextTable, "termStarts" | "papers"> {
  return { termStarts: new Int32Array(...take(texts + 1, 4)), papers: new Int32Array(...take(texts, 4)) };
}

function takeBytes(texts: number, bytes: number, take: Take): Pick<TextTable, "kinds" | "termText"> {
  return { kinds: new Uint8Array(...take(texts, 1)), termText: new Uint8Array(...take(bytes, 1)) };
}
