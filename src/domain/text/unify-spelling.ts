import { britishEnding, britishWords, keptEnding, spellingRules } from "./british-words.js";

/**
 * Writes a lower-case English word of a to z in American spelling: "colour" as "color", "optimisation" as
 * "optimization". Any other word stays as it is.
 */
export function unifySpelling(word: string): string {
  const known = britishWords.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !britishSign.test(word)) return word;
  return unifyEnding(spellingRules.reduce((text, [british, american]) => text.replace(british, american), word));
}

/** All spellings of a word, itself included: those that `unifySpelling` writes alike. */
export function listSpellings(word: string): readonly string[] {
  const american = unifySpelling(word);
  const spellings = new Set([word, american]);
  for (const [british, unified] of britishWords) if (unified === american) spellings.add(british);
  for (const [sign, other] of exchanges) {
    for (const base of Array.from(spellings)) {
      const spelling = base.replace(sign, other);
      if (unifySpelling(spelling) === american) spellings.add(spelling);
    }
  }
  return [...spellings];
}

/** A word without any of these is spelled alike everywhere, which one test tells. */
const britishSign =
  /our|is[aei]|lys[aei]|re[ds]?$|ring$|ogu|ll[aeio]|tt[ei]|ss[ei]|[ao]e|enc|tre|ulp|dge|eab|xio|gramme|fact|scep|oul|lou|enq|grey/;

/** Longer than any word of the language; the pattern reads a word once for each "is" in it. */
const maxLetters = 40;

/** "-ise" and its forms become "-ize", where "ise" is an ending and not a part of the word as in "noise". */
function unifyEnding(word: string): string {
  const found = word.length <= maxLetters ? britishEnding.exec(word) : undefined;
  if (!found || keptEnding.test(word.slice(0, found.index + 2))) return word;
  return `${word.slice(0, found.index)}iz${word.slice(found.index + 2)}`;
}

/** What the rules change, the other way round: every result is checked against the rules. */
const exchanges: readonly (readonly [RegExp, string])[] = [
  [/or(?!.*or)/, "our"],
  [/iz(?!.*iz)/, "is"],
  [/yz/, "ys"],
  [/er(?=s?$)/, "re"],
  [/er(?=ed$|ing$)/, "r"],
  [/maneuver/, "manoeuvr"],
  [/vr(?=s?$)/, "vre"],
  [/og(?=ed$|ing$)/, "ogu"],
  [/og(?=s?$)/, "ogue"],
  [/l(?=(?:ed|ers?|ings?|ors?|ous)$)/, "ll"],
  [/hem/, "haem"],
  [/em/, "aem"],
  [/es/, "oes"],
  [/es/, "aes"],
  [/ed/, "aed"],
  [/ed/, "oed"],
  [/et/, "oet"],
  [/ec/, "aec"],
  [/eo/, "aeo"],
  [/rrhe/, "rrhoe"],
  [/us(?=e[ds]$|ing$)/, "uss"],
  [/t(?=ed$|ing$)/, "tt"],
  [/dgment/, "dgement"],
  [/able$/, "eable"],
  [/ection/, "exion"],
  [/gram(?=s?$)/, "gramme"],
  [/artifact/, "artefact"],
  [/skeptic/, "sceptic"],
  [/mold/, "mould"],
  [/plow/, "plough"],
  [/^inquir/, "enquir"],
  [/^gray/, "grey"],
  [/sulf/, "sulph"],
  [/ense/, "ence"],
];
