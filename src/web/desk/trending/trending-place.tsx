import type { TrendsAnswer } from "../../../domain/trends/answer.js";
import type { TrendsRequest } from "../../../domain/trends/request.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import type { DeskPlace, DeskViewProps } from "../desk-state.js";
import { NewPapersFigure } from "./new-papers.js";
import { RisingTopics } from "./rising-topics.js";
import { UsedPapers } from "./used-papers.js";

/** What is new and what rises, for the papers of the filters in the address. */
export const trendingPlace: DeskPlace<TrendsAnswer> = {
  describe: () => ({
    title: "New and rising",
    description: "New papers by time, topics that grow against their own past, and what readers open and keep here.",
  }),
  load: (query, { call, signal }) =>
    call("GET /v1/trending", { query: Object.fromEntries(query) as TrendsRequest, signal }),
  View: Trending,
};

function Trending({ query, answer }: DeskViewProps<TrendsAnswer>) {
  const { papers, sampled, dates, published, takenIn, topics, opened, kept } = answer;
  const filters = [...query].filter(([name]) => name !== "period");
  return (
    <>
      <h1>New and rising</h1>
      <p class="note">
        {formatPapers(papers)}
        {filters.length > 0 && ` with ${filters.map(([name, value]) => `${name} ${value}`).join(", ")}`}.{" "}
        {sampled !== undefined && `The rest is about ${formatCount(sampled)} of them, chosen evenly. `}
        {describeDates(dates)}
      </p>
      <RisingTopics topics={topics} query={query} />
      <section aria-labelledby="new-papers">
        <h2 id="new-papers">New papers</h2>
        <div class="new-papers">
          <NewPapersFigure
            name="By their own dates"
            found={published}
            missing={papers === 0 ? "There are no papers yet." : "No paper states a date."}
          />
          <NewPapersFigure name="By when they were taken in or changed" found={takenIn} missing="None." />
        </div>
      </section>
      {opened && kept && (
        <div class="used">
          <UsedPapers
            id="opened"
            name="Opened here"
            note="In the last 30 days, once a day for a reader; a count says nothing about who."
            missing="No paper has been opened often enough in the last 30 days to be listed. A count would say nothing about who."
            papers={opened.map(({ paper, opens }) => ({ paper, count: opens, unit: opens === 1 ? "time" : "times" }))}
          />
          <UsedPapers
            id="kept"
            name="Kept here"
            note="In collections of this server's readers, lately."
            missing="No paper is in the collections of enough readers to be listed."
            papers={kept.map(({ paper, readers }) => ({
              paper,
              count: readers,
              unit: readers === 1 ? "reader" : "readers",
            }))}
          />
        </div>
      )}
    </>
  );
}

/** What the dates allow: from years alone, nobody can tell what is new this week. */
function describeDates({ day, month, year, none }: TrendsAnswer["dates"]): string {
  const parts = [
    [day, "a day"],
    [month, "only a month"],
    [year, "only a year"],
    [none, "no date"],
  ] as const;
  const known = parts.filter(([count]) => count > 0);
  if (known.length === 0) return "";
  if (known.length === 1) return `All of them state ${known[0]![1]}.`;
  const said = known.map(([count, what], place) => `${formatCount(count)}${place === 0 ? " state" : ""} ${what}`);
  return `Of these, ${said.join(", ")}.`;
}
