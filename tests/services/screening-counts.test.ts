import fc from "fast-check";
import { expect, it } from "vitest";
import { createMemoryCollections } from "../../src/adapters/memory/collections.js";
import type { AddedEntry } from "../../src/domain/collections/change-entry.js";
import type { Job } from "../../src/domain/jobs/job.js";
import type { StoredPaper } from "../../src/ports/paper/paper-store.js";
import { createImportIntoCollection } from "../../src/services/desk/collections/import-papers.js";
import { createScreenCollections } from "../../src/services/desk/screening/screen-collection.js";
import type { AcceptPapers } from "../../src/services/ingest/accept-papers.js";

/** Papers of the library; a record of a file is one of them, as merging tells. */
const ids = ["a", "b", "c", "d", "e", "f"];
const paper = (id: string) => ({ id, title: `Title ${id}`, authors: [], categories: [], keywords: [] });

/** Stores records in slices of two. */
const acceptPapers: AcceptPapers = async (records, { onStored } = {}) => {
  let slice: { id: string }[] = [];
  for await (const record of records) {
    if (!("reason" in record)) slice.push({ id: (record.value as { id: string }).id });
    if (slice.length < 2) continue;
    await onStored?.(slice);
    slice = [];
  }
  await onStored?.(slice);
  return {} as Job;
};

function openDesk() {
  let time = 1_000;
  const { collections, entries } = createMemoryCollections(() => (time += 1));
  const findPaper = async (id: string) =>
    ({ paper: paper(id), ordinal: ids.indexOf(id) + 1, contentHash: id }) as unknown as StoredPaper;
  const papers = { findPaper };
  const importInto = createImportIntoCollection({ collections, entries, papers, acceptPapers });
  const readModel = () => ({ duplicates: { readPairs: async () => [] } }) as never;
  const screen = createScreenCollections({ collections, entries, papers, readModel });
  return { collections, entries, importInto, screen };
}

const someIds = fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 6 });
const action = fc.oneof(
  fc.record({ kind: fc.constant("import" as const), papers: someIds }),
  fc.record({ kind: fc.constant("add" as const), papers: someIds }),
  fc.record({
    kind: fc.constant("decide" as const),
    papers: someIds,
    decision: fc.constantFrom("include" as const, "exclude" as const, null),
  }),
  fc.record({ kind: fc.constant("remove" as const), papers: someIds }),
  fc.record({ kind: fc.constant("undo removal" as const) }),
);

it("the counts of a flow diagram add up over imports, decisions, removals and undoing them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 15 }), async (actions) => {
      const { collections, entries, importInto, screen } = openDesk();
      const { id } = await collections.createCollection("local", { name: "Review" });
      const collection = { reader: "local", id };
      // What came in by a file or by hand, and is not removed.
      const held = new Set<string>();
      let records = 0;
      let removed: readonly AddedEntry[] = [];
      for (const one of actions) {
        if (one.kind === "import") {
          await importInto({
            reader: "local",
            target: { id },
            records: (async function* () {
              for (const [at, value] of one.papers.map(paper).entries()) yield { line: at + 1, value };
            })(),
          });
          records += one.papers.filter((each, at) => held.has(each) || one.papers.indexOf(each) < at).length;
          one.papers.forEach((each) => held.add(each));
        } else if (one.kind === "add") {
          await entries.addEntries(
            collection,
            one.papers.map((each) => ({ paper: paper(each), facts: {} })),
          );
          one.papers.forEach((each) => held.add(each));
        } else if (one.kind === "decide") {
          await entries.changeEntries(collection, one.papers, { decision: one.decision });
        } else if (one.kind === "remove") {
          const taken = await entries.removeEntries(collection, one.papers);
          removed = taken.map(({ id: gone, title, ...facts }) => ({ paper: { id: gone, title }, facts }));
          one.papers.forEach((each) => held.delete(each));
        } else {
          await entries.addEntries(collection, removed);
          removed.forEach((each) => held.add(each.paper.id));
        }
      }
      const { flow } = await screen.readScreening({ reader: "local", params: { id } });
      expect(flow.duplicates).toBe(records);
      expect(flow.identified).toBe(records + held.size);
      expect(flow.identified).toBe(flow.duplicates + flow.screened + flow.undecided);
      expect(flow.included + flow.excluded).toBe(flow.screened);
      expect(flow.reasons.reduce((sum, { papers }) => sum + papers, 0)).toBe(flow.excluded);
    }),
    { numRuns: 300 },
  );
});
