import { describe, expect, it } from "vitest";
import type { EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { TextTask } from "../../src/adapters/transformers/embed-texts.js";
import type { ModelThread } from "../../src/adapters/transformers/model-thread.js";
import { createTextDispatcher, firstText, type TextKind } from "../../src/adapters/transformers/text-dispatcher.js";

interface FakeThread extends ModelThread {
  /** The texts it was given, in order. */
  readonly given: string[];
  /** Finishes its oldest unfinished text. */
  finish(): Promise<void>;
  closed: boolean;
}

function createThread({ loaded }: { readonly loaded: boolean }): FakeThread {
  const given: string[] = [];
  const ends: (() => void)[] = [];
  return {
    given,
    closed: false,
    isLoaded: loaded,
    get inHand() {
      return ends.length;
    },
    embed: ([task]) =>
      new Promise<readonly EmbedResult[]>((resolve) => {
        given.push(task!.text);
        ends.push(() => resolve([{ failure: task!.text }]));
      }),
    async finish() {
      Object.assign(this, { isLoaded: true });
      ends.shift()!();
      await turn();
    },
    async close() {
      this.closed = true;
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const toTask = (text: string): TextTask => ({ text, prefix: "", maxTokens: 8 });

function create({ loaded = true, count = 1 } = {}) {
  const answering = createThread({ loaded: true });
  const documents = Array.from({ length: count }, () => createThread({ loaded }));
  const dispatcher = createTextDispatcher({ answering, documents, width: 2 });
  const run = (kind: TextKind, ...texts: string[]) => texts.map((text) => dispatcher.run(kind, [toTask(text)]));
  return { answering, documents, document: documents[0]!, dispatcher, run };
}

describe("a call whose caller leaves", () => {
  it("is dropped while it waits; a text in a thread is finished, and others move up", async () => {
    const { answering, dispatcher, run } = create({ count: 0 });
    const [leaving, gone] = [new AbortController(), AbortSignal.abort()];
    const begun = dispatcher.run("passage", [toTask("p1")], leaving.signal);
    const waits = dispatcher.run("passage", [toTask("p2")], leaving.signal);
    const [other] = run("passage", "p3");
    expect(dispatcher.countWaiting("passage")).toBe(2);
    leaving.abort();
    for (const left of [begun, waits]) await expect(left).rejects.toBe(leaving.signal.reason);
    expect(dispatcher.countWaiting("passage")).toBe(1);
    await answering.finish();
    await answering.finish();
    expect(await other).toEqual([{ failure: "p3" }]);
    expect(answering.given).toEqual(["p1", "p3"]);
    await expect(dispatcher.run("query", [toTask("late")], gone)).rejects.toBe(gone.reason);
  });
});

describe("the threads with the model", () => {
  it("embed queries before passages, whichever came first, and documents never delay them", async () => {
    const { answering, document, run } = create();
    run("document", "d1", "d2", "d3");
    run("passage", "p1", "p2");
    run("query", "q1");
    expect([answering.given, document.given]).toEqual([["p1"], ["d1", "d2"]]);
    await answering.finish();
    await answering.finish();
    expect([answering.given, document.given]).toEqual([
      ["p1", "q1", "p2"],
      ["d1", "d2"],
    ]);
  });

  it("share queries with a thread for documents only while it is loaded and idle", async () => {
    const { answering, document, run } = create();
    run("query", "q1", "q2", "q3");
    expect([answering.given, document.given]).toEqual([["q1"], ["q2"]]);
    run("document", "d1");
    await document.finish();
    await document.finish();
    expect(document.given).toEqual(["q2", "d1", "q3"]);
  });

  it("load one more copy of the model when two queries wait, one at a time", async () => {
    const { answering, documents, run } = create({ loaded: false, count: 2 });
    const given = () => documents.map((thread) => thread.given);
    run("query", "q1", "q2");
    expect(given()).toEqual([[], []]);
    run("query", "q3", "q4", "q5", "q6");
    expect(given()).toEqual([[firstText.text], []]);
    await documents[0]!.finish();
    expect(given()).toEqual([[firstText.text, "q2"], [firstText.text]]);
    expect(answering.given).toEqual(["q1"]);
  });

  it("spread documents, first over those that are loaded", () => {
    const { documents, run } = create({ loaded: false, count: 3 });
    Object.assign(documents[1]!, { isLoaded: true });
    const given = () => documents.map((thread) => thread.given);
    run("document", "d1");
    expect(given()).toEqual([[], ["d1"], []]);
    run("document", "d2", "d3", "d4");
    expect(given()).toEqual([["d2"], ["d1", "d4"], ["d3"]]);
  });

  it("count waiting texts by their kind", () => {
    const { dispatcher } = create();
    void dispatcher.run("query", ["a"].map(toTask));
    void dispatcher.run("query", ["b"].map(toTask));
    dispatcher.run("passage", ["c", "d", "e"].map(toTask)).catch(() => undefined);
    expect([dispatcher.countWaiting("query"), dispatcher.countWaiting("passage")]).toEqual([0, 3]);
  });

  it("are closed when they have finished; waiting texts are refused at once", async () => {
    const { answering, document, dispatcher, run } = create();
    const [running] = run("query", "q1");
    const documents = run("document", "d1", "d2", "d3");
    const closing = dispatcher.close();
    await expect(documents[2]).rejects.toMatchObject({ code: "unavailable" });
    await expect(dispatcher.run("query", [toTask("late")])).rejects.toMatchObject({ code: "unavailable" });
    expect([answering.closed, document.closed]).toEqual([false, false]);
    await answering.finish();
    await document.finish();
    expect(answering.closed).toBe(false);
    await document.finish();
    await closing;
    expect([answering.closed, document.closed]).toEqual([true, true]);
    expect(await running).toEqual([{ failure: "q1" }]);
  });
});
