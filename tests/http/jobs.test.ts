import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";
import { ask, expectProblem, jobOf, pathsOf, postJson, sendJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

/** Parses the jobs from the text of an event stream. */
function readEvents(text: string): Job[] {
  return text
    .split("\n\n")
    .filter((event) => event.startsWith("event: job\ndata: "))
    .map((event) => JSON.parse(event.slice("event: job\ndata: ".length)) as Job);
}

describe("the jobs of a server that embeds", () => {
  let server: TestServer;
  let jobs: string;
  let job: Job;
  beforeAll(async () => {
    server = await startTestServer();
    jobs = `${server.url}/v1/jobs`;
    job = jobOf(
      await postJson(`${server.url}/v1/papers?wait=true`, {
        papers: [
          { id: "a", title: "A" },
          { id: "b", title: "B [[fail]]" },
        ],
      }),
    );
  });
  afterAll(() => server.close());

  it("are listed newest first, and read one by one", async () => {
    const newer = jobOf(await postJson(`${server.url}/v1/papers?wait=true`, { papers: [{ id: "a", title: "A" }] }));
    const { body } = await ask(`${jobs}?limit=2`);
    expect((body["jobs"] as Job[]).map(({ id }) => id)).toEqual([newer.id, job.id]);
    expect((await ask(`${jobs}/${job.id}`)).body).toMatchObject({
      id: job.id,
      state: "completed",
      counts: { accepted: 2, embedded: 1, failed: 1 },
    });
  });

  it("are named after their file, or the first title of a list", async () => {
    const name = encodeURIComponent("refs/Größe\u202e.bib");
    const headers = { "X-File-Name": name, "content-type": "application/octet-stream" };
    const sent = await ask(`${server.url}/v1/papers`, { method: "POST", headers, body: "@misc{k, title={Named}}" });
    expect(jobOf(sent).name).toBe("Größe.bib");
    const lines = { ...headers, "content-type": "application/x-ndjson" };
    const streamed = await ask(`${server.url}/v1/papers`, { method: "POST", headers: lines, body: '{"title":"L"}\n' });
    expect(jobOf(streamed).name).toBe("Größe.bib");
    const list = await postJson(`${server.url}/v1/papers`, { papers: [{ title: "Bees" }, { title: "Wasps" }] });
    expect(jobOf(list).name).toBe("Bees and 1 more");
    const edited = await sendJson("PUT", `${server.url}/v1/papers/a`, { title: "Ants" });
    expect(jobOf(edited).name).toBe("Ants");
    const { body } = await ask(`${jobs}?limit=2`);
    expect((body["jobs"] as Job[]).map((one) => one.name)).toEqual(["Ants", "Bees and 1 more"]);
  });

  it("report what failed, and why", async () => {
    const { body } = await ask(`${jobs}/${job.id}/failures?limit=10`);
    expect(body).toEqual({ failures: [{ id: "b", reason: expect.stringContaining("[[fail]]") }] });
  });

  it("are streamed as events until they end", async () => {
    const papers = Array.from({ length: 100 }, (_, index) => ({ id: `e${index}`, title: `Event ${index}` }));
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers }));
    const response = await fetch(`${jobs}/${id}/events`);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    const events = readEvents(await response.text());
    expect(events.at(-1)).toMatchObject({ id, state: "completed", counts: { accepted: 100, embedded: 100 } });
    const embedded = events.map(({ counts }) => counts.embedded);
    expect(embedded).toEqual(embedded.toSorted((one, other) => one - other));
  });

  it("can be retried after they end, but not paused, resumed or cancelled", async () => {
    expect((await postJson(`${jobs}/${job.id}/retry`, {})).body).toMatchObject({ id: job.id });
    await server.library.services.waitForJob(job.id);
    for (const action of ["pause", "resume", "cancel"]) {
      const { detail } = expectProblem(await ask(`${jobs}/${job.id}/${action}`, { method: "POST" }), 409, "conflict");
      expect(detail).toBe(`Job ${job.id} is completed: it cannot ${action}.`);
    }
  });

  it("are not found under an unknown id", async () => {
    for (const path of ["", "/failures", "/events"]) expectProblem(await ask(`${jobs}/none${path}`), 404, "not_found");
    for (const action of ["pause", "resume", "cancel", "retry"]) {
      expectProblem(await ask(`${jobs}/none/${action}`, { method: "POST" }), 404, "not_found");
    }
    expectProblem(await ask(`${jobs}/${job.id}/explode`, { method: "POST" }), 404, "not_found");
  });

  it.each(["limit=0", "limit=10000", "limit=x"])("reject %s", async (query) => {
    expect(pathsOf(expectProblem(await ask(`${jobs}?${query}`), 400, "bad_input"))).toEqual(["limit"]);
    expect(pathsOf(expectProblem(await ask(`${jobs}/${job.id}/failures?${query}`), 400, "bad_input"))).toEqual([
      "limit",
    ]);
  });
});

describe("the jobs of a server that does not embed", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ workers: 0 });
  });
  afterAll(() => server.close());

  it("are paused, resumed and cancelled, which ends their event streams", async () => {
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers: [{ id: "a", title: "A" }] }));
    const steer = async (action: string) =>
      (await ask(`${server.url}/v1/jobs/${id}/${action}`, { method: "POST" })).body["state"];
    const response = await fetch(`${server.url}/v1/jobs/${id}/events`);
    expect(await steer("pause")).toBe("paused");
    expect(await steer("resume")).toBe("waiting");
    expect(await steer("cancel")).toBe("cancelled");
    expect(readEvents(await response.text()).at(-1)).toMatchObject({ id, state: "cancelled" });
  });

  it("answer HEAD on their events immediately", async () => {
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers: [{ id: "c", title: "C" }] }));
    const response = await fetch(`${server.url}/v1/jobs/${id}/events`, { method: "HEAD" });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  });

  it("leave room for other requests while many event streams are open", async () => {
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers: [{ id: "d", title: "D" }] }));
    const leaving = new AbortController();
    const { signal } = leaving;
    // More than the limit of requests in flight.
    const streams = await Promise.all(
      Array.from({ length: 300 }, () => fetch(`${server.url}/v1/jobs/${id}/events`, { signal })),
    );
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await ask(`${server.url}/v1/jobs/${id}`)).status).toBe(200);
    leaving.abort();
    for (const stream of streams) await expect(stream.text()).rejects.toThrow("abort");
  });

  it("are unaffected by a client that leaves their event stream", async () => {
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers: [{ id: "b", title: "B" }] }));
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/v1/jobs/${id}/events`, { signal: leaving.signal });
    leaving.abort();
    await expect(response.text()).rejects.toThrow("abort");
    expect((await ask(`${server.url}/v1/jobs/${id}`)).body).toMatchObject({ state: "waiting" });
  });
});
