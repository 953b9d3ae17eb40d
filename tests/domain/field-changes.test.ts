import { describe, expect, it } from "vitest";
import type { Paper } from "../../src/domain/paper/paper.js";
import { describeChanges } from "../../src/domain/records/describe-changes.js";
import { compareFields, countChanges, sumChanges } from "../../src/domain/records/field-changes.js";

const paper: Paper = { id: "p1", title: "A title", authors: ["Ada Vance"], categories: [], keywords: [] };

describe("changes of fields", () => {
  const count = (before: Paper, after: Paper) => countChanges({}, 0, compareFields(before, after));

  it("tells a value that is new from one that replaces another, and from one that is removed", () => {
    const before = { ...paper, year: 2019, venue: "Island Letters", url: "https://example.org/1", keywords: ["a"] };
    const after = { ...paper, year: 2020, abstract: "Short.", url: "https://example.org/2" };
    const changes = count(before, after);
    expect(changes).toEqual({
      abstract: { added: 1 },
      year: { changed: 1 },
      venue: { removed: 1 },
      keywords: { removed: 1 },
      url: { changed: 1 },
    });
    expect(describeChanges(changes, "got")).toBe(
      "1 paper got an abstract, 1 another year, 1 another address; 1 paper lost its venue, keywords",
    );
  });

  it("counts the first change of a field only", () => {
    const added = compareFields(paper, { ...paper, url: "https://example.org/1" });
    const removed = compareFields({ ...paper, url: "https://example.org/1" }, paper);
    expect(countChanges({ url: { added: 1 } }, added, removed)).toEqual({ url: { added: 1 } });
  });

  it("describes a removal alone, and sums removals", () => {
    const changes = count({ ...paper, year: 2019 }, paper);
    expect(describeChanges(changes, "got")).toBe("1 paper lost its year");
    expect(describeChanges(sumChanges([changes, changes]), "got")).toBe("2 papers lost their year");
  });
});
