import { describe, expect, it } from "vitest";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { planFacets } from "../../src/web/search/facets/plan-facets.js";
import { hasFilters, noFilters, readFilters, requireField, toggleName } from "../../src/web/search/filters.js";
import { listChosen } from "../../src/web/search/list-chosen.js";
import { createSearchRequest } from "../../src/web/search/request.js";
import { searchFor } from "../../src/web/shell/view-address.js";

describe("Filters", () => {
  it("toggle a name, ignoring case", () => {
    const one = toggleName(noFilters, "venue", "Nature");
    expect(one.venue).toEqual(["Nature"]);
    expect(toggleName(one, "venue", "Cell").venue).toEqual(["Nature", "Cell"]);
    expect(toggleName(one, "venue", "NATURE")).toEqual(noFilters);
    expect([hasFilters(one), hasFilters(noFilters), hasFilters({ ...noFilters, retracted: false })]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("ask for a field, for its absence, or for neither", () => {
    const has = requireField(noFilters, "doi", "has");
    expect(has.has).toEqual(["doi"]);
    expect(requireField(has, "doi", "missing")).toEqual({ ...noFilters, missing: ["doi"] });
    expect(requireField(has, "doi", undefined)).toEqual(noFilters);
  });

  it("are read from an address without what the API would refuse", () => {
    const read = (text: string) => readFilters(new URLSearchParams(text));
    expect(read("dateFrom=2023-02-29&dateTo=2024-02-29&has=doi,venue&has=colour&retracted=maybe")).toEqual({
      ...noFilters,
      dateTo: "2024-02-29",
      has: ["doi", "venue"],
    });
    expect(read("dateFrom=2023-13&dateTo=2024-1&extra.=x&extra.stage=&extra.stage=in")).toEqual({
      ...noFilters,
      extra: ["stage=in"],
    });
  });

  it("are listed separately, each with the filters that remain without it", () => {
    const filters = { ...noFilters, yearFrom: 2010, yearTo: 2012, author: ["A", "B"] };
    const chosen = listChosen(filters);
    expect(chosen.map(({ label }) => label)).toEqual(["2010–2012", "A", "B"]);
    expect(chosen[0]?.without).toEqual({ ...noFilters, author: ["A", "B"] });
    expect(chosen[2]?.without).toEqual({ ...filters, author: ["A"] });
    expect(listChosen({ ...noFilters, yearFrom: 2010 }).map(({ label }) => label)).toEqual(["since 2010"]);
    const others = {
      ...noFilters,
      dateTo: "2024-03-01",
      tags: ["to read"],
      has: ["doi" as const],
      missing: ["abstract" as const],
      retracted: false,
      extra: ["stage=in"],
    };
    const labels = ["until 2024-03-01", "to read", "stage: in", "with DOI", "without abstract", "not retracted"];
    expect(listChosen(others).map(({ label }) => label)).toEqual(labels);
    const onMap = { kind: "topic", drawnAt: "2026-01-02T03:04:05.678Z", topic: 3, name: "whales" } as const;
    const [part] = listChosen({ ...noFilters, area: onMap });
    expect([part?.label, part?.without]).toEqual(["topic: whales", noFilters]);
    // Without all of them, one after the other, nothing is left.
    let left = listChosen(others);
    while (left[0]) left = listChosen(left[0].without);
    expect(left).toEqual([]);
  });

  it("are counted without their own selected values, but the fields that papers must have with them", () => {
    const filters = { ...noFilters, yearTo: 2012, venue: ["Nature"], has: ["doi" as const] };
    const plans = planFacets({ ...searchFor("q"), filters });
    expect(plans.map(({ facets, view }) => [facets, view.filters])).toEqual([
      [["has", "category", "author", "tags", "extra", "retracted"], filters],
      [["year"], { ...filters, yearTo: undefined }],
      [["venue"], { ...filters, venue: [] }],
    ]);
    expect(planFacets(searchFor("q"))).toHaveLength(1);
  });
});

describe("The request of a search", () => {
  it("leaves out what is not chosen, as the API rejects empty lists", () => {
    const filters = {
      ...noFilters,
      year: [2001],
      venue: ["Nature"],
      yearTo: 2012,
      missing: ["doi" as const],
      retracted: true,
      dateFrom: "2001-05",
      extra: ["stage=in", "stage=out", "n=2"],
    };
    expect(searchRequestSchema.parse(createSearchRequest({ ...searchFor("q"), filters }))).toMatchObject({
      query: "q",
      mode: "hybrid",
      filter: {
        year: [2001],
        yearTo: 2012,
        venue: ["Nature"],
        missing: ["doi"],
        retracted: true,
        dateFrom: "2001-05",
        extra: { stage: ["in", "out"], n: ["2"] },
      },
    });
    expect(JSON.stringify(createSearchRequest(searchFor("q")).filter)).toBe("{}");
  });
});
