import type { SearchRequest } from "../../../domain/search/request.js";
import type { Understood } from "../../../domain/search/understood.js";
import { applyRepairs } from "../../../domain/spelling/repair.js";
import { foldText, splitWords } from "../../../domain/text/fold-text.js";
import type { Completion } from "./complete-query.js";
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
  return async (asked) => {
    const request = finishWord(asked);
    const asTyped = await understandQuery(request);
    const { query, exact, isNamed, understood, language, completion } = asTyped;
    if (isNamed || exact.length > 0 || query.text === "") return asTyped;
    const didYouMean = applyRepairs(
      request.query,
      await correctSpelling(query.text, listFixedWords(request.query, understood, completion)),
    );
    if (didYouMean === request.query) return asTyped;
    if (request.spelling === "typed") return { ...asTyped, didYouMean };
    const meant = await understandQuery({ ...request, query: didYouMean });
    // A word of another language, made English, is no repair if the rest stays foreign.
    if (language !== undefined && meant.language !== undefined) return asTyped;
    return { ...meant, didYouMean, correctedFrom: request.query };
  };
}

/** A blank after the last word says that it is whole. */
function finishWord(request: SearchRequest): SearchRequest {
  return { ...request, query: request.query.trim(), prefix: request.prefix && !/\s$/.test(request.query) };
}

/** What is quoted, excluded, a filter, a name or the beginning of a word stays as typed. */
function listFixedWords(
  typed: string,
  understood: readonly Understood[],
  completion: Completion | undefined,
): ReadonlySet<string> {
  const quoted = Array.from(typed.matchAll(/["“”]([^"“”]*)["“”]/gu), ([, text = ""]) => text);
  const texts = [...quoted, ...understood.map(({ text }) => text), completion?.typed ?? ""];
  return new Set(texts.flatMap((text) => splitWords(foldText(text))));
}
