import { afterEach, describe, expect, it } from "vitest";
import { createClient, type PaperkinClient } from "../../src/client/index.js";
import { beePaper, beeQuestion, makePapers } from "../support/generated-papers.js";
import { countRounds } from "../support/rounds.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { defaultTestModel, oneModelMissing, testModel } from "../support/test-model.js";
import { until } from "../support/until.js";

const reason = oneModelMissing ? ` (skipped: ${oneModelMissing})` : "";
const timeoutMs = 600_000;
const stepMs = 200_000;
const generated = makePapers(countRounds(40));
const total = sampleCount + generated.length;
const question = "fine-tuning a large model with few trainable parameters";

interface Watched extends ServerProcess {
  readonly client: PaperkinClient;
}

/** Leaves the choice of the model to the data folder. */
async function spawn(folder: string): Promise<Watched> {
  const server = await spawnServer(folder, { MODEL: "" });
  return { ...server, client: createClient({ url: server.url, timeoutMs: stepMs }) };
}

/** Ids of the samples most similar to the question; the other papers are unrelated to it. */
async function rank({ client }: Watched): Promise<string> {
  const { hits } = await client.search({ query: question, mode: "semantic", limit: 30, duplicates: "show" });
  const ids = hits.map(({ paper }) => paper.id).filter((id) => id !== beePaper.id && !id.startsWith("generated"));
  return ids.slice(0, 8).join(" ");
}

async function untilReady({ client }: Watched): Promise<void> {
  await until(
    "every paper has a vector of the next model",
    async () => (await client.reindex.status()).otherModel?.state === "ready",
    stepMs,
  );
}

/** Searches continuously until stopped, and returns every answer in order, including failures. */
function askOn(server: Watched): { stop(): Promise<readonly string[]>; readonly asked: number } {
  const answers: string[] = [];
  let over = false;
  const asking = (async () => {
    while (!over) answers.push(await rank(server).catch((error: Error) => `failed: ${error.message}`));
  })();
  return {
    get asked() {
      return answers.length;
    },
    async stop() {
      over = true;
      await asking;
      return answers;
    },
  };
}

describe.skipIf(oneModelMissing)(`A model change${reason}`, () => {
  afterEach(async () => {
    await endPrograms();
    await removeTemporaryFolders();
  });

  it(
    "is visible to searches only in their results, and includes papers added during the change",
    async () => {
      const server = await spawn(await makeTemporaryFolder());
      const { client } = server;
      await client.addPapers(generated, { wait: true });
      await server.api.untilComplete(total, stepMs);
      const old = await rank(server);
      const asking = askOn(server);
      expect((await client.reindex.start(testModel)).model.id).toBe(defaultTestModel);
      await client.addPapers([beePaper], { wait: true });
      await untilReady(server);
      const before = asking.asked;
      await until("it is asked between", () => asking.asked > before + 3, stepMs);
      expect((await client.reindex.compare({ queries: [question] })).queries[0]?.overlap).toBeLessThan(1);
      expect((await client.reindex.switch()).model.id).toBe(testModel);
      const after = asking.asked;
      await until("it is asked after", () => asking.asked > after + 5, stepMs);
      const answers = await asking.stop();
      const latest = await rank(server);
      expect(latest).not.toBe(old);
      // All answers of the old model come first, then all of the new one, and no others.
      const switchedAt = answers.indexOf(latest);
      expect(switchedAt).toBeGreaterThan(before);
      expect(answers.filter((answer, index) => answer !== (index < switchedAt ? old : latest))).toEqual([]);
      expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
      await client.reindex.rollback();
      expect(await rank(server)).toBe(old);
      expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    },
    timeoutMs,
  );

  it(
    "resumes after kill -9 while embedding, and stays switched after kill -9 right after the switch",
    async () => {
      const folder = await makeTemporaryFolder();
      const first = await spawn(folder);
      await first.client.addPapers(generated, { wait: true });
      await first.api.untilComplete(total, stepMs);
      const old = await rank(first);
      await first.client.reindex.start(testModel);
      const isPartWay = async () => {
        const { otherModel } = await first.client.reindex.status();
        return otherModel !== undefined && otherModel.embedded > 0 && otherModel.missing > 0;
      };
      await until("some papers are embedded", isPartWay, stepMs);
      await first.end("SIGKILL");

      const second = await spawn(folder);
      expect(await second.client.reindex.status()).toMatchObject({ model: { id: defaultTestModel } });
      expect((await second.client.reindex.status()).otherModel?.embedded).toBeGreaterThan(0);
      await second.api.untilComplete(total, stepMs);
      expect(await rank(second)).toBe(old);
      await untilReady(second);
      await second.client.reindex.switch();
      await second.end("SIGKILL");

      const third = await spawn(folder);
      expect(await third.client.reindex.status()).toMatchObject({
        model: { id: testModel },
        otherModel: { id: defaultTestModel, state: "kept", missing: 0 },
      });
      await third.api.untilComplete(total, stepMs);
      expect(await rank(third)).not.toBe(old);
      await third.client.addPapers([beePaper], { wait: true });
      await third.client.reindex.rollback();
      await third.end("SIGKILL");

      const fourth = await spawn(folder);
      await fourth.api.untilComplete(total + 1, stepMs);
      expect(await rank(fourth)).toBe(old);
      expect((await fourth.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    },
    timeoutMs,
  );
});
