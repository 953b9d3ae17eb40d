import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { createCorpusColumns } from "../../src/adapters/columns/corpus-columns.js";
import { readNameHints } from "../../src/adapters/columns/name-filter.js";
import type { Ordinal, Paper } from "../../src/domain/paper/paper.js";
import { mapOnce } from "../../src/domain/caching/map-once.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import { foldText } from "../../src/domain/text/fold-text.js";
import { extractTerms } from "../../src/domain/text/terms.js";
import {
  createRecognizeNames,
  type RecognizeNames,
  type RecognizeNamesDeps,
} from "../../src/services/search/query/recognize-names.js";
import { createRandom } from "../support/random.js";
import { findSharedData } from "../support/shared-data.js";
import { paperSets } from "../support/paper-sets.js";

/** Names of real authors as people write them, and real subjects, over every sixth of 87,243 papers. */
const file = join(findSharedData() ?? "", "papers-87k.jsonl.gz");
const step = 6;
const samples = 200;
const seed = 17;
const skipReason = existsSync(file) ? "" : " (skipped: the papers are not in ../shared/data, or PAPERKIN_SHARED_DATA)";

describe.skipIf(skipReason !== "")(`names in queries${skipReason}`, () => {
  let corpus: Corpus;
  let recognize: RecognizeNames;
  let authors: readonly string[];
  beforeAll(async () => {
    corpus = await readCorpus();
    recognize = createRecognizeNames(corpus);
    const known = [...corpus.byAuthor].filter(([name, papers]) => papers.length > 1 && / /.test(name));
    authors = sample(known.map(([name]) => name).filter((name) => !/[,&]| and /.test(name)));
  }, 300_000);

  it.each<[form: string, write: (name: Name, paper: Paper) => string]>([
    ["full name", ({ given, family }) => `${given} ${family}`],
    ["family name first", ({ given, family }) => `${family} ${given}`],
    ["family name, comma, given name", ({ given, family }) => `${family}, ${given}`],
    ["initial and family name", ({ given, family }) => `${given[0]}. ${family}`],
    ["family name and year", ({ family }, { year }) => `${family} ${year}`],
    ["family name and et al.", ({ family }) => `${family} et al.`],
  ])("are found as a %s", async (form, write) => {
    const missed: string[] = [];
    for (const author of authors) {
      const papers = corpus.byAuthor.get(author) ?? [];
      const query = write(splitName(author), corpus.papers.get(papers[0]!)!);
      const found = await recognize(query, query);
      const first = corpus.papers.get(found?.ordinals[0] ?? 0);
      if (!first?.authors.some((name) => canBe(name, author, form.startsWith("full")))) missed.push(query);
    }
    expect(missed.length / authors.length, missed.join("; ")).toBeLessThan(0.04);
  });

  it("of two authors of one paper list a paper by both first", async () => {
    const missed: string[] = [];
    for (const author of authors) {
      const [ordinal = 0] = corpus.byAuthor.get(author) ?? [];
      const other = corpus.papers.get(ordinal)?.authors.find((name) => name !== author && /^[^,&]+ [^,&]+$/.test(name));
      if (other === undefined) continue;
      const query = `${author} ${other}`;
      const found = await recognize(query, query);
      const first = corpus.papers.get(found?.ordinals[0] ?? 0)?.authors ?? [];
      const holds = (wanted: string) => first.some((name) => canBe(name, wanted, true));
      if (!holds(author) || !holds(other)) missed.push(query);
    }
    expect(missed.length / authors.length, missed.join("; ")).toBeLessThan(0.08);
  });

  it("are not seen in keywords and in the words of titles", async () => {
    const keywords = [...new Set([...corpus.papers.values()].flatMap((paper) => paper.keywords))];
    const titles = [...corpus.papers.values()].map(({ title }) =>
      title.replace(/\b(?:an?|the|of|for|in|and|with)\b/g, ""),
    );
    const taken: string[] = [];
    const queries = [...sample(keywords), ...sample(titles)];
    for (const query of queries) if (await recognize(query, query)) taken.push(query);
    expect(taken.length / queries.length, taken.join("; ")).toBeLessThan(0.01);
  });
});

interface Corpus extends RecognizeNamesDeps {
  readonly papers: Papers;
  readonly byAuthor: ReadonlyMap<string, readonly Ordinal[]>;
}

class Papers extends Map<Ordinal, Paper> {
  async readPapers(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, Paper>> {
    return new Map(ordinals.map((ordinal) => [ordinal, this.get(ordinal)!]));
  }
}

async function readCorpus(): Promise<Corpus> {
  const columns = createCorpusColumns();
  const papers = new Papers();
  const byAuthor = new Map<string, Ordinal[]>();
  const byTerm = new Map<string, Ordinal[]>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    line += 1;
    if (line % step !== 0) continue;
    const paper = JSON.parse(text) as Paper;
    const { title, abstract = "", authors, keywords } = paper;
    papers.set(line, paper);
    const facts = { date: undefined, categories: [], tags: [], embedded: false, marks: 0, url: undefined };
    columns.put(line, { ...facts, year: paper.year, venue: paper.venue, authors });
    for (const author of new Set(authors)) add(byAuthor, author, line);
    const terms = new Set(extractTerms([title, abstract, ...authors, ...keywords].join(" ")));
    for (const term of terms) add(byTerm, term, line);
  }
  const findContaining = (text: string) => {
    const [first, ...others] = extractTerms(text).map((term) => new Set(byTerm.get(term)));
    return first && collectOrdinals([...first].filter((ordinal) => others.every((other) => other.has(ordinal))));
  };
  const scan = {
    findNames: async (text: string) => columns.findNames(text),
    peekNames: () => ({ lastChange: 0, hints: readNameHints(columns.listNameLayers()) }),
    listAuthored: async (named: Parameters<typeof columns.listAuthored>[0]) => columns.listAuthored(named),
  };
  const countContaining = async (texts: Iterable<string>) => mapOnce(texts, (text) => findContaining(text)?.size ?? 0);
  const changes = { readLastChange: async () => 0 };
  return { scan, changes, keywordIndex: { countContaining, findContaining }, papers, paperSets, byAuthor };
}

function add(lists: Map<string, Ordinal[]>, key: string, ordinal: Ordinal): void {
  const list = lists.get(key);
  if (list) list.push(ordinal);
  else lists.set(key, [ordinal]);
}

function sample(values: readonly string[]): string[] {
  const random = createRandom(seed);
  return Array.from({ length: samples }, () => values[Math.floor(random() * values.length)]!);
}

interface Name {
  readonly given: string;
  readonly family: string;
}

function splitName(name: string): Name {
  const at = name.lastIndexOf(" ");
  return { given: name.slice(0, at), family: name.slice(at + 1) };
}

/** Whether two display names can be one person's: the same family name, and for a full name the same first letter. */
function canBe(name: string, wanted: string, isFull: boolean): boolean {
  const [one, other] = [splitName(foldText(name)), splitName(foldText(wanted))];
  const isFamily = one.family === other.family || foldText(name).includes(other.family);
  return isFamily && (!isFull || one.given[0] === other.given[0]);
}
