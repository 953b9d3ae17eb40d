import { foldText } from "../text/fold-text.js";
import { inferName } from "./infer-name.js";
import { splitNameWords, toNameKeys } from "./name-key.js";

/** What a search needs to know of the name of an author. */
export interface DisplayName {
  readonly words: readonly { readonly keys: readonly string[]; readonly isFamily: boolean }[];
  /** The first letters of the given names, and whether there is no more than that letter. */
  readonly given: readonly { readonly letter: string; readonly isInitial: boolean }[];
  /** The name of an organisation, or one that has no family name for another reason. */
  readonly isWhole: boolean;
}

export function readDisplayName(name: string): DisplayName {
  const parts = inferName(name);
  if ("literal" in parts) {
    const words = splitNameWords(parts.literal);
    // A name of one word is what a family name is: all that people write.
    return { words: toWords(words, words.length === 1), given: [], isWhole: words.length > 1 };
  }
  const { family, given = "", particle = "", suffix = "" } = parts;
  const others = splitNameWords(`${given} ${particle} ${suffix}`).filter((word) => word.length > 1);
  return {
    words: [...toWords(splitNameWords(family), true), ...toWords(others, false)],
    given: readGiven(given, /\p{Ll}/u.test(family)),
    isWhole: false,
  };
}

function toWords(words: readonly string[], isFamily: boolean): DisplayName["words"] {
  return words.map((word) => ({ keys: toNameKeys(word), isFamily }));
}

function readGiven(given: string, marksInitials: boolean): DisplayName["given"] {
  return splitNameWords(given).flatMap((word) => {
    if (marksInitials && /^\p{Lu}{2,3}$/u.test(word)) {
      return [...foldText(word)].map((letter) => ({ letter, isInitial: true }));
    }
    return [{ letter: foldText(word)[0] ?? "", isInitial: [...word].length === 1 }];
  });
}
