import { createClient } from "../../src/client/index.js";
import type { NewFollow } from "../../src/domain/follows/follow.js";
import { fillCollection, findIds } from "./collections.js";
import type { ServerProcess } from "./spawn-server.js";
import { until } from "./until.js";

/** Two years of papers, of which the later one has far more about whales. */
const grown = Array.from({ length: 220 }, (_, number) => {
  const year = number < 110 ? 2024 : 2025;
  const subject = number % 22 < (year === 2024 ? 1 : 9) ? "whales sing" : ["steel bridges", "sea ice"][number % 2]!;
  const abstract = `${subject} `.repeat(12);
  const date = `${year}-05-${String((number % 27) + 2).padStart(2, "0")}`;
  return { id: `grown:${number}`, title: `Why ${subject} ${number}`, abstract, date, venue: "Atlas" };
});

const subjects = ["Retrieval", "Dense retrieval", "Retrieval with $O(n \\log n)$ memory", "Late interaction retrieval"];

/** Papers that are taken in after everything is followed. */
const fresh = Array.from({ length: 16 }, (_, number) => ({
  id: `fresh:${number}`,
  title: `${subjects[number % 4]} for augmented generation, part ${number}`,
  abstract: "Retrieval augmented generation lets language models look up what they do not remember.",
  authors: [number % 5 === 0 ? "Grace Hopper" : "Ada Lovelace", "María José Fernández-Álvarez"],
  year: 2026,
  venue: number % 3 === 0 ? "Journal of Retrieval" : "ICML",
}));

export interface FilledDesk {
  readonly reading: string;
  readonly screening: string;
}

/** Gives a reader of the samples all that the desk has: collections, decisions, follows, an inbox, deliveries, trends. */
export async function fillDesk({ url, api }: ServerProcess, papers: number): Promise<FilledDesk> {
  await api.sendPapers(grown);
  await api.untilComplete(papers + grown.length);
  const ids = await findIds(url, "language models", { limit: 40 });
  const reading = await fillCollection(url, "Thesis, chapter 2: retrieval", [
    { id: "doi:10.1000/gone", title: "A paper that is gone", isRead: true },
    ...ids.slice(0, 6).map((id, at) => ({
      id,
      tags: ["to cite", "a tag that is longer"].slice(0, at % 3),
      rating: (at % 5) + 1,
      isRead: at % 2 === 0,
      ...(at % 2 === 1 && { note: "Table 2 has the numbers.\nCompare with ours.", key: `author${2020 + at}word` }),
    })),
    { id: ids[6] ?? "", decision: "exclude", reason: "another language" },
  ]);
  const screening = await fillCollection(url, "Review", [
    ...ids.slice(0, 12).map((id) => ({ id, decision: "include" as const })),
    ...ids.slice(12, 30).map((id) => ({ id, decision: "exclude" as const, reason: "no evaluation" })),
    ...ids.slice(30).map((id) => ({ id })),
  ]);
  await fillCollection(url, "قائمة القراءة", []);
  await follow(url, reading.id, ids[0] ?? "");
  await api.sendPapers(fresh);
  await api.untilComplete(papers + grown.length + fresh.length);
  const { call } = createClient({ url });
  await until("the inbox has papers", async () => (await call("GET /v1/inbox", { query: {} })).total >= 8);
  await deliver(url);
  return { reading: reading.id, screening: screening.id };
}

async function follow(url: string, collection: string, paper: string): Promise<void> {
  const { call } = createClient({ url });
  const follows: NewFollow[] = [
    { kind: "question", query: "retrieval augmented generation", filter: { yearFrom: 2020 } },
    { kind: "paper", paper },
    { kind: "collection", collection },
    { kind: "author", author: "Grace Hopper" },
    { kind: "venue", venue: "Journal of Retrieval" },
    { kind: "source", source: "arxiv:cat:cs.IR" },
  ];
  for (const body of follows) await call("POST /v1/follows", { query: {}, body });
}

async function deliver(url: string): Promise<void> {
  const { call } = createClient({ url });
  await call("POST /v1/digests", { body: { address: "ada@example.org", timeZone: "Europe/Berlin" } });
  await call("POST /v1/digests", { body: { address: "group@example.org", frequency: "weekly", weekday: "friday" } });
  await call("POST /v1/webhooks", { body: { url: "http://127.0.0.1:9/new-papers" } });
  await call("POST /v1/inbox/feed", {});
  const { papers } = await call("GET /v1/inbox", { query: { limit: 3 } });
  await call("POST /v1/inbox/seen", { body: { ids: papers.map((one) => one.paper.id) } });
  await call("POST /v1/opened", { body: { ids: papers.map((one) => one.paper.id) } });
}
