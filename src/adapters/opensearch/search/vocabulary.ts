import { countEdits } from "../../../domain/text/edit-distance.js";
import type { Aggregated, Ask, Suggestions } from "./ask.js";
import { startingWith } from "./patterns.js";
import { anyOf, beginsWith, hasTerm, type Query } from "./query.js";
import type { SimilarWord, SoughtWord, TextUse, Vocabulary } from "../../../ports/search/vocabulary.js";

/** The words of the papers as the index lists them. A word that is in a text and in a name counts the more frequent. */
export function createVocabulary(ask: Ask): Vocabulary {
  const count = async (queries: readonly Query[]): Promise<readonly number[]> => {
    if (queries.length === 0) return [];
    const { aggregations } = await ask.search({ size: 0, aggs: { counts: { filters: { filters: queries } } } });
    const buckets = aggregations?.["counts"]?.buckets as readonly { readonly doc_count: number }[];
    return buckets.map((bucket) => bucket.doc_count);
  };
  return {
    async describeWords(words) {
      const asked = [...new Set(words)];
      const isName = asked.map((word) => hasTerm("nameWords", word));
      const isHeld = asked.map((word, at) => anyOf([hasTerm("spelledWords", word), isName[at]!]));
      const counts = await count([...isHeld, ...isName]);
      return new Map(
        asked.map((word, at) => [word, { papers: counts[at]!, isName: counts[asked.length + at]! > 0 }] as const),
      );
    },
    async findSimilar(words) {
      if (words.length === 0) return [];
      const asked = words.flatMap((word, at) =>
        listStarts(word).flatMap((start, place) =>
          wordFields.map((field) => [nameQuestion({ at, place, field }), suggest(start, field)] as const),
        ),
      );
      const { suggest: found = {} } = await ask.search({ size: 0, suggest: Object.fromEntries(asked) });
      return words.map((word, at) =>
        joinSimilar(word, (field) =>
          listStarts(word).flatMap((_, place) => found[nameQuestion({ at, place, field })] ?? []),
        ),
      );
    },
    async completeWord(prefix, limit) {
      return (await complete(ask, { prefixes: [prefix], fields: wordFields, limit })).get(prefix) ?? [];
    },
    completePhrases: (prefixes, limit) => complete(ask, { prefixes: [...prefixes], fields: ["phrases"], limit }),
    async countPhrases(phrases) {
      const asked = [...new Set(phrases)];
      const counts = await count(asked.map((phrase) => hasTerm("phrases", phrase)));
      return new Map(asked.map((phrase, at) => [phrase, counts[at]!] as const));
    },
  };
}

const wordFields = ["spelledWords", "nameWords"] as const;
type WordField = (typeof wordFields)[number];

/** Shorter words are within two edits of half of all words. */
const minLetters = 3;
/** Beyond those a question has no use. */
const maxSimilar = 500;

/**
 * What to ask for: with two edits, the engine finds only words with the same first letter. Where that letter is wrong, it
 * has most often been typed too early or is one too many.
 */
function listStarts({ word, maxEdits }: SoughtWord): readonly SoughtWord[] {
  const [first = "", second = "", ...rest] = word;
  if (maxEdits < 2 || rest.length === 0) return [{ word, maxEdits }];
  const others = [[second, first, ...rest].join(""), [second, ...rest].join("")];
  return [{ word, maxEdits }, { word, maxEdits: 1 }, ...others.map((other) => ({ word: other, maxEdits: 1 }))];
}

function nameQuestion({
  at,
  place,
  field,
}: {
  readonly at: number;
  readonly place: number;
  readonly field: WordField;
}) {
  return `${at} ${place} ${field}`;
}

function suggest({ word, maxEdits }: SoughtWord, field: WordField): Query {
  const term = {
    field,
    suggest_mode: "always",
    max_edits: Math.min(2, Math.max(1, maxEdits)),
    prefix_length: 0,
    min_word_length: 1,
    size: maxSimilar,
    shard_size: maxSimilar,
    // Absolute: a frequent word has similar ones, too.
    max_term_freq: 2_000_000_000,
    string_distance: "damerau_levenshtein",
    accuracy: 0,
  };
  return { text: word, term };
}

function joinSimilar(
  { word, maxEdits }: SoughtWord,
  read: (field: WordField) => readonly Suggestions[],
): readonly SimilarWord[] {
  const found = new Map<string, SimilarWord>();
  for (const field of wordFields) {
    for (const { text, freq } of read(field).flatMap(({ options }) => options)) {
      if (text === word || text.length < minLetters || countEdits(word, text, maxEdits) === undefined) continue;
      const before = found.get(text);
      found.set(text, { text, papers: Math.max(freq, before?.papers ?? 0), isName: !before && field === "nameWords" });
    }
  }
  return [...found.values()];
}

interface Completion {
  readonly prefixes: readonly string[];
  readonly fields: readonly string[];
  readonly limit: number;
}

async function complete(
  ask: Ask,
  { prefixes, fields, limit }: Completion,
): Promise<ReadonlyMap<string, readonly TextUse[]>> {
  const asked = [...new Set(prefixes)];
  if (asked.length === 0 || limit <= 0) return new Map(asked.map((prefix) => [prefix, []] as const));
  const aggs = asked.flatMap((prefix, at) =>
    fields.map((field) => [`${at} ${field}`, listUses(field, prefix, limit)] as const),
  );
  const query = anyOf(asked.flatMap((prefix) => fields.map((field) => beginsWith(field, prefix))));
  const { aggregations = {} } = await ask.search({ query, size: 0, aggs: Object.fromEntries(aggs) });
  return new Map(
    asked.map((prefix, at) => {
      const lists = fields.map((field) => readUses(aggregations[`${at} ${field}`]));
      return [prefix, joinUses(lists).slice(0, limit)] as const;
    }),
  );
}

function listUses(field: string, prefix: string, limit: number): Query {
  return { terms: { field, include: startingWith([prefix]), size: limit, shard_size: 4 * limit + 100 } };
}

function readUses(aggregated: Aggregated | undefined): TextUse[] {
  const buckets = (aggregated?.buckets ?? []) as readonly { readonly key: string; readonly doc_count: number }[];
  return buckets.map(({ key, doc_count: papers }) => ({ text: key, papers }));
}

function joinUses(lists: readonly (readonly TextUse[])[]): TextUse[] {
  const joined = new Map<string, TextUse>();
  for (const use of lists.flat()) if ((joined.get(use.text)?.papers ?? 0) < use.papers) joined.set(use.text, use);
  return [...joined.values()].toSorted((one, other) => other.papers - one.papers || (one.text < other.text ? -1 : 1));
}
