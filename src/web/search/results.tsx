import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { nameShown, readAnswer, type PageState } from "../app/page-state.js";
import type { CardEvents } from "../paper/card-events.js";
import { HitItems } from "../paper/list/hit-items.js";
import { ListTools, SelectBar } from "../paper/list/list-tools.js";
import { PaperPage } from "../paper/page/paper-page.js";
import { SharedList } from "../recommend/shared-list.js";
import { ProblemView } from "../shell/problem-view.js";
import { isForBrowser, VisitLink } from "../shell/visit-link.js";
import { useAddress } from "../shell/shown-map.js";
import type { View } from "../shell/view-address.js";
import { EmptyLibrary, StartPage } from "../start/start-page.js";
import { describeCount } from "./describe-count.js";
import { FollowSearch } from "./follow-search.js";
import { ListEnd } from "./list-end.js";
import { pageLength, type Answer } from "./load-view.js";
import { hasNotices, Notices } from "./notices.js";

/** What a reader can do with the results. */
export interface ResultsEvents extends Required<
  Pick<CardEvents, "onOpen" | "onSimilar" | "onRate" | "onVenue" | "onWhy">
> {
  readonly onVisit: (view: View) => void;
  readonly onBack: () => void;
  readonly onMore: () => void;
  readonly onRetry: () => void;
  /** A paper is marked in the list or on the map, or none is. */
  readonly onLit: (id: string | undefined, by: "list" | "map") => void;
}

interface ResultsProps {
  readonly state: PageState;
  readonly events: ResultsEvents;
  /** How the search was read, and its filters. */
  readonly chips?: ComponentChildren;
}

/** The papers of a view, what is to be said about them, or the welcome. */
export function Results({ state, events, chips }: ResultsProps) {
  const { isBusy, shown } = state;
  const answer = readAnswer(state);
  const name = nameShown(state);
  const isPaper = name === "paper";
  return (
    <main id="main" aria-busy={isBusy ? "true" : undefined}>
      <h1
        id="heading"
        class={isPaper || name === "recommend" ? undefined : "unseen"}
        hidden={isPaper && answer !== undefined}
      >
        {headings[name]}
      </h1>
      <section id="subject" aria-label="Paper" hidden={answer?.kind !== "paper"}>
        {answer?.kind === "paper" && (
          <>
            <VisitLink view={{ kind: "home" }} onVisit={events.onBack} look="quiet back">
              ← Back
            </VisitLink>
            <PaperPage key={answer.paper.id} answer={answer} events={events} />
          </>
        )}
      </section>
      <h2 id="hits-title" tabIndex={-1} hidden={answer?.kind !== "paper"}>
        Similar papers
      </h2>
      <div class="above">
        <p class="count" id="count" role="status" aria-live="polite" tabIndex={-1}>
          {answer ? describeCount(answer) : shown.kind === "waiting" && (isPaper ? "Loading…" : "Searching…")}
        </p>
        {chips}
        {answer && <FollowSearch view={state.view} />}
        <ListTools />
      </div>
      {answer?.kind === "recommend" && <SharedList view={answer.view} onVisit={events.onVisit} />}
      <Notice state={state} events={events} />
      <Hits answer={answer} events={events} lit={state.lit?.id} />
      {answer?.hasMore && <MoreLink state={state} answer={answer} onMore={events.onMore} />}
      {answer && <ListEnd answer={answer} onVisit={events.onVisit} />}
    </main>
  );
}

const headings: Readonly<Record<ReturnType<typeof nameShown>, string>> = {
  home: "Search papers",
  search: "Papers found",
  paper: "Paper",
  recommend: "Recommended papers",
  problem: "Something went wrong",
};

function Notice({ state, events }: Pick<ResultsProps, "state" | "events">) {
  const { shown, library, start, map } = state;
  const isEmpty = library && "papers" in library && library.papers.papers === 0;
  const answer = readAnswer(state);
  const isProblem = shown.kind === "problem";
  const isShown = shown.kind === "home" || isProblem || (answer && hasNotices(answer));
  return (
    <section id="notice" aria-label="Notice" hidden={!isShown} role={isProblem ? "alert" : undefined}>
      {shown.kind === "home" &&
        (isEmpty ? (
          <EmptyLibrary />
        ) : (
          <StartPage parts={start} isBesideMap={map !== undefined} onVisit={events.onVisit} />
        ))}
      {isProblem && <ProblemView problem={shown.problem} onRetry={events.onRetry} onVisit={events.onVisit} />}
      {answer && <Notices answer={answer} onVisit={events.onVisit} />}
    </section>
  );
}

interface HitsProps {
  readonly answer: Answer | undefined;
  readonly events: ResultsEvents;
  readonly lit: string | undefined;
}

function Hits({ answer, events, lit }: HitsProps) {
  const { onOpen, onSimilar, onRate, onVenue, onWhy, onLit } = events;
  const isSearch = answer?.kind === "search";
  // Only a search can be narrowed and explained.
  const cardEvents = useMemo<CardEvents>(
    () => ({ onOpen, onSimilar, onRate, onHover: (id) => onLit(id, "list"), ...(isSearch && { onVenue, onWhy }) }),
    [events, isSearch],
  );
  const hits = answer?.hits ?? [];
  // Reference managers take the paper of the page, not those like it.
  const hasCoins = answer?.kind !== "paper";
  return (
    <>
      <SelectBar hits={hits} />
      <ol id="hits" aria-label="Papers">
        <HitItems
          hits={hits}
          events={cardEvents}
          hasCoins={hasCoins}
          isRanked={!isSearch || answer.view.sort === "relevance"}
          lit={lit}
        />
      </ol>
    </>
  );
}

interface MoreLinkProps {
  readonly state: PageState;
  readonly answer: Answer;
  readonly onMore: () => void;
}

/** Adds papers to the list; without scripts, a search goes to its next page. */
function MoreLink({ state: { view, more }, answer, onMore }: MoreLinkProps) {
  const label = { ready: "More papers", loading: "Loading more…", failed: "Loading failed. Try again" }[more];
  const next = view.kind === "search" ? { ...view, offset: view.offset + pageLength } : view;
  const addressOf = useAddress();
  const press = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    onMore();
  };
  return (
    <a
      class={answer.kind === "search" ? "more" : "more scripted"}
      id="more"
      href={addressOf(next)}
      aria-disabled={more === "loading"}
      onClick={press}
    >
      {label}
    </a>
  );
}
