import { expect, it } from "vitest";
import type { FailedText } from "../../src/ports/ingest/work-store.js";
import { embedWaiting, keepPapers, listWaiting, type StoreUnderTest } from "../support/store-under-test.js";

export const two = [
  { id: "a", title: "A" },
  { id: "b", title: "B" },
];

/** Fails waiting papers: all of them, or the given number. */
export async function failWaiting(store: StoreUnderTest, count = 1000): Promise<void> {
  const failures: FailedText[] = (await listWaiting(store, count)).map((paper) => ({ ...paper, reason: "no words" }));
  await store.work.saveResults({ vectors: [], failures });
}

/** Part of the contract of the job store: what can be done to a job, and when. */
export function describeJobSteering(open: () => StoreUnderTest): void {
  const steer = (id: string, action: "pause" | "resume" | "cancel" | "retry") => open().jobs.changeState(id, action);

  it("pauses and resumes", async () => {
    const { jobId } = await keepPapers(open(), two);
    expect(await steer(jobId, "pause")).toMatchObject({ id: jobId, state: "paused" });
    expect(await steer(jobId, "resume")).toMatchObject({ state: "waiting" });
  });

  it("cancels, and leaves waiting papers without a vector until a retry", async () => {
    const store = open();
    const { jobId } = await keepPapers(store, two);
    await store.jobs.sealJob(jobId);
    store.setTime(5000);
    expect(await steer(jobId, "cancel")).toMatchObject({ state: "cancelled", finishedAt: "1970-01-01T00:00:05.000Z" });
    expect(await store.papers.countPapers()).toMatchObject({ papers: 2, waiting: 0, withheld: 2 });
    const again = await steer(jobId, "retry");
    expect(again).toMatchObject({ state: "waiting" });
    expect(again).not.toHaveProperty("finishedAt");
    expect(await embedWaiting(store)).toBe(2);
    expect(await store.jobs.readJob(jobId)).toMatchObject({ state: "completed", counts: { embedded: 2, failed: 0 } });
  });

  it("retries only papers that failed", async () => {
    const store = open();
    const { jobId } = await keepPapers(store, two);
    await store.jobs.sealJob(jobId);
    await failWaiting(store, 1);
    await embedWaiting(store);
    expect(await steer(jobId, "retry")).toMatchObject({
      state: "active",
      counts: { accepted: 2, embedded: 1, failed: 0 },
    });
    expect((await listWaiting(store, 10)).map(({ text }) => text)).toEqual(["A"]);
    await embedWaiting(store);
    expect(await store.jobs.readJob(jobId)).toMatchObject({ state: "completed", counts: { embedded: 2, failed: 0 } });
    expect(await store.jobs.listFailures(jobId, 10)).toEqual([]);
  });

  it.each([
    ["waiting", "resume"],
    ["waiting", "retry"],
    ["paused", "retry"],
    ["completed", "pause"],
    ["completed", "resume"],
    ["completed", "cancel"],
    ["cancelled", "cancel"],
    ["cancelled", "pause"],
    ["cancelled", "resume"],
  ] as const)("reports a conflict: a job that is %s cannot %s", async (state, action) => {
    const { jobId } = await keepPapers(open(), two);
    if (state === "paused") await steer(jobId, "pause");
    if (state === "cancelled") await steer(jobId, "cancel");
    if (state === "completed") {
      await embedWaiting(open());
      await open().jobs.sealJob(jobId);
    }
    const refusal = { code: "conflict", message: `Job ${jobId} is ${state}: it cannot ${action}.` };
    await expect(steer(jobId, action)).rejects.toMatchObject(refusal);
    expect(await open().jobs.readJob(jobId)).toMatchObject({ state });
  });

  it("rejects actions on an unknown job", async () => {
    await expect(steer("none", "pause")).rejects.toMatchObject({ code: "not_found" });
  });
}
