import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hit } from "../../src/domain/search/answer.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import { createRandom } from "../support/random.js";
import { search } from "../support/search.js";
import { findSharedData } from "../support/shared-data.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

/** Queries of every form over every sixtieth of 87,243 real papers; their answers are checked against the records. */
const file = join(findSharedData() ?? "", "papers-87k.jsonl.gz");
const step = 60;
const samples = 25;
const seed = 13;
const skipReason = existsSync(file) ? "" : " (skipped: the papers are not in ../shared/data, or PAPERKIN_SHARED_DATA)";

const words = (
  "robot graph attention kernel speech segmentation policy transformer translation bayesian adversarial quantum " +
  "causal neural deep optimal visual language"
).split(" ");

interface Form {
  /** Undefined where the paper has nothing to ask for. */
  readonly write: (drawn: Drawn) => string | undefined;
  readonly isRight: (paper: Paper, drawn: Drawn) => boolean;
}

interface Drawn {
  readonly one: string;
  readonly other: string;
  readonly year: number;
  readonly paper: Paper;
}

const forms: Readonly<Record<string, Form>> = {
  "one NOT other": {
    write: ({ one, other }) => `${one} NOT ${other}`,
    isRight: (paper, { other }) => !hasWord(readText(paper), other),
  },
  "one AND other": {
    write: ({ one, other }) => `${one} AND ${other}`,
    isRight: (paper, { one, other }) => [one, other].every((word) => hasStart(readText(paper), word.slice(0, 5))),
  },
  "title:one": {
    write: ({ one }) => `title:${one}`,
    isRight: ({ title }, { one }) => hasStart(title, one.slice(0, 5)),
  },
  "abstract:one -title:one": {
    write: ({ one }) => `abstract:${one} -title:${one}`,
    isRight: ({ title, abstract = "" }, { one }) => hasStart(abstract, one.slice(0, 5)) && !hasWord(title, one),
  },
  "one year:from-to": {
    write: ({ one, year }) => `${one} year:${year}-${year + 3}`,
    isRight: (paper, { year }) => paper.year! >= year && paper.year! <= year + 3,
  },
  "one year:>=from year:<to": {
    write: ({ one, year }) => `${one} year:>=${year} AND year:<${year + 4}`,
    isRight: (paper, { year }) => paper.year! >= year && paper.year! <= year + 3,
  },
  "one -author:family": {
    write: ({ one, paper }) => (readFamily(paper) === undefined ? undefined : `${one} -author:${readFamily(paper)}`),
    isRight: (found, { paper }) => !found.authors.some((name) => hasWord(name, readFamily(paper)!)),
  },
  "begin*": {
    write: ({ one }) => `title:${one.slice(0, 4)}*`,
    isRight: ({ title }, { one }) => hasStart(title, one.slice(0, 4)),
  },
  "a phrase of a title": {
    write: ({ paper }) => readPhrase(paper) && `"${readPhrase(paper)}"`,
    isRight: (found, { paper }) => new RegExp(readPhrase(paper)!.replace(" ", "\\W+"), "i").test(readText(found)),
  },
};

describe.skipIf(skipReason !== "")(`the query language over real papers${skipReason}`, () => {
  let library: TestLibrary;
  let papers: readonly Paper[];
  beforeAll(async () => {
    papers = await readPapers();
    library = await openTestLibrary();
    for (let at = 0; at < papers.length; at += 500) await ingest(library.services, papers.slice(at, at + 500));
  }, 120_000);
  afterAll(() => library.dispose());

  it.each(Object.entries(forms))("finds papers, and only such, by %s", async (_form, { write, isRight }) => {
    const wrong: string[] = [];
    let found = 0;
    for (const drawn of draw(papers)) {
      const query = write(drawn);
      if (query === undefined) continue;
      const { hits } = await search(library.services, { query, mode: "keyword", limit: 20 });
      found += hits.length;
      wrong.push(...hits.filter((hit) => !isRight(toPaper(hit), drawn)).map(({ paper }) => `${query}: ${paper.title}`));
    }
    expect(found).toBeGreaterThan(samples);
    expect(wrong.length / found, wrong.join("; ")).toBeLessThan(0.01);
  });

  it("puts the paper first whose title is asked, whatever signs it contains", async () => {
    const signed = papers.filter(({ title }) => /["“”]|\b(?:AND|OR|NOT)\b|\w:\s?\S|\*|[()]|(?:^|\s)[-+]\w/.test(title));
    const missed: string[] = [];
    for (const { title } of signed.slice(0, 60)) {
      const { hits } = await search(library.services, { query: title, mode: "keyword", limit: 1 });
      if (hits[0]?.paper.title !== title || hits[0].matchedBy !== "exact") missed.push(title);
    }
    expect(signed.length).toBeGreaterThan(60);
    expect(missed).toEqual([]);
  });
});

async function readPapers(): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    line += 1;
    if (line % step === 0) papers.push(JSON.parse(text) as Paper);
  }
  return papers;
}

function draw(papers: readonly Paper[]): readonly Drawn[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  return Array.from({ length: samples }, () => {
    const one = pick(words);
    const other = pick(words.filter((word) => word !== one));
    return { one, other, year: 2005 + Math.floor(random() * 14), paper: pick(papers) };
  });
}

function toPaper({ paper }: Hit): Paper {
  return { ...paper, authors: paper.authors ?? [], keywords: paper.keywords ?? [] } as Paper;
}

function readText({ title, abstract = "", authors, keywords }: Paper): string {
  return [title, abstract, ...authors, ...keywords].join(" ");
}

function readFamily({ authors }: Paper): string | undefined {
  return /[A-Za-z]{3,}$/.exec(authors[0] ?? "")?.[0];
}

function readPhrase({ title }: Paper): string | undefined {
  return /\b[a-z]{4,} [a-z]{4,}\b/i.exec(title)?.[0];
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "iu").test(text);
}

function hasStart(text: string, start: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${start}`, "iu").test(text);
}
