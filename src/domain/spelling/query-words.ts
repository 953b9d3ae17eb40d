import { foldText } from "../text/fold-text.js";
import { isSpelledWord } from "../text/document-words.js";

/** A word of a query that may be misspelt. */
export interface QueryWord {
  /** As typed. */
  readonly text: string;
  readonly folded: string;
  /** Whether only a blank is between this word and the next one. */
  readonly isJoinable: boolean;
  /** Whether its spelling must stay: it is an acronym, part of an identifier or code, or protected by the caller. */
  readonly isFixed: boolean;
}

/** The words of a query, in its order. A piece with digits or signs of code is an identifier, and yields none. */
export function listQueryWords(text: string, fixed: ReadonlySet<string>): QueryWord[] {
  const words: QueryWord[] = [];
  for (const piece of text.matchAll(/\S+/gu)) {
    if (isCode(piece[0].replace(edgeSigns, ""))) {
      words.push({ text: piece[0], folded: foldText(piece[0]), isJoinable: false, isFixed: true });
      continue;
    }
    const found = [...piece[0].matchAll(anyWord)];
    for (const [at, match] of found.entries()) {
      const folded = foldText(match[0]);
      const isWhole = found.length === 1 && match[0] === piece[0];
      const isFixed =
        !isSpelledWord(folded) ||
        fixed.has(folded) ||
        isAcronym(match[0]) ||
        (at > 0 && isContraction(piece[0], match.index));
      words.push({ text: match[0], folded, isJoinable: isWhole, isFixed });
    }
  }
  return words;
}

const anyWord = /[\p{L}\p{M}]+/gu;
const edgeSigns = /^[("'“‘[]+|(?<![.,:;!?)"'”’\]])[.,:;!?)"'”’\]]+$/gu;

function isCode(piece: string): boolean {
  return /[\p{N}_@/\\#{}=<>:$^*+~|]|[\p{L}]\.[\p{L}]|\p{Ll}\p{Lu}|\p{Lu}{2}(?!s$)\p{Ll}/u.test(piece);
}

/** "BERT" and "GANs"; a query in capitals throughout has no acronyms, but they are not told apart. */
function isAcronym(word: string): boolean {
  return word.length <= maxAcronym && /^\p{Lu}{2,}s?$/u.test(word);
}

const maxAcronym = 6;

function isContraction(piece: string, at: number): boolean {
  return /['’]/.test(piece[at - 1] ?? "");
}
