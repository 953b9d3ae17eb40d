import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readCollection } from "../../../src/cli/evaluation/read-collection.js";
import { createTerminal } from "../../../src/terminal/terminal.js";
import type { PaperWords } from "../../../src/domain/search/bm25.js";
import type { JudgedQuery } from "../../../src/domain/evaluation/collection-record.js";
import type { Judgements } from "../../../src/domain/evaluation/ranking-metrics.js";
import { composeText } from "../../../src/domain/paper/clean-paper.js";
import { type PaperInput, paperInputSchema } from "../../../src/domain/paper/paper.js";
import { countVectorBytes, decodeVector } from "../../../src/domain/vectors/file.js";
import type { TextVectors } from "./kept-vectors.js";
import { type BenchPaper, readPapers } from "../papers.js";

/** Papers with their vectors, and queries with their relevant papers; a paper's id is its position as text. */
export interface JudgedCollection {
  readonly name: string;
  /** Whether people judged the papers; otherwise the collection is made from the corpus. */
  readonly isJudged: boolean;
  readonly papers: readonly PaperWords[];
  readonly vectors: readonly Float32Array[];
  readonly queries: readonly EmbeddedQuery[];
}

export interface EmbeddedQuery {
  readonly text: string;
  readonly judgements: Judgements;
  /** The query's own document, which never counts as a hit. */
  readonly own?: string | undefined;
  readonly vector: Float32Array;
}

export interface CollectionSource {
  readonly corpus: { readonly papers: string; readonly vectors: string };
  readonly texts: TextVectors;
  readonly dimensions: number;
  readonly tell: (line: string) => void;
}

const queryCount = 400;
const abstractCount = 1_200;
const seed = "fusion-bench 1";

/** Collections of other fields, judged by people, in BEIR's layout: the folder beside the corpus, and the name. */
const judgedFolders = { cranfield: "Cranfield", cf: "CF", med: "MED", lisa: "LISA" };

/** Yields one collection after another, the same in every run. Missing collections are skipped with a message. */
export async function* makeCollections(source: CollectionSource): AsyncGenerator<JudgedCollection> {
  for (const [name, title] of Object.entries(judgedFolders)) {
    const folder = join(dirname(source.corpus.papers), name);
    if (existsSync(folder)) yield { ...(await readJudged(folder, source.texts)), name: title, isJudged: true };
    else source.tell(`${title} is left out: ${folder} is not here.`);
  }
  const library = await openLibrary(source);
  yield await askByKeyword(library);
  yield await findKnownItems(library);
  yield await findAbstracts(library);
}

/** Reads as `paperkin eval` does, so that both measure the same. */
export async function readJudged(
  folder: string,
  vectors: TextVectors,
): Promise<Omit<JudgedCollection, "name" | "isJudged">> {
  const terminal = createTerminal({ output: process.stdout, errors: process.stderr });
  const { queries, names, readPapers: readDocuments } = await readCollection({ folder, split: "test", terminal });
  const papers: (PaperWords & { readonly id: string })[] = [];
  for await (const record of readDocuments(new AbortController().signal))
    if ("value" in record) papers.push(toWords(paperInputSchema.parse(record.value)));
  const places = new Map(papers.map(({ id }, place) => [id, String(place)]));
  // Papers missing from the corpus can never be found, but still count in the ideal ranking.
  const findPlace = (id: string) => places.get(names.findKept(id) ?? "") ?? `absent ${id}`;
  const asked = queries.flatMap((query) => {
    const { question, judgements, own } = query;
    if (question.kind !== "text") return [];
    const judged = new Map([...judgements].map(([id, relevance]) => [findPlace(id), relevance]));
    return [
      { text: dropOperators(question.text), judgements: judged, own: own === undefined ? undefined : findPlace(own) },
    ];
  });
  const texts = papers.map(({ title, abstract }) => composeText({ title, ...(abstract !== "" && { abstract }) }));
  return { papers, vectors: await vectors.embedPapers(texts), queries: await embedQueries(asked, vectors) };
}

/** People who wrote down questions on paper meant no operator of a search box: neither "words" nor -words. */
function dropOperators(text: string): string {
  return text.replaceAll('"', "").replaceAll(/(?<=^|\s)-(?=\S)/gu, "");
}

function toWords({ id, title, abstract }: Pick<PaperInput, "id" | "title" | "abstract">) {
  return { id: id ?? "", title, abstract: abstract ?? "", extra: "" };
}

interface Library {
  readonly papers: readonly LibraryPaper[];
  readonly texts: TextVectors;
  /** The vector of the paper at a position in the file. */
  readVector(place: number): Float32Array;
}

interface LibraryPaper extends BenchPaper {
  readonly keywords: readonly string[];
  /** Position in the file, from 0. */
  readonly place: number;
}

async function openLibrary({ corpus, texts, dimensions }: CollectionSource): Promise<Library> {
  const lines = (await readPapers(corpus.papers, { count: Infinity })) as (BenchPaper & { keywords?: string[] })[];
  const papers = lines.map(({ id, title, abstract, keywords = [] }, place) => ({
    id,
    title,
    abstract,
    place,
    keywords: [...new Set(keywords.map((keyword) => keyword.toLowerCase().trim()))],
  }));
  const bytes = await readFile(corpus.vectors);
  const size = countVectorBytes("f16", dimensions);
  return {
    papers,
    texts,
    readVector: (place) => decodeVector(bytes.subarray(place * size, (place + 1) * size), "f16"),
  };
}

/** Author keywords as queries; the papers that have them are relevant. Keywords are not part of a paper's text. */
async function askByKeyword(library: Library): Promise<JudgedCollection> {
  const papers = library.papers.filter(({ keywords }) => keywords.length > 0);
  const holders = new Map<string, string[]>();
  for (const [place, { keywords }] of papers.entries())
    for (const keyword of keywords) holders.set(keyword, [...(holders.get(keyword) ?? []), String(place)]);
  // Rarer ones are particular to an author, commoner ones are whole fields; a colon joins a field to its parts.
  const usual = [...holders].filter(
    ([keyword, { length }]) => length >= 4 && length <= 60 && keyword.length > 2 && !keyword.includes(":"),
  );
  const queries = choose(usual, queryCount, ([keyword]) => keyword).map(([text, relevant]) => ({
    text,
    judgements: new Map(relevant.map((place) => [place, 1])),
  }));
  return fillCollection(library, { name: "keywords", papers, queries });
}

/** All keywords of one paper as the query for it. */
async function findKnownItems(library: Library): Promise<JudgedCollection> {
  const papers = library.papers.filter(({ keywords, place }) => keywords.length > 0 || place % 4 === 0);
  const known = [...papers.entries()].filter(
    ([, { keywords }]) => keywords.length >= 3 && !keywords.some((keyword) => keyword.includes(":")),
  );
  const queries = choose(known, queryCount, ([, { id }]) => id).map(([place, { keywords }]) => ({
    text: keywords.slice(0, 5).join(" "),
    judgements: new Map([[String(place), 1]]),
  }));
  return fillCollection(library, { name: "known item", papers, queries });
}

/** A title as the query for its abstract, which is stored and embedded without it. */
async function findAbstracts(library: Library): Promise<JudgedCollection> {
  const { texts } = library;
  const long = library.papers.filter(({ abstract }) => abstract.length > 300);
  const papers = choose(long, abstractCount, ({ id }) => id);
  const queries = papers
    .slice(0, queryCount)
    .map(({ title }, place) => ({ text: title, judgements: new Map([[String(place), 1]]) }));
  return {
    name: "title → abstract",
    isJudged: false,
    papers: papers.map(({ id, abstract }) => toWords({ id, title: "", abstract })),
    vectors: await texts.embedPapers(papers.map(({ abstract }) => abstract)),
    queries: await embedQueries(queries, texts),
  };
}

interface Draft {
  readonly name: string;
  readonly papers: readonly LibraryPaper[];
  readonly queries: readonly Omit<EmbeddedQuery, "vector">[];
}

async function fillCollection(library: Library, { name, papers, queries }: Draft): Promise<JudgedCollection> {
  return {
    name,
    isJudged: false,
    papers: papers.map(toWords),
    vectors: papers.map(({ place }) => library.readVector(place)),
    queries: await embedQueries(queries, library.texts),
  };
}

/** A repeatable random order: sorted by a hash of each item's name. */
function choose<Item>(items: readonly Item[], count: number, name: (item: Item) => string): Item[] {
  const hash = (item: Item) =>
    createHash("sha256")
      .update(`${seed} ${name(item)}`)
      .digest("hex");
  const hashed = items.map((item) => ({ item, key: hash(item) }));
  hashed.sort((one, other) => (one.key < other.key ? -1 : 1));
  return hashed.slice(0, count).map(({ item }) => item);
}

async function embedQueries<Query extends Pick<JudgedQuery, "judgements"> & { readonly text: string }>(
  queries: readonly Query[],
  texts: TextVectors,
): Promise<(Query & { readonly vector: Float32Array })[]> {
  const vectors = await texts.embedQueries(queries.map(({ text }) => text));
  return queries.map((query, at) => ({ ...query, vector: vectors[at]! }));
}
