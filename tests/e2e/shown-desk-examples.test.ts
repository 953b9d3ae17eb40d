import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataFolderNames } from "../../src/adapters/data-folder.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { type ReplayServer, startReplay } from "../support/replay-server.js";
import { isOfDesk, openShownCalls, shownKey, type ShownCalls } from "../support/shown-calls.js";
import { oneModelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const skipped = oneModelMissing ? ` (skipped: ${oneModelMissing})` : "";
const otherKey = "the key of another reader";
const curriculum = "arxiv:1910.07224";
const adapters = "arxiv:2106.04647";

/** Papers of two years; a fifth of those of the later one is about whales, as few of the earlier one are. */
const grown = Array.from({ length: 220 }, (_, number) => {
  const year = number < 110 ? 2024 : 2025;
  const share = year === 2024 ? 1 : 9;
  const subject = number % 22 < share ? "whales sing" : ["steel bridges", "sea ice", "old poems"][number % 3]!;
  return {
    id: `grown:${number}`,
    title: `Why ${subject} ${number}`,
    abstract: `${subject} `.repeat(12),
    authors: ["Ada Lovelace"],
    date: `${year}-05-${String((number % 27) + 2).padStart(2, "0")}`,
    venue: "Atlas",
  };
});

describe.skipIf(oneModelMissing)(`The shown examples of the desk${skipped}`, () => {
  let shown: ShownCalls;
  let mails: SmtpSink;
  let receiver: ReplayServer;
  /** The ids of the examples, with those of what was made here. */
  const made = new Map<string, string>();
  beforeAll(async () => {
    mails = await startSmtpSink();
    receiver = await startReplay([{ status: 503, body: "down for maintenance" }]);
    made.set("https://example.org/new-papers", `${receiver.url}/new-papers`);
    shown = await openShownCalls({ SMTP_URL: mails.url, WEBHOOKS_PRIVATE: "1", API_KEYS: `${shownKey},${otherKey}` });
  }, 60_000);
  afterAll(async () => {
    await shown?.close();
    await Promise.all([mails?.close(), receiver?.close()]);
  });

  const run = (names: readonly string[], open: readonly string[] = []) => shown.run(names, { made, open });
  /** The first word of an example's address that the pattern finds. */
  const shownIn = (operation: string, pattern: RegExp) => pattern.exec(shown.find(operation).requests[0]!.url)![1]!;
  const collection = () => `/v1/collections/${made.get(shownIn("readCollection", /collections\/([^/?]+)/))}`;
  const change = async (method: string, path: string, body: object, key = shownKey) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
    const answer = await shown.ask(path, { method, headers, body: JSON.stringify(body) });
    expect([path, answer.ok]).toEqual([path, true]);
    return (await answer.text()).trim();
  };
  const mark = (id: string, facts: object) => change("PUT", `${collection()}/papers/${encodeURIComponent(id)}`, facts);
  const facts = { note: "Mine.", tags: ["adapters", "to cite"], isRead: true, rating: 3, key: "one2021" };

  it("of collections and their papers are answered as shown", async () => {
    expect(await run(["createCollection", "listCollections", "readCollection", "addEntries"])).toEqual([]);
    await mark(curriculum, facts);
    expect(await run(["replaceEntry", "readEntry", "listCollectionsOf", "removeEntry"])).toEqual([]);
    await mark(curriculum, facts);
    expect(await run(["listEntries", "findEntries", "changeEntries", "removeEntries"])).toEqual([]);
    await mark(adapters, { ...facts, key: "two2021" });
    expect(await run(["exportCollection", "exportEntries"])).toEqual([]);
    expect(await run(["recommendForCollection"], ["timings", "hits[].paper", "hits[].because"])).toEqual([]);
    expect(await run(["changeCollection", "deleteCollection", "restoreCollection"])).toEqual([]);
  });

  it("of screening are answered as shown, once enough is decided", async () => {
    const { papers } = await shown.read<{ papers: readonly { id: string }[] }>("/v1/papers?limit=100");
    // The papers of arXiv, as the example has one, are left undecided.
    const isOfArxiv = ({ id }: { id: string }) => id.startsWith("arxiv:");
    const ids = papers.toSorted((one, other) => Number(isOfArxiv(one)) - Number(isOfArxiv(other))).map(({ id }) => id);
    await change("POST", `${collection()}/papers`, { entries: ids.map((id) => ({ id })) });
    const decide = (some: readonly string[], decision: object) =>
      change("PATCH", `${collection()}/papers`, { ids: some, change: decision });
    await decide(ids.slice(0, 8), { decision: "include" });
    await decide(ids.slice(8, 30), { decision: "exclude", reason: "no children" });
    await decide(ids.slice(30, 50), { decision: "exclude" });
    expect(await run(["readScreening", "listNextToScreen"])).toEqual([]);
  });

  it("of imports into collections are answered as shown", async () =>
    expect(await run(["importIntoCollection", "importCollection"])).toEqual([]));

  it("of what is followed are answered as shown, once a paper fits", async () => {
    expect(await run(["createFollow", "createWebhook", "listWebhooks"])).toEqual([]);
    const { title, id } = { title: "Sparse Attention for Long Documents", id: "arxiv:2404.12345" };
    const authors = ["Ada Lovelace"];
    await shown.importAll({ id, title, abstract: `${title}.`, authors, categories: ["cs.CL"], year: 2024 });
    await until("the paper fits", async () => (await shown.read<{ total: number }>("/v1/inbox")).total > 0);
    const reads = ["listFollows", "readFollow", "listFollowMatches", "readInbox"] as const;
    expect(await run([...reads, "markSeen", "dismissPapers"])).toEqual([]);
    await change("POST", "/v1/inbox/dismissed", { ids: [id], isDismissed: false });
  });

  it("of feeds are answered as shown", async () => {
    expect(await run(["renewInboxFeed", "listFeeds", "readAtomFeed", "readJsonFeed", "removeFeed"])).toEqual([]);
    expect(await run(["renewFollowFeed"])).toEqual([]);
  });

  it("of digests are answered as shown, with the links of the mails", async () => {
    const takeLink = async (operation: string, kind: string) => {
      const pattern = new RegExp(`/v1/digests/${kind}/([\\w-]+)`);
      const find = () => mails.mails.flatMap(({ text = "" }) => pattern.exec(text)?.[1] ?? []).at(-1);
      await until(`a mail has a link to ${kind}`, () => find() !== undefined);
      made.set(shownIn(operation, pattern), find()!);
    };
    expect(await run(["createDigest"])).toEqual([]);
    await takeLink("openConfirmation", "confirm");
    expect(await run(["openConfirmation", "confirmDigest", "sendDigest"])).toEqual([]);
    await takeLink("openUnsubscribe", "unsubscribe");
    expect(await run(["listDigests", "readDigest", "updateDigest"])).toEqual([]);
    expect(await run(["openUnsubscribe", "unsubscribeDigest", "deleteDigest"])).toEqual([]);
  });

  it("of webhooks are answered as shown, once a delivery was given up", async () => {
    const hook = `/v1/webhooks/${made.get(shownIn("listDeliveries", /webhooks\/([^/]+)/))}`;
    const list = async () =>
      (await shown.read<{ deliveries: readonly { id: string; reason?: string }[] }>(`${hook}/deliveries`)).deliveries;
    await until("the receiver has refused", async () => (await list()).some(({ reason }) => reason !== undefined));
    giveUp(shown.folder);
    made.set(shownIn("retryDelivery", /deliveries\/([^/]+)/), (await list())[0]!.id);
    expect(await run(["listDeliveries", "retryDelivery", "updateWebhook", "deleteWebhook"])).toEqual([]);
  });

  it("of trends are answered as shown, once a topic has grown", async () => {
    const central = { title: "The Platonic Representation Hypothesis", authors: ["Minyoung Huh", "Brian Cheung"] };
    await shown.importAll({ id: "arxiv:2405.07987", ...central, date: "2024-05-13", venue: "ICML" }, ...grown);
    await mark("arxiv:2405.07987", facts);
    // What only one reader opens or keeps is not shown.
    const others = JSON.parse(await change("POST", "/v1/collections", { name: "Theirs" }, otherKey)) as { id: string };
    await change("PUT", `/v1/collections/${others.id}/papers/arxiv%3A2405.07987`, {}, otherKey);
    await change("POST", "/v1/opened", { ids: ["arxiv:2405.07987"] }, otherKey);
    expect(await run(["countOpened", "readTrends"])).toEqual([]);
  });

  it("of changing and ending a follow are answered as shown", async () =>
    expect(await run(["changeFollow", "removeFollow"])).toEqual([]));

  it("are all of those of the desk", () => expect(shown.listOthers(isOfDesk)).toEqual([]));
});

/** What a day of refusals would make of the deliveries. */
function giveUp(folder: string): void {
  const database = new Database(join(folder, dataFolderNames.store));
  database.exec("UPDATE outbox SET state = 'failed', attempts = 8 WHERE kind = 'call'");
  database.close();
}
