/** The role of a sentence in an abstract. */
export const sentenceRoles = ["background", "method", "result"] as const;
export type SentenceRole = (typeof sentenceRoles)[number];

/**
 * Guesses the role of each sentence of an abstract by cue phrases and position: abstracts proceed from background to
 * method to result. Each sentence gets exactly one role. English only; without a cue, the position decides.
 *
 * @param sentences the sentences of one abstract, in order
 */
export function guessRoles(sentences: readonly string[]): SentenceRole[] {
  let isIntroduced = false;
  return sentences.map((sentence, at) => {
    const place = { at, share: at / Math.max(1, sentences.length - 1), isIntroduced };
    const role = pickRole(weighCues(sentence), place);
    isIntroduced ||= role !== "background";
    return role;
  });
}

type Weights = Readonly<Record<SentenceRole, number>>;

interface Place {
  readonly at: number;
  /** 0 for the first sentence, 1 for the last. */
  readonly share: number;
  /** Whether an earlier sentence says what the paper does. */
  readonly isIntroduced: boolean;
}

/** Cues such as "we propose" are clearer than "recent" or "however". */
const cueWeights: Weights = { background: 1, method: 2, result: 2 };

const cues: Readonly<Record<SentenceRole, RegExp>> = {
  background: listCues(
    "however|recent(?:ly)?|existing|previous|prior|traditional|conventional|despite|although|while|unfortunately",
    "many|most|often|typically|widely|important|crucial|essential|challeng\\w+|problem|difficult\\w*|limit\\w+",
    "suffer\\w*|remain\\w*|ha(?:s|ve) been",
  ),
  method: listCues(
    `we (?:${[
      "propose|present|introduce|develop|design|describe|formulate|derive|build|construct|provide|extend|address",
      "use|employ|adopt|exploit|leverage|apply|combine|train|learn|model|study|consider|investigate|explore",
      "first|then|also|further",
    ].join("|")})`,
    "(?:in )?this (?:paper|work|article|study|letter)|propose[sd]?|the proposed|novel|named|called|dubbed",
    "our (?:method|approach|model|framework|algorithm|system|network|technique|key|main|proposed)",
    "is based on|consists? of|specifically|to this end",
  ),
  result: listCues(
    "experiment\\w*|result\\w*|empirical\\w*|benchmark\\w*|evaluat\\w+|accuracy|effectiveness|significant(?:ly)?",
    "outperform\\w*|surpass\\w*|superior|achiev\\w+|demonstrat\\w+|improve(?:s|ment)|state[- ]of[- ]the[- ]art",
    "shown? that|shows that|proved? that|we (?:show|find|found|observe)|code (?:is|will be|and)",
    "(?:by|up to) \\d|\\d+(?:\\.\\d+)?\\s?(?:%|×|x\\b)",
  ),
};

/** Requires word boundaries, except after a symbol such as %. */
function listCues(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}])`, "giu");
}

/** Counts each cue once, even if it is repeated. */
function weighCues(sentence: string): Weights {
  const weigh = (role: SentenceRole): number => {
    const found = new Set(Array.from(sentence.matchAll(cues[role]), ([cue]) => cue.toLowerCase()));
    return found.size * cueWeights[role];
  };
  return { background: weigh("background"), method: weigh("method"), result: weigh("result") };
}

/** For equal weights, picks the role that comes earlier in an abstract. */
function pickRole(weights: Weights, place: Place): SentenceRole {
  const total = (role: SentenceRole): number => weights[role] + weighPlace(role, place);
  return sentenceRoles.reduce((best, role) => (total(role) > total(best) ? role : best));
}

/** One clear cue outweighs the position, except a result at the start and background after the paper is introduced. */
function weighPlace(role: SentenceRole, { at, share, isIntroduced }: Place): number {
  if (role === "background") return (share < 0.25 ? 1 : 0) + (at === 0 ? 0.5 : 0) - (isIntroduced ? 4 : 0);
  if (role === "method") return (share > 0.25 && share < 0.8 ? 1 : 0) + (isIntroduced ? 1 : 0);
  return (share > 0.7 ? 1.5 : 0) - (share < 0.35 ? 3 : 0);
}
