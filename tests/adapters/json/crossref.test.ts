import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const work = {
  indexed: { "date-time": "2023-01-01T00:00:00Z" },
  DOI: "10.1000/Reefs",
  type: "journal-article",
  title: ["Reefs under <i>warm</i> water"],
  subtitle: ["A survey"],
  author: [
    { given: "Mira", family: "Ortega", sequence: "first", affiliation: [{ name: "An institute" }] },
    { name: "The Reef Watch", sequence: "additional" },
  ],
  issued: { "date-parts": [[2017, 3]] },
  created: { "date-parts": [[2019, 1, 1]] },
  "container-title": ["Marine Notes", "Mar. Notes"],
  abstract: "<jats:title>Abstract</jats:title><jats:p>Reefs change.</jats:p>",
  subject: ["Oceanography"],
  relation: { "has-preprint": [{ id: "10.48550/arXiv.1701.00001", "id-type": "doi" }] },
  "is-referenced-by-count": 4,
  URL: "http://dx.doi.org/10.1000/reefs",
};
const answer = {
  status: "ok",
  "message-type": "work-list",
  message: { facets: {}, "total-results": 2, items: [work, work] },
};
const read = async (content: unknown) => {
  const source = await readSource(typeof content === "string" ? content : JSON.stringify(content));
  expect(source.format).toBe("crossref");
  return source.papers;
};

describe("Crossref's works", () => {
  it("are read with all that they say", async () => {
    expect(await read([work])).toEqual([
      {
        title: "Reefs under warm water: A survey",
        abstract: "Reefs change.",
        authors: ["Mira Ortega", "The Reef Watch"],
        authorNames: [{ family: "Ortega", given: "Mira" }, { literal: "The Reef Watch" }],
        year: 2017,
        date: "2017-03",
        venue: "Marine Notes",
        type: "article-journal",
        categories: ["Oceanography"],
        keywords: [],
        doi: "10.1000/reefs",
        url: "http://dx.doi.org/10.1000/reefs",
      },
    ]);
  });

  it.each([
    ["an answer of the API", JSON.stringify(answer), 2],
    ["such an answer over several lines", JSON.stringify(answer, null, 2), 2],
    ["several answers", `${JSON.stringify(answer)}\n${JSON.stringify(answer)}\n`, 4],
    ["one work", JSON.stringify({ status: "ok", "message-type": "work", message: work }), 1],
    ["the public data file", JSON.stringify({ items: [work, work, work] }), 3],
    ["a work per line", `${JSON.stringify(work)}\n${JSON.stringify(work)}\n`, 2],
    ["few fields", JSON.stringify([{ DOI: "10.1000/a", title: ["A"] }]), 1],
    ["a first work without a title", JSON.stringify([{ DOI: "10.1000/a", type: "journal-issue" }, work]), 2],
    [
      "a first work that is long",
      JSON.stringify({
        DOI: "10.1000/a",
        title: ["A"],
        reference: Array.from({ length: 5_000 }, () => ({ key: "ref" })),
      }),
      1,
    ],
  ])("are recognised in %s", async (_what, text, count) => expect(await read(text)).toHaveLength(count));

  it("take the first date that has a year", async () => {
    const papers = await read([
      { ...work, issued: { "date-parts": [[null]] } },
      { ...work, issued: {}, "published-online": { "date-parts": [[2016, 12, 24]] } },
    ]);
    expect(papers).toMatchObject([{ date: "2019-01-01" }, { year: 2016, date: "2016-12-24" }]);
  });

  it("of several thousand authors with their institutions are read", async () => {
    const affiliation = [{ name: "An institute of some length in a town".repeat(8) }];
    const author = Array.from({ length: 7_456 }, (_, at) => ({ given: "A.", family: `Name${at}`, affiliation }));
    for (const content of [[{ ...work, author }], { message: { ...work, author } }])
      expect((await read(content))[0]?.authors).toHaveLength(7_456);
  });

  it("have the server of a preprint as their venue", async () => {
    const preprint = { ...work, "container-title": [], institution: [{ name: "reefRxiv" }], type: "posted-content" };
    expect(await read([preprint])).toMatchObject([{ venue: "reefRxiv", type: "article" }]);
  });

  it("do not repeat a subtitle, and name the editors of a volume", async () => {
    const papers = await read([
      { ...work, title: ["Reefs: a survey"] },
      { ...work, type: "edited-book", author: undefined, editor: [{ given: "Ken", family: "Ito" }] },
    ]);
    expect(papers[0]?.title).toBe("Reefs: a survey");
    expect(papers[1]).toMatchObject({ authors: ["Ken Ito"], type: "book" });
  });
});
