/** Fewer words than this beside a quoted phrase are keywords, whatever they are. */
const minWords = 3;
/** From this many words on, two function words make a sentence. */
const minLongWords = 5;

const questionWord =
  /^(?:what|which|who|whom|whose|how|why|when|where|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had)$/i;
const functionWord =
  /^(?:a|an|the|of|in|on|to|for|with|by|from|as|at|into|that|which|this|these|those|it|its|is|are|was|were|be|been|do|does|did|can|could|may|might|should|would|will|has|have|had|we|you|they|i|my|our|their|there|how|why|what|when|where|who|and|or|but|if|than|then|about|between|not)$/i;

/** Whether the words beside quoted phrases form a sentence or a question, rather than keywords. */
export function isSentence(words: readonly string[]): boolean {
  const bare = words
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, ""))
    .filter((word) => word !== "");
  const isAsked = words.some((word) => /\p{L}[^\p{L}\p{N}?]*\?[^\p{L}\p{N}]*$/u.test(word)) || words.at(-1) === "?";
  if (isAsked && bare.length >= 2 && bare.some((word) => functionWord.test(word))) return true;
  if (bare.length >= minWords && questionWord.test(bare[0] ?? "")) return true;
  return bare.length >= minLongWords && bare.filter((word) => functionWord.test(word)).length >= 2;
}
