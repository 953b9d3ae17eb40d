import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NextToScreen, Screening } from "../../src/domain/screening/requests.js";
import { ask, expectProblem, postJson, sendJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const subjects = ["robot grasping", "cystic fibrosis", "bird song"];
const papers = Array.from({ length: 36 }, (_, at) => ({
  id: `p${String(at).padStart(2, "0")}`,
  title: `${subjects[at % 3]} study ${at}`,
  abstract: `We measure ${subjects[at % 3]} in setting ${at % 5}, part ${at % 7}.`,
}));

describe("Screening", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers });
  });
  afterAll(() => server.close());

  const create = async (name: string, note?: string) => {
    const id = String((await postJson(`${server.url}/v1/collections`, { name, ...(note && { note }) })).body["id"]);
    await postJson(`${address(id)}/papers`, { entries: papers.map((paper) => ({ id: paper.id })) });
    return id;
  };
  const address = (id: string) => `${server.url}/v1/collections/${id}`;
  const next = async (id: string, query = "limit=50") =>
    (await ask(`${address(id)}/screening/next?${query}`)).body as unknown as NextToScreen;
  const read = async (id: string) => (await ask(`${address(id)}/screening`)).body as unknown as Screening;
  const decide = (id: string, ids: readonly string[], change: object) =>
    sendJson("PATCH", `${address(id)}/papers`, { ids, change });
  const about = (subject: string) => ({ title: expect.stringContaining(subject) });

  it("asks for each paper once, those like included ones first, until nothing is left", async () => {
    const id = await create("All of it", "bird song");
    const first = await next(id);
    expect(first).toMatchObject({ basis: "question", undecided: 36, byWordsOnly: 0 });
    expect(first.papers.slice(0, 12)).toMatchObject(Array(12).fill(about("bird song")));
    const asked: string[] = [];
    const likes: string[] = [];
    for (let round = 0; round < 36; round += 1) {
      const { papers: open, undecided, basis } = await next(id, "limit=1&question=robot%20grasping");
      expect([undecided, open.length, basis]).toEqual([36 - round, 1, round > 0 ? "decisions" : "question"]);
      const [paper] = open;
      asked.push(paper!.id);
      likes.push(paper!.nearest.included?.title ?? "");
      const isWanted = paper!.title.startsWith("robot");
      await decide(id, [paper!.id], isWanted ? { decision: "include" } : { decision: "exclude", reason: "Off topic" });
    }
    expect(new Set(asked).size).toBe(36);
    expect(likes.slice(0, 12)).toEqual(["", ...Array(11).fill(expect.stringContaining("robot grasping"))]);
    expect(asked.slice(0, 12)).toEqual(
      papers.flatMap(({ id: paper, title }) => (title.startsWith("robot") ? paper : [])).sort(byPlace(asked)),
    );
    expect(await next(id)).toMatchObject({ papers: [], undecided: 0 });
    expect(await read(id)).toEqual({
      flow: {
        identified: 36,
        duplicates: 0,
        nearDuplicates: expect.any(Number),
        notRetrieved: 0,
        screened: 36,
        excluded: 24,
        reasons: [{ reason: "Off topic", papers: 24 }],
        included: 12,
        undecided: 0,
      },
      left: {
        isKnown: true,
        likely: 0,
        high: 0,
        atMost: 0,
        recallAtLeast: 1,
        untilRecall: { recall: 0.95, papers: 0 },
      },
    });
  });

  it("gives the same order after a decision is taken back, and says what it follows from", async () => {
    const id = await create("Back again");
    const before = await next(id);
    expect(before.basis).toBe("typical");
    await decide(id, ["p00"], { decision: "include" });
    const after = await next(id);
    expect(after.basis).toBe("decisions");
    expect(after.papers.slice(0, 11).filter(({ title }) => title.startsWith("robot")).length).toBeGreaterThanOrEqual(8);
    await decide(id, ["p00"], { decision: null });
    expect(await next(id)).toEqual(before);
  });

  it("says what an estimate needs, and counts papers that are gone", async () => {
    const id = await create("Just begun");
    await decide(id, ["p01"], { decision: "exclude" });
    expect((await read(id)).left).toMatchObject({
      isKnown: false,
      needed: { decisions: 29, included: 5 },
      atMost: expect.any(Number),
    });
    await postJson(`${server.url}/v1/papers`, { papers: [{ id: "gone", title: "bird song that goes" }] });
    await postJson(`${address(id)}/papers`, { entries: [{ id: "gone" }] });
    expect((await next(id)).undecided).toBe(36);
    await ask(`${server.url}/v1/papers/gone`, { method: "DELETE" });
    expect((await read(id)).flow).toMatchObject({ identified: 37, notRetrieved: 1, undecided: 36 });
    const { papers: open, undecided } = await next(id);
    expect([open.some((paper) => paper.id === "gone"), undecided]).toEqual([false, 36]);
  });

  it("ranks a changed paper by its new text", async () => {
    const id = await create("Changed");
    await decide(id, ["p00", "p03"], { decision: "include" });
    const place = async () => (await next(id)).papers.findIndex((paper) => paper.id === "p02");
    expect(await place()).toBeGreaterThanOrEqual(10);
    const job = await sendJson("PATCH", `${server.url}/v1/papers/p02`, {
      title: "robot grasping study 99",
      abstract: "We measure robot grasping in setting 0, part 1.",
    });
    expect(job.status).toBeLessThan(300);
    await expect.poll(place, { timeout: 5_000 }).toBeLessThan(10);
  });

  it("is refused for unknown collections and bad limits", async () => {
    for (const path of ["screening", "screening/next"])
      expectProblem(await ask(`${address("none")}/${path}`), 404, "not_found");
    const id = await create("Limits");
    expectProblem(await ask(`${address(id)}/screening/next?limit=51`), 400, "bad_input");
  });
});

function byPlace(list: readonly string[]) {
  return (one: string, other: string) => list.indexOf(one) - list.indexOf(other);
}
