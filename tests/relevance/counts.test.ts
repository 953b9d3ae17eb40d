import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { createRandom } from "../support/random.js";
import { search, type SearchInput } from "../support/search.js";
import { findSharedData } from "../support/shared-data.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

/** What `total` counts, over random questions and filters on every 24th of 87,243 papers. */
const file = join(findSharedData() ?? "", "papers-87k.jsonl.gz");
const step = 24;
const seed = 5;
const questions = 12;
const modes = ["hybrid", "semantic", "keyword"] as const;
const skipReason = existsSync(file) ? "" : " (skipped: the papers are not in ../shared/data, or PAPERKIN_SHARED_DATA)";

describe.skipIf(skipReason !== "")(`counts over real papers${skipReason}`, { timeout: 120_000 }, () => {
  let library: TestLibrary;
  let asked: readonly SearchInput[];
  beforeAll(async () => {
    const papers = await readEvery(step);
    library = await openTestLibrary();
    await ingest(library.services, papers);
    asked = inventQuestions(papers);
  }, 300_000);
  afterAll(() => library.dispose());

  const count = async (request: SearchInput) => (await search(library.services, { ...request, limit: 1 })).total;

  it("of a facet's value are those behind its filter", async () => {
    const random = createRandom(seed + 1);
    const wrong: unknown[] = [];
    for (const request of asked) {
      const { facets = {} } = await search(library.services, { ...request, facets: ["venue", "year", "author"] });
      for (const [name, values = []] of Object.entries(facets)) {
        for (const chosen of new Set([values[0], values[Math.floor(random() * values.length)]])) {
          if (chosen === undefined) continue;
          const total = await count({ ...request, filter: { ...request.filter, [name]: [chosen.value] } });
          if (total !== chosen.count) wrong.push([request, name, chosen, total]);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("of all years, and of papers without one, add up to the total", async () => {
    const wrong: unknown[] = [];
    for (const request of asked) {
      const { total, facets } = await search(library.services, { ...request, facets: ["year"] });
      const dated = facets?.year?.reduce((sum, value) => sum + value.count, 0) ?? 0;
      if (total < dated) wrong.push([request, total, dated]);
      if (total === dated) continue;
      const undated = await count({ ...request, filter: { ...request.filter, missing: ["year"] } });
      if (total !== dated + undated) wrong.push([request, total, dated, undated]);
    }
    expect(wrong).toEqual([]);
  });

  it("are what paging to the end gives, with no paper twice", async () => {
    const wrong: unknown[] = [];
    for (const request of asked.slice(0, 10)) {
      const ids: string[] = [];
      let total = 0;
      let cursor: string | undefined;
      do {
        const page = await search(library.services, {
          ...request,
          limit: 100,
          ...(cursor !== undefined && { cursor }),
        });
        ids.push(...page.hits.map(({ paper }) => paper.id));
        ({ total, cursor } = page);
      } while (cursor !== undefined);
      if (ids.length !== total || new Set(ids).size !== total) wrong.push([request, ids.length, total]);
    }
    expect(wrong).toEqual([]);
  });
});

async function readEvery(nth: number): Promise<readonly PaperInput[]> {
  const papers: PaperInput[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (line % nth === 0) papers.push(readPaper(text));
    line += 1;
  }
  return papers;
}

/** Some papers lose their year, because each of the real ones has one. */
function readPaper(text: string): PaperInput {
  const { id, title, abstract, venue, year, authors, keywords } = JSON.parse(text) as PaperInput;
  const paper = { id, title, abstract, venue, authors, keywords };
  return title.length % 16 === 0 ? paper : { ...paper, year };
}

/** Keywords, beginnings of titles, whole titles and a single common word, each in every mode, some with a filter. */
function inventQuestions(papers: readonly PaperInput[]): readonly SearchInput[] {
  const random = createRandom(seed);
  const invent = (at: number): string => {
    const { title, keywords = [] } = papers[Math.floor(random() * papers.length)]!;
    const start = title.split(" ").slice(0, 3).join(" ");
    return [keywords?.[0] ?? start, start, title, "learning"][at % 4]!;
  };
  return Array.from({ length: questions }, (_, at) => invent(at)).flatMap((query) =>
    modes.map((mode) => ({
      query,
      mode,
      ...(random() < 0.3 && { filter: { yearFrom: 2015 } }),
      ...(random() < 0.2 && { minScore: random() < 0.5 ? 0 : 0.3 }),
    })),
  );
}
