import { foldCase } from "../../domain/text/fold-text.js";
import { createNameWordsIndex } from "./name-words.js";

/**
 * Gives names numbers. Every spelling has its own; spellings that are equal but for case are one value, which goes by
 * the number of the spelling that came first. Names that no paper has any more keep their numbers until the next start.
 */
export interface NameDictionary {
  /** Every spelling, by its number. */
  readonly names: readonly string[];
  /** Numbers of a paper's names, new ones where need be; of several spellings of one value only the first. */
  add(names: readonly string[]): readonly number[];
  /** Numbers of the spellings of a value other than its first; of most values there is none. */
  listOtherSpellings(value: number): readonly number[];
  /** Of the few values that have more than one spelling: the value and its other spellings. */
  listRespelled(): Iterable<readonly [value: number, others: readonly number[]]>;
  /** Numbers of all spellings of a name, whatever the case it is given in. */
  findSpellings(name: string): readonly number[];
  /** Numbers of the spellings that hold all words of the text; `undefined` for a text without a word. */
  findHolding(text: string): readonly number[] | undefined;
}

export function createNameDictionary(): NameDictionary {
  const names: string[] = [];
  const values = new Map<string, number>();
  const otherSpellings = new Map<number, number[]>();
  const words = createNameWordsIndex();
  const listOtherSpellings = (value: number) => otherSpellings.get(value) ?? none;
  const addSpelling = (name: string) => {
    words.add(name);
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
        const key = foldCase(name);
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
      const value = values.get(foldCase(name));
      return value === undefined ? none : [value, ...listOtherSpellings(value)];
    },
    findHolding: (text) => words.find(text),
  };
}

const none: readonly number[] = [];
