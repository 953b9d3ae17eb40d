import { listCandidates, writeForm } from "./topic-words.js";

/** Counts the words of titles by topic, and names each topic by the words that distinguish it. */
export interface TopicNamer {
  /** Counts the words of the title of a paper of this topic. */
  add(topic: number, title: string): void;
  /**
   * Names groups of topics: at most `limit` names each, best first; a name must occur in at least two titles of a
   * group.
   *
   * @param groupOf the group of each topic, counted from 0; lower groups choose their names first
   */
  name(groupOf: readonly number[], limit: number): readonly (readonly string[])[];
}

interface Term {
  readonly stems: readonly string[];
  /** Number of titles that contain it, by topic. */
  readonly titles: Map<number, number>;
  /** Number of occurrences of each spelling. */
  readonly forms: Map<string, number>;
}

export function createTopicNamer(): TopicNamer {
  const terms = new Map<string, Term>();
  return {
    add(topic, title) {
      for (const [key, { stems, form }] of listCandidates(title)) {
        const term = terms.get(key) ?? { stems, titles: new Map(), forms: new Map() };
        terms.set(key, term);
        term.titles.set(topic, (term.titles.get(topic) ?? 0) + 1);
        const written = writeForm(form);
        term.forms.set(written, (term.forms.get(written) ?? 0) + 1);
      }
    },
    name(groupOf, limit) {
      const taken = new Set<Term>();
      return weighTerms(terms, groupOf).map((weighed) => {
        const chosen = chooseTerms(weighed, { limit, taken });
        for (const term of chosen) taken.add(term);
        return chosen.map(findUsualForm);
      });
    },
  };
}

interface WeighedTerm {
  readonly term: Term;
  /** Number of titles of the group that contain it. */
  readonly count: number;
  readonly weight: number;
}

/**
 * Class-based TF-IDF (Grootendorst 2022, arXiv:2203.05794): the weight of a term in a class is tf · ln(1 + A / f),
 * where tf is its frequency in the class, f its frequency in all classes, and A the mean number of terms in a class. A
 * title counts a term once. Returns the terms of each group that occur in at least two of its titles, highest weight
 * first.
 */
function weighTerms(terms: ReadonlyMap<string, Term>, groupOf: readonly number[]): readonly WeighedTerm[][] {
  const groups: WeighedTerm[][] = Array.from({ length: Math.max(-1, ...groupOf) + 1 }, () => []);
  let total = 0;
  for (const { titles } of terms.values()) for (const count of titles.values()) total += count;
  const mean = total / Math.max(1, groups.length);
  for (const term of terms.values()) {
    const counts = sumByGroup(term, groupOf);
    let frequency = 0;
    for (const count of counts.values()) frequency += count;
    for (const [group, count] of counts) {
      if (count > 1) groups[group]?.push({ term, count, weight: count * Math.log(1 + mean / frequency) });
    }
  }
  for (const weighed of groups) weighed.sort((one, other) => other.weight - one.weight || compareTerms(one, other));
  return groups;
}

function compareTerms(one: WeighedTerm, other: WeighedTerm): number {
  return one.term.stems.join(" ") < other.term.stems.join(" ") ? -1 : 1;
}

function sumByGroup({ titles }: Term, groupOf: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [topic, count] of titles) {
    const group = groupOf[topic];
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + count);
  }
  return counts;
}

interface Choice {
  readonly limit: number;
  /** Names of other groups, which are used only if there is no other name. */
  readonly taken: ReadonlySet<Term>;
}

/** The terms with the highest weights that share no word, each extended to the longest phrase common in its titles. */
function chooseTerms(weighed: readonly WeighedTerm[], { limit, taken }: Choice): readonly Term[] {
  const chosen: Term[] = [];
  const used = new Set<string>();
  const heaviest = weighed.slice(0, maxTermsConsidered);
  for (const one of heaviest) {
    if (chosen.length === limit) break;
    const { term } = extendTerm(one, heaviest);
    if (term.stems.some((stem) => isKnown(stem, used)) || taken.has(term)) continue;
    chosen.push(term);
    for (const stem of term.stems) used.add(stem);
  }
  return chosen;
}

/** Related words such as "surgery" and "surgical" count as one. */
function isKnown(stem: string, used: ReadonlySet<string>): boolean {
  if (used.has(stem)) return true;
  const start = stem.slice(0, Math.max(4, Math.ceil(stem.length * 0.55)));
  for (const other of used) if (other.startsWith(start) && other.length * 0.55 <= start.length) return true;
  return false;
}

/** Later terms are too weak to name a group. */
const maxTermsConsidered = 60;
/**
 * Min share of a word's titles that contain a phrase, for example "language processing" among those of "processing".
 */
const minPhraseShare = 0.34;

function extendTerm(one: WeighedTerm, others: readonly WeighedTerm[]): WeighedTerm {
  let best = one;
  for (const other of others) {
    const longer = other.term.stems.length > best.term.stems.length;
    if (longer && other.count >= minPhraseShare * one.count && holds(other.term, one.term)) best = other;
  }
  return best;
}

function holds(longer: Term, shorter: Term): boolean {
  return ` ${longer.stems.join(" ")} `.includes(` ${shorter.stems.join(" ")} `);
}

function findUsualForm({ forms }: Term): string {
  let usual = "";
  for (const [form, count] of forms) if (count > (forms.get(usual) ?? 0)) usual = form;
  return usual;
}
