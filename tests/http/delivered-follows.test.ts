import { parseFeed } from "@rowanmanning/feed-parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { ingest } from "../support/test-library.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

let sink: SmtpSink;
let server: TestServer;
beforeAll(async () => {
  sink = await startSmtpSink();
  const config = { smtpUrl: sink.url, mailFrom: "news@example.org" };
  server = await startTestServer({ opening: "serve", config });
});
afterAll(async () => {
  await server.close();
  await sink.close();
});

async function post(path: string, body?: object): Promise<Record<string, string>> {
  const answer = await fetch(`${server.url}${path}`, {
    method: "POST",
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as Record<string, string>;
}

it("delivers a new paper that is followed, in the feed and by mail, with the name of the follow", async () => {
  await ingest(server.library.services, [{ id: "old", title: "An older note", authors: ["Ada Lovelace"] }]);
  const follow = await post("/v1/follows", { kind: "author", author: "Ada Lovelace" });
  const feed = await post(`/v1/follows/${follow["id"]}/feed`);
  const digest = await post("/v1/digests", { address: "news@example.org" });
  expect(digest["state"]).toBe("active");
  await ingest(server.library.services, [
    { id: "new", title: "Notes on the engine", authors: ["Ada Lovelace"] },
    { id: "other", title: "Something else", authors: ["Charles Babbage"] },
  ]);
  const read = async () => parseFeed(await (await fetch(`${server.url}/${feed["atom"]}`)).text()).items;
  await until("the match is in the feed", async () => (await read()).length > 0);
  expect((await read()).map(({ title }) => title)).toEqual(["Notes on the engine"]);
  await post(`/v1/digests/${digest["id"]}/send`);
  await until("the mail came", () => sink.mails.length === 1);
  expect(sink.mails[0]?.subject).toBe("Test: 1 new paper: Notes on the engine");
  expect(sink.mails[0]?.text).toContain("* Ada Lovelace");
});
