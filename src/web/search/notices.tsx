import type { SearchNotice } from "../../domain/search/understood.js";
import { VisitLink } from "../shell/visit-link.js";
import type { View } from "../shell/view-address.js";
import { hasFilters, noFilters } from "./filters.js";
import type { Answer, FoundPapers } from "./load-view.js";
import { WaysOut } from "./ways-out.js";

interface NoticesProps {
  readonly answer: Answer;
  readonly onVisit: (view: View) => void;
}

interface FoundProps extends NoticesProps {
  readonly answer: FoundPapers;
}

/** Above the papers: another spelling, what was not understood, no good match, or nothing found. */
export function Notices({ answer, onVisit }: NoticesProps) {
  const { hits, notices, hasNoGoodMatch } = answer;
  const isSearch = answer.kind === "search";
  return (
    <>
      {isSearch && <Spelling answer={answer} onVisit={onVisit} />}
      {notices.filter(isTold).map(({ code, detail }: SearchNotice) => (
        <p key={code}>{detail}</p>
      ))}
      {hits.length > 0 && hasNoGoodMatch && (
        <p>{isSearch ? "No strong matches." : "Nothing is really close."} These papers are the closest.</p>
      )}
      {isSearch && hits.length === 0 && <NothingFound answer={answer} onVisit={onVisit} />}
    </>
  );
}

/** The page itself says what to leave out, and counts the papers that the list would have then. */
function isTold({ code }: SearchNotice): boolean {
  return code !== "nothing_left";
}

/** Whether there is anything to say above the papers. */
export function hasNotices(answer: Answer): boolean {
  const { hits, notices, hasNoGoodMatch } = answer;
  if (notices.length > 0 || hasNoGoodMatch) return true;
  return answer.kind === "search" && (hits.length === 0 || answer.didYouMean !== undefined);
}

function Spelling({ answer, onVisit }: FoundProps) {
  const { didYouMean, correctedFrom, view } = answer;
  if (didYouMean === undefined) return null;
  if (correctedFrom === undefined)
    return (
      <p class="suggestion">
        Did you mean{" "}
        <VisitLink view={{ ...view, query: didYouMean, isTyped: false }} onVisit={onVisit}>
          {didYouMean}
        </VisitLink>
        ?
      </p>
    );
  // The papers are those of the repaired query; one click searches for what was typed.
  return (
    <p class="suggestion">
      Showing papers for <strong>{didYouMean}</strong>. Search for{" "}
      <VisitLink view={{ ...view, isTyped: true }} onVisit={onVisit}>
        {correctedFrom}
      </VisitLink>{" "}
      as typed.
    </p>
  );
}

function NothingFound({ answer, onVisit }: FoundProps) {
  const { view, understood } = answer;
  const isFiltered = hasFilters(view.filters);
  const isByWords = view.mode === "keyword";
  const wider =
    isFiltered && view.query !== "" ? { ...view, filters: noFilters } : { ...view, mode: "hybrid" as const };
  const isNarrowed = understood.some(({ offer }) => offer === undefined);
  const otherwise = isByWords ? "No paper contains these words." : "No papers match. Try different words.";
  const reason = isNarrowed ? "No paper matches every part of your question." : otherwise;
  return (
    <>
      <p class="lead">{isFiltered ? "No papers match these filters." : reason}</p>
      <WaysOut view={view} understood={understood} onVisit={onVisit} />
      {(isFiltered || isByWords) && view.query !== "" && (
        <VisitLink view={wider} onVisit={onVisit} look="strong">
          {isFiltered ? "Search all papers" : "Search by meaning too"}
        </VisitLink>
      )}
    </>
  );
}
