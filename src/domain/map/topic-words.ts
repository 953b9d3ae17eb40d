import { extractTerms } from "../text/terms.js";

/** A candidate for the name of a topic: up to three consecutive words of a title. */
export interface Candidate {
  /** Stems of its words, so that "Graphs" and "graph" are the same. */
  readonly stems: readonly string[];
  /** As written in the title. */
  readonly form: string;
}

const maxNameWords = 3;

/** The candidates of a title, each once. A candidate never contains an empty word. */
export function listCandidates(title: string): ReadonlyMap<string, Candidate> {
  const found = new Map<string, Candidate>();
  for (const stretch of title.split(boundary)) {
    let run: TitleWord[] = [];
    for (const form of stretch.match(word) ?? []) {
      const stems = readStems(form);
      run = stems.length === 0 ? [] : [...run.slice(1 - maxNameWords), { stems, form }];
      for (let from = 0; from < run.length; from += 1) addCandidate(found, run.slice(from));
    }
  }
  return found;
}

interface TitleWord {
  /** One stem for each part of a hyphenated word: "upper-limb" has those of "upper limb". */
  readonly stems: readonly string[];
  readonly form: string;
}

function addCandidate(found: Map<string, Candidate>, words: readonly TitleWord[]): void {
  const stems = words.flatMap((part) => part.stems);
  const key = stems.join(" ");
  if (stems.length > maxNameWords || found.has(key) || new Set(stems).size < stems.length) return;
  if (stems.length === 1 && vagueAlone.has(words[0]?.form.toLowerCase() ?? "")) return;
  found.set(key, { stems, form: words.map(({ form }) => form).join(" ") });
}

/**
 * The form used within a sentence. Removes the initial capitals of Title Case, and keeps capitals later in a word
 * (BERT, LiDAR, 3D) and single letters (RGB-D).
 */
export function writeForm(form: string): string {
  return form.replace(wordPart, (part) => (ownCapitals.test(part) ? part : part.toLowerCase()));
}

const boundary = /(?<![:;,.?!()[\]{}"“”—–/|])[:;,.?!()[\]{}"“”—–/|]+(?:\s|$)|\s[-—–]\s|[()[\]{}"“”]/u;
const ownCapitals = /^\P{L}*\p{L}.*\p{Lu}|\p{N}\p{Lu}|^\p{Lu}$/u;
const wordPart = /[\p{L}\p{N}\p{M}'’+#]+/gu;
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’+#-]*/gu;

/** Words of titles that say nothing about the subject, such as the kind of paper, and praise. */
const emptyWords = new Set(
  `accurate adaptive advanced against aid aided analyze analyzing applied approach approaches aspect aspects assess
   assessing assessment automated automatic automatically based basis benchmark benchmarking benchmarks best better
   beyond bridging building case challenge challenges characterizing combined combining common comparative compare
   comparing comparison comprehensive consideration considerations contribution contributions critical current design
   designing develop developing development different directions discovering effect effective effectively
   effectiveness effects efficient efficiently empirical enable enabled enabling enhance enhanced enhancement
   enhancing evaluate evaluating evaluation evidence examining experience experimental experiments exploiting
   exploration explore exploring extended extending faster feasibility findings first five flexible four framework
   frameworks full fully further future general generalized generic getting good guide guided high highly impact
   implementation implications improve improved improvement improves improving incorporating influence insight
   insights integrate integrated integrating integration introducing introduction investigating investigation issues
   joint jointly key less lessons leverage leveraging look low make makes making method methodology methods modern
   more need new next non note novel novo observations old one open optimal optimized overview paper papers part
   perspective perspectives pilot possible potential practical practice preliminary principled progress project
   promise proposal propose proposed quantifying rapid real recent reliable report results rethinking review reviews
   revisit revisited revisiting robust role scalable scenarios selected setting settings shared short simple single
   small solution solutions solving some strategies strategy strong studies study studying supporting survey
   systematic technical technique techniques thesis three toolkit top toward towards tutorial two type types
   understanding unified unifying unknown use used useful user uses using utilizing validation various versus via
   view vs way ways well without work workshop`.split(/\s+/),
);

/** Words that name a subject only together with others: "neural networks", "time series". */
const vagueAlone = new Set(
  `algorithm algorithms analyses analysis answering autonomous data deep detection dynamic dynamics estimation
   feature features generation information knowledge language large learning machine mapping model modeling modelling
   models network networks neural online parallel prediction problem problems processing quality question questions
   real-time recognition representation representations sequence series system systems task tasks text time
   unsupervised visual`.split(/\s+/),
);

/** Stems by form. Words repeat so often that almost every lookup hits. */
const stemsByForm = new Map<string, readonly string[]>();
const maxCachedForms = 100_000;

/** Empty for a stop word, an empty word or a number. */
function readStems(form: string): readonly string[] {
  const known = stemsByForm.get(form);
  if (known) return known;
  if (stemsByForm.size >= maxCachedForms) stemsByForm.clear();
  const empty = form.length < 2 || emptyWords.has(form.toLowerCase()) || !/\p{L}/u.test(form);
  const terms = empty ? [] : extractTerms(form);
  // The last term of a joined word is its joined form.
  const stems = terms.length > 1 && /[-\d]/.test(form) ? terms.slice(0, -1) : terms;
  stemsByForm.set(form, stems);
  return stems;
}
