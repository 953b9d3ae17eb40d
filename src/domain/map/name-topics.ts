import { listCandidates, writeForm } from "./topic-words.js";

/** Counts the words of titles topic by topic, and names topics by what sets them apart. */
export interface TopicNamer {
  /** Takes in the title of a paper of this topic. */
  add(topic: number, title: string): void;
  /**
   * Names groups of topics: at most `limit` names each, best first; none for a group of which no two titles share one.
   *
   * @param groupOf the group of each topic; groups count from 0, and the lower ones choose first
   */
  name(groupOf: readonly number[], limit: number): readonly (readonly string[])[];
}

interface Term {
  readonly stems: readonly string[];
  /** Titles that hold it, by topic. */
  readonly titles: Map<number, number>;
  /** How often it is written in each way. */
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
  /** Titles of the group that hold it. */
  readonly count: number;
  readonly weight: number;
}

/**
 * Class-based TF-IDF (Grootendorst 2022, arXiv:2203.05794): the weight of a term in a class is tf · ln(1 + A / f), where
 * tf is how often the class holds it, f how often all do, and A the mean number of terms in a class. A title counts a
 * term once. Gives the terms of each group that two of its titles hold, heaviest first.
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
  /** Names of other groups: such a name is left to them while there is another. */
  readonly taken: ReadonlySet<Term>;
}

/** The heaviest terms that share no word with each other, each as the longest phrase that most of its titles have. */
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

/** Words of one family count as one: "surgery" and "surgical". */
function isKnown(stem: string, used: ReadonlySet<string>): boolean {
  if (used.has(stem)) return true;
  const start = stem.slice(0, Math.max(4, Math.ceil(stem.length * 0.55)));
  for (const other of used) if (other.startsWith(start) && other.length * 0.55 <= start.length) return true;
  return false;
}

/** A name that comes later than this is no name for the group. */
const maxTermsConsidered = 60;
/** Of the titles that hold a word, so many must hold the phrase too: "processing" where it is "language processing". */
const shareOfPhrase = 0.34;

function extendTerm(one: WeighedTerm, others: readonly WeighedTerm[]): WeighedTerm {
  let best = one;
  for (const other of others) {
    const longer = other.term.stems.length > best.term.stems.length;
    if (longer && other.count >= shareOfPhrase * one.count && holds(other.term, one.term)) best = other;
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
