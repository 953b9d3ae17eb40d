import { foldCase } from "../../domain/text/fold-text.js";
import { createNameWordsIndex } from "./name-words.js";

/**
 * Numbers names. Every spelling has its own number; spellings of one value (that differ only in case), numbered by the
 * spelling that was added first. Names that no paper uses keep their numbers until the next start.
 */
export interface NameDictionary {
  /** Every spelling, by its number. */
  readonly names: readonly string[];
  /** Numbers of a paper's names, adding new ones; of several spellings of one value only the first. */
  add(names: readonly string[]): readonly number[];
  /** Numbers of the further spellings of a value; most values have none. */
  listOtherSpellings(value: number): readonly number[];
  /** The few values with more than one spelling: each value and its other spellings. */
  listRespelled(): Iterable<readonly [value: number, others: readonly number[]]>;
  /** Numbers of all spellings of a name, ignoring case. */
  findSpellings(name: string): readonly number[];
  /** Numbers of the spellings that contain all words of the text; `undefined` for a text without a word. */
  findContaining(text: string): readonly number[] | undefined;
  /** The same, but of the last word only the beginning need be there. */
  findBeginning(text: string): readonly number[] | undefined;
}

export interface NameDictionaryOptions {
  /** Names with the same key are spellings of one value; by default, those that differ only in case. */
  readonly toKey?: (name: string) => string;
  /** The name under which a value is shown, from its most used spelling. */
  readonly toShown?: (name: string) => string;
  /** Called with every new spelling, in the order of the numbers. */
  readonly onSpelling?: (name: string) => void;
}

export function createNameDictionary(options: NameDictionaryOptions = {}): NameDictionary {
  const { toKey = foldCase, onSpelling } = options;
  const names: string[] = [];
  const values = new Map<string, number>();
  const otherSpellings = new Map<number, number[]>();
  const words = createNameWordsIndex();
  const listOtherSpellings = (value: number) => otherSpellings.get(value) ?? none;
  const addSpelling = (name: string) => {
    words.add(name);
    onSpelling?.(name);
    return names.push(name) - 1;
  };
  const findOrAddSpelling = (name: string, value: number) => {
    if (names[value] === name) return value;
    const others = listOtherSpellings(value);
    const known = others.find((number) => names[number] === name);
    if (known !== undefined) return known;
    const number = addSpelling(name);
    otherSpellings.set(value, [...others, number]);
    return number;
  };
  return {
    names,
    add(added) {
      const numbers: number[] = [];
      const seen: number[] = [];
      for (const name of added) {
        const key = toKey(name);
        let value = values.get(key);
        if (value === undefined) values.set(key, (value = addSpelling(name)));
        if (seen.includes(value)) continue;
        seen.push(value);
        numbers.push(findOrAddSpelling(name, value));
      }
      return numbers;
    },
    listOtherSpellings,
    listRespelled: () => otherSpellings,
    findSpellings(name) {
      const value = values.get(toKey(name));
      return value === undefined ? none : [value, ...listOtherSpellings(value)];
    },
    findContaining: (text) => words.find(text),
    findBeginning: (text) => words.findBeginning(text),
  };
}

const none: readonly number[] = [];
