import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import type { DeliveryChildTask } from "../support/delivery/delivery-child.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { endPrograms, spawnProgram } from "../support/spawn-program.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { until } from "../support/until.js";

function startChild(task: DeliveryChildTask) {
  const child = spawnProgram({ entry: "tests/support/delivery/delivery-child", args: [JSON.stringify(task)] });
  const kill = () => child.end("SIGKILL");
  return kill;
}

let folder: string;
let sink: SmtpSink;
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  sink = await startSmtpSink();
});
afterEach(async () => {
  await endPrograms();
  await sink.close();
  await removeTemporaryFolders();
});

async function readOutbox() {
  const store = createSqliteStore({ folder, now: Date.now });
  try {
    return await store.desk.outbox.list("digest-1", 10);
  } finally {
    store.close();
  }
}

const digestsIn = ({ mails }: SmtpSink) => mails.map(({ subject }) => subject);

describe("a process that sends digests and is killed", () => {
  it("between the sending and the record of it: no other process sends the mail again", async () => {
    // The server has the whole mail, and does not say so.
    sink.meet((stage) => (stage === "data" ? "wait" : undefined));
    const kill = startChild({ folder, smtpUrl: sink.url, adds: "digest" });
    await until("the mail was handed over", () => sink.mails.length === 1);
    await kill();
    expect(await readOutbox()).toMatchObject([{ kind: "digest", state: "sending" }]);
    sink.meet(() => undefined);
    const killNext = startChild({ folder, smtpUrl: sink.url, adds: "nothing" });
    await until("it was settled", async () => (await readOutbox())[0]?.state === "unknown");
    await wait(3_000);
    await killNext();
    expect(digestsIn(sink)).toEqual(["1 new paper: About p1"]);
    expect(await readOutbox()).toMatchObject([
      { state: "unknown", reason: expect.stringContaining("may not have been") },
    ]);
  }, 120_000);

  it("before the sending: the next process sends it once", async () => {
    const { url } = sink;
    await sink.close();
    const kill = startChild({ folder, smtpUrl: url, adds: "digest" });
    await until("it waits for the mail server", async () => (await readOutbox())[0]?.state === "waiting");
    await kill();
    sink = await startSmtpSink();
    const killNext = startChild({ folder, smtpUrl: sink.url, adds: "nothing" });
    // The first attempt was refused, so the second comes a minute later.
    await until("it was sent", async () => (await readOutbox())[0]?.state === "sent", 100_000);
    await wait(1_500);
    await killNext();
    expect(digestsIn(sink)).toEqual(["1 new paper: About p1"]);
    expect(await readOutbox()).toHaveLength(1);
  }, 180_000);
});
