import type { RisingTopicAnswer } from "../../domain/trends/answer.js";
import { formatCount } from "../../domain/text/amounts.js";
import { searchFor, type View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";

const shownTopics = 4;

interface RisingProps {
  readonly topics: readonly RisingTopicAnswer[];
  readonly onVisit: (view: View) => void;
}

/** Topics that grow against their own past. */
export function Rising({ topics, onVisit }: RisingProps) {
  if (topics.length === 0) return null;
  return (
    <section aria-labelledby="rising-title">
      <h2 class="small" id="rising-title">
        Rising topics
      </h2>
      <ul class="rising">
        {topics.slice(0, shownTopics).map(({ names, question, papers, growth }) => (
          <li key={question}>
            <VisitLink view={searchFor(question)} onVisit={onVisit} look="plain">
              {names.slice(0, 2).join(", ")}
            </VisitLink>
            <span class="count">
              {formatCount(papers)} new, {growth.toFixed(1)} times the usual
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
