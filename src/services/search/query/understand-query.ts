import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import { describePart } from "../../../domain/search/query/describe-part.js";
import type { ParsedQuery, QueryPart } from "../../../domain/search/query/node.js";
import type { SearchRequest } from "../../../domain/search/request.js";
import type { SearchNotice, Understood } from "../../../domain/search/understood.js";
import type { Vocabulary } from "../../../ports/search/vocabulary.js";
import { applyCompletion, type Completion, completeQuery } from "./complete-query.js";
import { countWithout } from "./count-without.js";
import { noteLimits } from "./note-limits.js";
import type { LanguageReading, ReadLanguage } from "./read-language.js";
import { readQuery, type ReadQueryDeps } from "./read-query.js";
import type { RecognizedNames, RecognizeNames } from "./recognize-names.js";
import type { RestrictPapers } from "./restrict-papers.js";

export interface UnderstandQueryDeps extends ReadQueryDeps {
  readonly restrictPapers: RestrictPapers;
  readonly recognizeNames: RecognizeNames;
  readonly readLanguage: ReadLanguage;
  readonly keywordIndex: { readonly vocabulary: Vocabulary };
}

/** A query, read: what to rank by, what must hold of its papers, and what to tell the user about the reading. */
export interface Understanding extends Pick<LanguageReading, "language" | "unread"> {
  readonly query: Pick<ParsedQuery, "text">;
  /** Papers that the query names, those outside of `allow` included. */
  readonly exact: readonly Ordinal[];
  /** Whether the query is a title or an identifier, be its paper here or not. */
  readonly isNamed: boolean;
  /** Authors that the query names. */
  readonly names: RecognizedNames | undefined;
  /** What the last word may become, if the query is being typed. */
  readonly completion: Completion | undefined;
  readonly allow: PaperSet | undefined;
  readonly isPhraseMissing: boolean;
  /** The query with its spelling repaired. */
  readonly didYouMean?: string;
  /** The query as typed, where the repaired one was read. */
  readonly correctedFrom?: string;
  readonly understood: readonly Understood[];
  readonly notices: readonly SearchNotice[];
}

export type UnderstandQuery = (request: SearchRequest) => Promise<Understanding>;

export function createUnderstandQuery(deps: UnderstandQueryDeps): UnderstandQuery {
  return async ({ query: typed, filter, mode, prefix }) => {
    const { query, exact: named, isNamed } = await readQuery(deps, typed);
    const names = isNamed || named.length > 0 ? undefined : await deps.recognizeNames(query.text, typed);
    const parts = names ? query.parts.filter((part) => !isQuotedName(part, names)) : query.parts;
    const limits = await deps.restrictPapers(parts, filter);
    const { allow, missingPhrases } = limits;
    const counts = isNamed ? new Map() : await countWithout(deps.restrictPapers, { parts, filter, limits });
    const described = parts.map((part) => describePart(typed, part, counts.get(part)));
    const understood = [...described, ...(names?.understood ?? [])];
    const mayComplete = prefix && !isNamed;
    const asked = { typed, text: query.text, understood };
    const completion = mayComplete ? await completeQuery(deps.keywordIndex.vocabulary, asked) : undefined;
    const isReadable = mode === "keyword" || isNamed || named.length > 0 || names !== undefined;
    const { notices, ...reading } = isReadable
      ? { notices: [] }
      : await deps.readLanguage(applyCompletion(query.text, completion));
    return {
      query,
      exact: named,
      isNamed,
      names,
      completion,
      allow,
      isPhraseMissing: missingPhrases.length > 0,
      understood: understood.toSorted((one, other) => one.range[0] - other.range[0]),
      ...reading,
      notices: [...query.notices, ...notices, ...noteLimits(typed, limits, isIdMissing(query) ? new Map() : counts)],
    };
  };
}

/** The papers of an author need not contain the author's name. */
function isQuotedName({ node }: QueryPart, { understood }: RecognizedNames): boolean {
  return node.kind === "phrase" && understood.some(({ text }) => text === node.text);
}

/** Whether an unknown identifier is why nothing is left. */
function isIdMissing({ notices }: ParsedQuery): boolean {
  return notices.some(({ code }) => code === "unknown_id");
}
