import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperDocuments } from "../../../src/adapters/opensearch/paper-documents.js";
import { listNames } from "../../../src/adapters/opensearch/paper/name-keys.js";
import type { PaperInput } from "../../../src/domain/paper/paper.js";
import type { CleanPaper } from "../../../src/domain/records/incoming-paper.js";
import { makeCleanPaper } from "../../support/clean-papers.js";
import { type OpenedPapers, openPapers } from "../../support/open-papers.js";
import { createRandom } from "../../support/random.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";

const works = 60;

/** Records of one work in several spellings, each with a keyword of its own; in any order they are one paper. */
function describeWork(work: number): PaperInput[] {
  const facts = { title: `The ${work}th work, on bees`, authors: ["Ada Lovelace"], year: 2000 };
  const doi = `10.1000/W.${work}`;
  const arxivId = `2301.${String(10_000 + work)}`;
  const spelled = { ...facts, title: facts.title.toUpperCase(), authors: ["Lovelace, A."] };
  const kinds: PaperInput[][] = [
    [{ ...facts, arxivId }, { ...spelled, arxivId, url: "https://example.org/a" }, spelled, facts],
    [{ ...facts, doi }, { ...spelled, doi: doi.toLowerCase() }, spelled, { ...facts, venue: "Stings" }],
    [
      { ...facts, id: `mine/${work} ü"\n`, doi },
      { ...facts, doi },
      { ...spelled, id: `mine/${work} ü"\n`, doi },
    ],
    [facts, spelled, { ...facts, abstract: "They dance." }],
    [
      { id: `a b/${work}?#%`, title: "Editorial" },
      { id: `a b/${work}?#%`, title: "Editorial", year: 1999 },
    ],
  ];
  return kinds[work % kinds.length]!.map((record, at) => ({ ...record, keywords: [`${work}-${at}`] }));
}

function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

async function saveAll({ papers }: OpenedPapers, records: readonly CleanPaper[], size = 40): Promise<string[]> {
  const outcomes: string[] = [];
  for (let from = 0; from < records.length; from += size) {
    const slice = { jobId: "job", papers: records.slice(from, from + size), rejected: [] };
    const saved = await papers.savePapers(slice);
    outcomes.push(...saved.outcomes.map(({ outcome }) => outcome));
  }
  return outcomes;
}

describe.skipIf(openSearchMissing !== undefined)("papers taken in by several processes at once", () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = openTestCluster();
  });
  afterEach(() => cluster.close());

  const open = (options: { claimLeaseMs?: number; wrap?: (documents: PaperDocuments) => PaperDocuments } = {}) =>
    openPapers({ ...cluster, ...options });
  const described = Array.from({ length: works }, (_, work) => describeWork(work));
  const records = described.flat().map((record) => makeCleanPaper(record));

  /** Every work is one paper with what all of its records say, and names list papers that have them. */
  const expectWhole = async ({ papers, documents, indexes }: OpenedPapers) => {
    const { papers: kept } = await papers.listPapers({ limit: 1000 });
    const keywords = kept.map((paper) => paper.keywords.toSorted().join());
    const expected = described.map((variants) =>
      variants
        .flatMap(({ keywords: own }) => own ?? [])
        .toSorted()
        .join(),
    );
    expect(keywords.toSorted()).toEqual(expected.toSorted());
    await cluster.client.indices.refresh({ index: indexes.names });
    const found = await cluster.client.search({ index: indexes.names, body: { size: 10_000 } });
    const listings = found.body.hits.hits.flatMap(({ _id: key, _source: source }) =>
      (source as { readonly ordinals: readonly number[] }).ordinals.map((ordinal) => ({ key, ordinal })),
    );
    const stored = await documents.read(listings.map(({ ordinal }) => ordinal));
    const held = [...stored].flatMap(([ordinal, { document }]) =>
      listNames(document.kept.paper).map(({ key }) => `${key} ${ordinal}`),
    );
    const listed = listings.map(({ key, ordinal }) => `${key} ${ordinal}`);
    return { held: held.toSorted(), listed: listed.toSorted() };
  };

  it("are kept once, with all that their records say, in whatever order these come", { timeout: 120_000 }, async () => {
    const [one, other] = [await open(), await open()];
    const outcomes = await Promise.all([
      saveAll(one, shuffle(records, 1)),
      saveAll(other, shuffle(records, 2)),
      saveAll(other, shuffle(records, 3), 7),
    ]);
    const { held, listed } = await expectWhole(one);
    expect(listed).toEqual(held);
    expect(outcomes.flat().filter((outcome) => outcome === "added")).toHaveLength(works);
    const counted = [...one.reports, ...other.reports].reduce((sum, { counts }) => sum + counts.accepted, 0);
    expect(counted).toBe(outcomes.flat().filter((outcome) => outcome === "added" || outcome === "changed").length);
    // Once more, nothing changes.
    expect(new Set(await saveAll(one, records))).toEqual(new Set(["unchanged"]));
    expect((await one.papers.countPapers()).papers).toBe(works);
  });

  it("are kept once where a process dies after it has listed them", { timeout: 120_000 }, async () => {
    let writes = 0;
    const dying = await open({
      wrap: (documents) => ({
        ...documents,
        async write(given) {
          writes += 1;
          if (writes === 2) throw new Error("the process has died");
          return documents.write(given);
        },
      }),
    });
    const living = await open({ claimLeaseMs: 500 });
    const both = await Promise.allSettled([saveAll(dying, shuffle(records, 4)), saveAll(living, shuffle(records, 5))]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    await expectWhole(living);
    expect(new Set(await saveAll(living, records))).toEqual(new Set(["unchanged"]));
  });

  it("are kept once where a process only slept after it had listed them", { timeout: 120_000 }, async () => {
    let wake = () => undefined as void;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const sleeping = await open({
      wrap: (documents) => ({
        ...documents,
        async write(given) {
          await asleep;
          return documents.write(given);
        },
      }),
    });
    const living = await open({ claimLeaseMs: 300 });
    const late = saveAll(sleeping, shuffle(records, 6));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const outcomes = await saveAll(living, shuffle(records, 7));
    wake();
    const lateOutcomes = await late;
    const { held, listed } = await expectWhole(living);
    expect(listed).toEqual(held);
    expect(outcomes.concat(lateOutcomes).filter((outcome) => outcome === "added")).toHaveLength(works);
  });
});
