import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/domain/collections/entry.js";
import { applyChange } from "../../src/web/desk/collections/one/apply-change.js";
import { splitTags } from "../../src/web/desk/collections/one/split-tags.js";
import { askListing, readListing, writeListing } from "../../src/web/desk/collections/one/listing.js";
import { formatDay, formatTime } from "../../src/web/desk/format-day.js";
import { locateCollection } from "../../src/web/shared/locate-collection.js";
import { revertChange } from "../../src/web/shared/revert-change.js";

const entry = (id: string, said: Partial<Entry> = {}): Entry => ({
  id,
  title: id.toUpperCase(),
  tags: [],
  isRead: false,
  addedAt: "2026-11-30T12:00:00.000Z",
  ...said,
});

describe("A change of entries", () => {
  it("is undone by as few requests as there were kinds of entries", () => {
    const before = [entry("a"), entry("b", { isRead: true }), entry("c")];
    expect(revertChange({ isRead: true }, before)).toEqual([
      { ids: ["a", "c"], change: { isRead: false } },
      { ids: ["b"], change: { isRead: true } },
    ]);
  });

  it("gives back the tags that were there, and the reason with the decision", () => {
    expect(revertChange({ addTags: ["x"] }, [entry("a", { tags: ["y"] })])).toEqual([
      { ids: ["a"], change: { tags: ["y"] } },
    ]);
    const excluded = entry("a", { decision: "exclude", reason: "no children" });
    expect(revertChange({ decision: "include" }, [excluded])).toEqual([
      { ids: ["a"], change: { decision: "exclude", reason: "no children" } },
    ]);
    expect(revertChange({ decision: "include" }, [entry("a")])).toEqual([
      { ids: ["a"], change: { decision: null, reason: null } },
    ]);
  });

  it("is shown as the server makes it", () => {
    const noted = entry("a", { note: "n", tags: ["Old", "two"], decision: "exclude", reason: "r" });
    const changed = applyChange(noted, {
      note: null,
      addTags: ["old", "new"],
      removeTags: ["TWO"],
      decision: "include",
    });
    expect(changed).toEqual(entry("a", { tags: ["Old", "new"], decision: "include" }));
    expect(applyChange(noted, { rating: 4 })).toEqual({ ...noted, rating: 4 });
    expect(applyChange(noted, { tags: ["only"] }).tags).toEqual(["only"]);
  });
});

describe("The listing of a collection", () => {
  it("is read from its address as it was written, and has no default values there", () => {
    const chosen = { show: "unread", q: "a b", tag: "to cite", sort: "year" } as const;
    expect(readListing(new URLSearchParams(writeListing(chosen)))).toEqual(chosen);
    const plain = readListing(new URLSearchParams("show=all&sort=size&q=+"));
    expect([plain, writeListing(plain)]).toEqual([{ show: "listed", q: "", tag: "", sort: "added" }, {}]);
  });

  it("asks the API for what it shows", () => {
    const plain = readListing(new URLSearchParams());
    expect(askListing(plain)).toEqual({ sort: "added" });
    expect(askListing({ ...plain, show: "exclude", tag: "x" })).toEqual({
      sort: "added",
      decision: "exclude",
      tag: ["x"],
    });
    expect(askListing({ ...plain, show: "unread" })).toEqual({ sort: "added", unread: "true" });
  });
});

describe("Texts of collections", () => {
  it("are the same in server and browser", () => {
    expect(formatDay("2026-03-05T23:59:59.000Z")).toBe("5 Mar 2026");
    expect(formatTime("2026-09-05T07:00:59.000Z")).toBe("5 Sep 2026, 07:00 UTC");
    expect(locateCollection("a/b", { screen: "" })).toBe("collections?id=a%2Fb&screen");
  });

  it("divide tags at commas", () => {
    expect(splitTags(" to cite, ,low rank,")).toEqual(["to cite", "low rank"]);
  });
});
