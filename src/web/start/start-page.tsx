import type { View } from "../shell/view-address.js";
import { Examples } from "./examples.js";
import { LastQuestions } from "./last-questions.js";
import type { StartParts } from "./load-start.js";
import { NewForYou } from "./new-for-you.js";
import { Rising } from "./rising.js";
import { SmallMap } from "./small-map.js";
import { Unread } from "./unread.js";

interface StartProps {
  readonly parts: StartParts;
  /** The map itself is beside it. */
  readonly isBesideMap: boolean;
  readonly onVisit: (view: View) => void;
}

/** Before the first search. */
export function StartPage({ parts: { overview, inbox, collections, rising }, isBesideMap, onVisit }: StartProps) {
  return (
    <div class="start">
      <div>
        <p class="lead">Ask in your own words. paperkin finds papers by meaning as well as by keywords.</p>
        {inbox && <NewForYou inbox={inbox} onVisit={onVisit} />}
        <Unread collections={collections ?? []} />
        <Examples examples={overview?.examples ?? []} onVisit={onVisit} />
        <LastQuestions onVisit={onVisit} />
      </div>
      <div class="start-side">
        {overview?.map && !isBesideMap && <SmallMap map={overview.map} />}
        <Rising topics={rising ?? []} onVisit={onVisit} />
      </div>
    </div>
  );
}

/** A library without a paper. */
export function EmptyLibrary() {
  return (
    <>
      <p class="lead">No papers yet.</p>
      <p>
        <a href="add">Add papers</a> from a file, send them to <a href="docs">the API</a>, or import them from the
        command line.
      </p>
    </>
  );
}
