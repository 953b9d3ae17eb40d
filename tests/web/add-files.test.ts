import { describe, expect, it } from "vitest";
import type { AddedAnswer } from "../../src/domain/ingest/added-answer.js";
import type { PreviewedAnswer } from "../../src/domain/ingest/preview.js";
import { PaperkinError } from "../../src/client/client-error.js";
import type { Entry } from "../../src/web/add/files/entry.js";
import { createEntryQueue } from "../../src/web/add/files/entry-queue.js";
import { chooseColumn, nameOwnField } from "../../src/web/add/reading/choose-column.js";
import { until } from "../support/until.js";

const counts = { total: 1, accepted: 1, new: 1, merged: 0, unchanged: 0, failed: 0 };
const previewed = { preview: { counts } } as PreviewedAnswer;
const added = { job: { id: "job" } } as AddedAnswer;

function openQueue(preview: (name: string) => Promise<PreviewedAnswer> = async () => previewed) {
  const seen = { entries: [] as readonly Entry[], most: 0, running: 0, sent: [] as string[], locked: 0 };
  const run = async <Answer>(work: () => Promise<Answer>) => {
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    try {
      return await work();
    } finally {
      seen.running -= 1;
    }
  };
  const queue = createEntryQueue({
    preview: (_, { name }) => run(() => preview(name)),
    send: (_, { name }) => run(async () => (seen.sent.push(name), added)),
    onChange: (entries) => void (seen.entries = entries),
    onAdded: () => undefined,
    onLocked: () => void (seen.locked += 1),
  });
  return { queue, seen, kinds: () => seen.entries.map(({ step }) => step.kind) };
}

const fileNamed = (path: string, text = "x") => ({ file: new File([text], path), path });

describe("The queue of files", () => {
  it("reads all files, two at a time, and sends those with something to add once that is confirmed", async () => {
    const { queue, seen, kinds } = openQueue(async (name) =>
      name === "b" ? ({ preview: { counts: { ...counts, accepted: 0 } } } as PreviewedAnswer) : previewed,
    );
    queue.add(["a", "b", "c", "d"].map((name) => fileNamed(name)));
    await until("the files are there", () => kinds().every((kind) => kind === "ready"));
    expect([seen.most, seen.sent]).toEqual([2, []]);
    queue.confirm();
    await until("the files are there", () => kinds().filter((kind) => kind === "added").length === 3);
    expect(seen.sent).toEqual(["a", "c", "d"]);
    expect(kinds()[1]).toBe("ready");
  });

  it("goes on after a file that fails, and tries it again on request", async () => {
    let isBroken = true;
    const { queue, kinds } = openQueue(async (name) => {
      if (name === "a" && isBroken) throw new PaperkinError("bad_input", "Broken.", { status: 400 });
      return previewed;
    });
    queue.add([fileNamed("a"), fileNamed("b"), fileNamed("empty", "")]);
    await until("the files are there", () => kinds().join() === "failed,ready,failed");
    isBroken = false;
    queue.retry(1);
    await until("the files are there", () => kinds()[0] === "ready");
  });

  it("waits for a key, asks for it once, and then goes on where it was", async () => {
    let isLocked = true;
    const { queue, seen, kinds } = openQueue(async () => {
      if (isLocked) throw new PaperkinError("unauthorized", "A key, please.", { status: 401 });
      return previewed;
    });
    queue.add(["a", "b", "c"].map((name) => fileNamed(name)));
    await until("the files are there", () => seen.running === 0 && kinds().every((kind) => kind === "unread"));
    expect(seen.locked).toBe(1);
    isLocked = false;
    queue.unlock();
    await until("the files are there", () => kinds().every((kind) => kind === "ready"));
  });

  it("drops what was not read when it is stopped", async () => {
    const { queue, seen, kinds } = openQueue((name) =>
      name === "a" ? Promise.resolve(previewed) : new Promise(() => undefined),
    );
    queue.add(["a", "b", "c", "d"].map((name) => fileNamed(name)));
    await until("the files are there", () => kinds()[0] === "ready");
    queue.stop();
    expect(seen.entries.map(({ path }) => path)).toEqual(["a"]);
  });
});

describe("The choice of a column", () => {
  const head = {
    columns: [
      { name: "Name", field: "title" },
      { name: "Titel", field: "title" },
      { name: "Jahr", field: "year" },
      { name: "X" },
    ],
    rows: [],
  };

  it("names the column of a field", () => {
    expect(chooseColumn(head, {}, { at: 3, field: "venue" })).toEqual({ venue: "X" });
  });

  it("takes back a guess: the field gets the other column that was guessed, or none", () => {
    expect(chooseColumn(head, {}, { at: 2, field: undefined })).toEqual({ year: "" });
    expect(chooseColumn(head, {}, { at: 0, field: undefined })).toEqual({ title: "Titel" });
    expect(chooseColumn(head, {}, { at: 2, field: "date" })).toEqual({ year: "", date: "Jahr" });
  });

  it("keeps a column as an own field, and not under two names", () => {
    const own = chooseColumn(head, {}, { at: 3, field: "extra.X" });
    expect(own).toEqual({ "extra.X": "X" });
    const kept = { ...head, columns: head.columns.with(3, { name: "X", field: "extra.X" }) };
    expect(chooseColumn(kept, own, { at: 3, field: "venue" })).toEqual({ venue: "X" });
    expect([nameOwnField("Stage: (1st)"), nameOwnField("extra.a"), nameOwnField("?!")]).toEqual([
      "extra.Stage 1st",
      "extra.a",
      undefined,
    ]);
  });
});
