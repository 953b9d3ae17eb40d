import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openConnection } from "../../src/adapters/sqlite/open-database.js";
import { prepareOrderByTitle } from "../../src/adapters/sqlite/search/title-order.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import { makeCleanPaper } from "../support/clean-papers.js";

/** More papers than are read one by one. */
const papers = 2_100;

it("the order of all titles is that of each part of them, and follows every change", async () => {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-titles-"));
  const store = createSqliteStore({ folder, now: () => 0 });
  const { id: jobId } = await store.jobs.createJob(new Date(0));
  const keep = (titles: readonly string[]) =>
    store.papers.savePapers({
      jobId,
      papers: titles.map((title) => makeCleanPaper({ id: title, title })),
      rejected: [],
    });
  const beginnings = ["Ant", "änt", "ANU", "[ans]", "Über", "uber", "神经", "ζ"];
  await keep(Array.from({ length: papers }, (_, at) => `${beginnings[at % beginnings.length]} ${(at * 7) % 1_000}`));
  const database = openConnection(folder, { readonly: true });
  const orderByTitle = prepareOrderByTitle(database);
  const listAll = () => database.prepare("SELECT ordinal FROM papers ORDER BY ordinal").pluck().all() as number[];
  const orderAll = () => orderByTitle(collectOrdinals(listAll()).bits, papers * 2);
  const order = orderAll();
  expect(order.toSorted((one, other) => one - other)).toEqual(listAll());
  expect(orderByTitle(collectOrdinals(listAll()).bits, 5)).toEqual(order.slice(0, 5));
  for (const part of [listAll().slice(0, 1_900), listAll().slice(500, 900)]) {
    const members = new Set(part);
    expect(orderByTitle(collectOrdinals(part).bits, papers)).toEqual(order.filter((ordinal) => members.has(ordinal)));
  }
  await keep(["An early one"]);
  const early = (await store.papers.findPaper("An early one"))?.ordinal;
  expect(orderAll()[0]).toBe(early);
  database.close();
  store.close();
  await rm(folder, { recursive: true, force: true });
});
