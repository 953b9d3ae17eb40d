import type { RisingTopicAnswer, TrendsAnswer } from "../../../domain/trends/answer.js";
import { countPeriods, nameSpan } from "../../../domain/trends/name-span.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import { TopicLevels } from "./topic-levels.js";
import { TrendPaperLink } from "./trend-paper-link.js";

interface RisingTopicsProps {
  readonly topics: TrendsAnswer["topics"];
  /** That of the address: its filters hold for the links too. */
  readonly query: URLSearchParams;
}

/** The topics that grow, the surest first. */
export function RisingTopics({ topics, query }: RisingTopicsProps) {
  const { period, spans, compared, rising, note } = topics;
  const last = spans.at(-1);
  return (
    <section aria-labelledby="rising">
      <h2 id="rising">Rising topics</h2>
      {last && rising.length > 0 && (
        <p class="note">
          {nameSpan(period, last)} against the {countPeriods(spans.length - 1, period)} before, each venue with itself;{" "}
          {formatCount(compared)} topics were compared, and these grew beyond chance.
        </p>
      )}
      {note !== undefined && <p class="note">{note}</p>}
      <ol class="topics">
        {rising.map((topic) => (
          <Topic key={topic.question} topic={topic} spans={spans} {...{ period, query }} />
        ))}
      </ol>
    </section>
  );
}

type TopicProps = Pick<RisingTopicsProps, "query"> &
  Pick<RisingTopicsProps["topics"], "period" | "spans"> & { readonly topic: RisingTopicAnswer };

function Topic({ topic, period, spans, query }: TopicProps) {
  const { names, papers, expected, growth, central } = topic;
  const [first = central[0]?.title ?? "Without words in common", ...others] = names;
  const search = addressSearch(topic, spans.at(-1)?.from, query);
  return (
    <li class="topic">
      <div class="topic-head">
        <h3 dir="auto">{first}</h3>
        <p class="growth">
          <b>×{growth.toFixed(1)}</b> {formatPapers(papers)}, {formatExpected(expected)} expected
        </p>
      </div>
      {others.length > 0 && (
        <p class="topic-words" dir="auto">
          {others.join(" · ")}
        </p>
      )}
      <TopicLevels levels={topic.levels} spans={spans} period={period} />
      <ul class="central">
        {central.slice(0, 3).map((paper) => (
          <li key={paper.id}>
            <TrendPaperLink paper={paper} />
          </li>
        ))}
      </ul>
      <p class="topic-actions">
        <a class="quiet" href={`./?${search}`} aria-label={`Search: ${first}`}>
          Search
        </a>
        <a class="quiet" href={`map?${search}`} aria-label={`On the map: ${first}`}>
          On the map
        </a>
        <a class="quiet" href={`following?new=question&${search}`} aria-label={`Follow: ${first}`}>
          Follow
        </a>
      </p>
    </li>
  );
}

/** The question of a topic, with the filters of the page, from the year of the latest period on. */
function addressSearch(
  { question, central }: RisingTopicAnswer,
  from: string | undefined,
  query: URLSearchParams,
): string {
  const values = new URLSearchParams({ q: question || (central[0]?.title ?? "") });
  for (const [name, value] of query) if (name !== "period") values.append(name, value);
  if (from !== undefined && !query.has("yearFrom")) values.set("yearFrom", from.slice(0, 4));
  return values.toString();
}

function formatExpected(expected: number): string {
  return expected < 10 ? expected.toFixed(1) : formatCount(Math.round(expected));
}
