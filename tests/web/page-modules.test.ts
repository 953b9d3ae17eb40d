import { describe, expect, it } from "vitest";
import { noFilters, type Filters } from "../../src/web/search/filters.js";
import { isSamePlace, readMapPlace, wholeMap } from "../../src/web/map/map-place.js";
import {
  addKnown,
  countRated,
  emptyTray,
  findRating,
  readKeptList,
  toggleRating,
  withoutPaper,
} from "../../src/web/recommend/tray.js";
import { viewTray } from "../../src/web/recommend/recommend-view.js";
import { searchFor, formatView, readView, type View } from "../../src/web/shell/view-address.js";

describe("Addresses of views", () => {
  const filters: Filters = {
    year: [1999, 2003],
    yearFrom: 2001,
    yearTo: undefined,
    venue: ["Nature", "A & B"],
    category: ["cs.LG"],
    author: ["Müller, J."],
    area: undefined,
    tags: ["to read"],
    dateFrom: "2001-02-28",
    dateTo: "2003",
    has: ["abstract", "doi"],
    missing: ["arxivId"],
    retracted: false,
    extra: ["stage=in", "read by=A=B & C"],
  };
  const drawnAt = "2026-01-02T03:04:05.678Z";
  const topic = { kind: "topic", drawnAt, topic: 12, name: "graph neural networks" } as const;
  const area = { kind: "drawn", drawnAt, corners: "10,20 65535,20 300,4000" } as const;
  const views: View[] = [
    { kind: "home" },
    { kind: "paper", id: "doi:10.1000/a b&c" },
    { kind: "recommend", likes: ["arxiv:1", "doi:10.1/a&b"], dislikes: ["x"] },
    { ...searchFor("C++ & a=b"), mode: "keyword", sort: "oldest", filters },
    { ...searchFor("q"), isTyped: true, showsAll: true },
    { ...searchFor("q"), semanticWeight: 0.35 },
    { ...searchFor("q"), filters: { ...noFilters, area: topic } },
    { ...searchFor("q"), filters: { ...noFilters, yearTo: 2020, area } },
  ];

  it.each(views)("are parsed as they were written: %j", (view: View) => {
    expect(readView(formatView(view).slice(2))).toEqual(view);
  });

  it("are short where nothing is chosen", () => {
    expect(formatView(searchFor("adapters"))).toBe("./?q=adapters");
  });

  it("ignore invalid values", () => {
    const view = { ...searchFor("q"), filters: { ...noFilters, yearTo: 2020 } };
    expect(readView("?q=+q+&mode=best&yearFrom=20&yearTo=2020&venue=+&sort=size&semanticWeight=2")).toEqual(view);
    expect(readView("?q=+&mode=keyword")).toEqual({ kind: "home" });
    // Only the hybrid mode has a weight.
    expect(readView("?q=q&mode=keyword&semanticWeight=0.2")).toMatchObject({ semanticWeight: undefined });
  });

  it("say whether the map is shown, and which part of it", () => {
    const place = { at: { x: 0.31234, y: 0.5, zoom: 4.25 }, years: { from: 2001, to: 2010 } };
    expect(formatView({ kind: "home" }, wholeMap)).toBe("map");
    const address = formatView(searchFor("adapters"), place);
    expect(address).toBe("map?q=adapters&at=0.31234%2C0.5%2C4.25&shown=2001-2010");
    expect(readMapPlace(new URL(address, "http://localhost").searchParams)).toEqual(place);
    expect(readView(address.slice(3))).toEqual(searchFor("adapters"));
    expect(isSamePlace(place, { ...place, at: { ...place.at, x: 0.312341 } })).toBe(true);
    expect(isSamePlace(place, { at: place.at })).toBe(false);
    expect(readMapPlace(new URLSearchParams("shown=-1999"))).toEqual({ years: { from: 0, to: 1999 } });
  });

  it.each(["at=0.5,0.5", "at=0.5,1.5,2", "at=0.5,0.5,0", "at=0.5,0.5,1,1", "at=a,b,c", "shown=2010-2001", "shown=20"])(
    "ignore a malformed part of the map: %s",
    (text) => {
      expect(readMapPlace(new URLSearchParams(text))).toEqual({});
    },
  );

  it.each([
    "topic=1",
    `topic=x&mapDrawnAt=${drawnAt}`,
    `area=1,2 3,4&mapDrawnAt=${drawnAt}`,
    `area=1,2 3,4 5,-6&mapDrawnAt=${drawnAt}`,
    "area=1,2 3,4 5,6&mapDrawnAt=now",
  ])("ignore a malformed area: %s", (text) => {
    expect(readView(`?q=q&${text}`)).toEqual(searchFor("q"));
  });

  it("accept the older form of a paper's page", () => {
    expect(readView("?similar=a")).toEqual({ kind: "paper", id: "a" });
  });
});

describe("The tray", () => {
  const a = { id: "a", title: "A" };
  const b = { id: "b", title: "B" };

  it("contains a paper on one side only, and removes it on the second press", () => {
    const liked = toggleRating(toggleRating(emptyTray, a, "like"), b, "like");
    expect(liked.likes).toEqual([b, a]);
    const mixed = toggleRating(liked, b, "dislike");
    expect(mixed).toEqual({ ...emptyTray, likes: [a], dislikes: [b] });
    expect([findRating(mixed, "a"), findRating(mixed, "b"), findRating(mixed, "c")]).toEqual([
      "like",
      "dislike",
      undefined,
    ]);
    expect(toggleRating(mixed, b, "dislike")).toEqual({ ...emptyTray, likes: [a] });
    expect(withoutPaper(mixed, "a")).toEqual({ ...emptyTray, dislikes: [b] });
  });

  it("counts papers that it knows of without listing them", () => {
    const large = addKnown(
      { ...emptyTray, likes: [a], unlisted: { like: 20, dislike: 3 } },
      new Map([
        ["a", "like"],
        ["b", "like"],
        ["c", "dislike"],
      ]),
    );
    expect([...large.known.keys()]).toEqual(["b", "c"]);
    expect([findRating(large, "b"), countRated(large, "like"), countRated(large, "dislike")]).toEqual(["like", 21, 3]);
    const disliked = toggleRating(large, b, "dislike");
    expect([findRating(disliked, "b"), countRated(disliked, "like"), countRated(disliked, "dislike")]).toEqual([
      "dislike",
      20,
      4,
    ]);
    const dropped = toggleRating(large, b, "like");
    expect([findRating(dropped, "b"), countRated(dropped, "like")]).toEqual([undefined, 20]);
  });

  it("is read as an earlier version has kept it in the browser, and is none for invalid data", () => {
    const kept = { name: " For the survey ", likes: [a], dislikes: [b] };
    expect(readKeptList(JSON.stringify(kept))).toEqual({ ...kept, name: "For the survey" });
    expect(readKeptList(JSON.stringify({ ...kept, name: " " }))?.name).toBe("Reading list");
    for (const text of [null, "", "{", "[]", '{"likes":7}', '{"likes":[{"id":1}]}', '{"likes":[],"name":"Empty"}'])
      expect(readKeptList(text)).toBeUndefined();
  });

  it("is recommended for with as many papers as the API takes", () => {
    const likes = Array.from({ length: 120 }, (_, at) => ({ id: String(at), title: "" }));
    expect(viewTray({ ...emptyTray, likes }).likes.length).toBe(100);
  });
});
