import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface CollectionFolder {
  readonly path: string;
  /** Replaces a file, or removes it. */
  write(name: string, content: readonly unknown[] | string | undefined): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A small made-up collection in BEIR's format. The store would normalize its ids: `arXiv:2301.00001v2` and
 * `arXiv:2301.00001v1` would be versions of one paper, and DOIs ignore case.
 */
export async function makeCollectionFolder(): Promise<CollectionFolder> {
  const path = await mkdtemp(join(tmpdir(), "paperkin-collection-"));
  const write: CollectionFolder["write"] = async (name, content) => {
    const file = join(path, name);
    await mkdir(dirname(file), { recursive: true });
    await rm(file, { force: true });
    const text = typeof content === "string" ? content : content?.map((record) => JSON.stringify(record)).join("\n");
    if (text !== undefined) await writeFile(file, text);
  };
  await write("corpus.jsonl", documents);
  await write("queries.jsonl", queries);
  await write("qrels/test.tsv", judgements);
  return { path, write, remove: () => rm(path, { recursive: true, force: true }) };
}

const documents = [
  { _id: "arXiv:2301.00001v1", title: "Honey bees in winter", text: "Workers cluster around the queen.", metadata: {} },
  { _id: "arXiv:2301.00001v2", title: "Bumble bees in spring", text: "The queen founds a colony alone." },
  { _id: "doi:10.1000/ABC", title: "Wings in a slipstream", text: "Lift grows behind the propeller." },
  { _id: "doi:10.1000/abc", title: "", text: "Heat flows through composite slabs of metal." },
  { _id: 5, title: "Propeller noise at take-off" },
  { _id: "empty", title: "", text: "" },
];

const queries = [
  { _id: "q1", text: "bees around their queen in winter" },
  { _id: "q2", text: "lift of a propeller" },
  { _id: "q3", text: "judged, and nothing is relevant" },
  { _id: "q4", text: "not judged" },
  {
    _id: "s1",
    paper: "arXiv:2301.00001v1",
    pool: ["5", "doi:10.1000/ABC", "arXiv:2301.00001v2", "arXiv:2301.00001v1"],
  },
];

const judgements = [
  "query-id\tcorpus-id\tscore",
  "q1\tarXiv:2301.00001v1\t2",
  "q1\tarXiv:2301.00001v2\t1",
  "q2\tdoi:10.1000/ABC\t1",
  "q2\tgone\t1",
  "q3\tdoi:10.1000/abc\t0",
  "q9\tdoi:10.1000/abc\t1",
  "s1\tarXiv:2301.00001v2\t1",
].join("\n");
