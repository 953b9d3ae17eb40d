import type { Understood } from "../../domain/search/understood.js";
import { applyRepairs } from "../../domain/spelling/repair.js";
import { foldText, splitWords } from "../../domain/text/fold-text.js";
import type { CorrectSpelling } from "./correct-spelling.js";
import type { UnderstandQuery } from "./understand-query.js";

export interface RepairQueryDeps {
  readonly understandQuery: UnderstandQuery;
  readonly correctSpelling: CorrectSpelling;
}

/**
 * Reads a query and, where words of it are misspelt, reads the repaired query instead, unless the request asks for the
 * typed one. A query that is a title or an id needs no repair.
 */
export function createRepairQuery({ understandQuery, correctSpelling }: RepairQueryDeps): UnderstandQuery {
  return async (request) => {
    const asTyped = await understandQuery(request);
    const { query, exact, isNamed, understood, language } = asTyped;
    if (isNamed || exact.length > 0 || query.text === "") return asTyped;
    const didYouMean = applyRepairs(
      request.query,
      correctSpelling(query.text, listFixedWords(request.query, understood)),
    );
    if (didYouMean === request.query) return asTyped;
    if (request.spelling === "typed") return { ...asTyped, didYouMean };
    const meant = await understandQuery({ ...request, query: didYouMean });
    // A word of another language, made English, is no repair if the rest stays foreign.
    if (language !== undefined && meant.language !== undefined) return asTyped;
    return { ...meant, didYouMean, correctedFrom: request.query };
  };
}

/** What is quoted, excluded, a filter or a name stays as typed. */
function listFixedWords(typed: string, understood: readonly Understood[]): ReadonlySet<string> {
  const quoted = Array.from(typed.matchAll(/["“”]([^"“”]*)["“”]/gu), ([, text = ""]) => text);
  const texts = [...quoted, ...understood.map(({ text }) => text)];
  return new Set(texts.flatMap((text) => splitWords(foldText(text))));
}
