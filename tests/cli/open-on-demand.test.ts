import { describe, expect, it } from "vitest";
import type { PaperLibrary } from "../../src/cli/context.js";
import { openOnDemand } from "../../src/cli/library/open-on-demand.js";
import { parseJsonLines } from "../../src/domain/sources/json-lines.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import { AppError } from "../../src/errors.js";
import { createGate } from "../support/gate.js";
import { until } from "../support/until.js";

const paper: Paper = { id: "p", title: "P", authors: [], categories: [], keywords: [] };
const gone = new AppError("unavailable", "No answer.");

/** Holds a library whose successive openings return these results, or throw them if they are errors. */
function hold(results: readonly (Partial<PaperLibrary> | Error)[], idleMs = 60_000) {
  const left = [...results];
  const told: string[] = [];
  const log: string[] = [];
  const held = openOnDemand({
    async open() {
      log.push("open");
      const result = left.shift() ?? new Error("opened too often");
      if (result instanceof Error) throw result;
      const close = async () => void log.push("close");
      return { ready: Promise.resolve(), remote: false, close, ...result } as PaperLibrary;
    },
    onFailure: (reason) => told.push(reason),
    idleMs,
  });
  return { ...held, told, log };
}

describe("a held library", () => {
  it("opens immediately, once for simultaneous calls, and closes with the holder", async () => {
    const { services, close, log, told } = hold([{ readPaper: async (id) => ({ ...paper, id }) }]);
    await until("it is opened before anybody asks", () => log.length > 0);
    const papers = await Promise.all([services.readPaper("a"), services.readPaper("b")]);
    expect(papers.map(({ id }) => id)).toEqual(["a", "b"]);
    await close();
    expect([log, told]).toEqual([["open", "close"], []]);
  });

  it("reports a failure to open, and opens again on the next call", async () => {
    const inUse = new AppError("folder_in_use", "In use by process 1.");
    const { services, close, told, log } = hold([inUse, inUse, { readPaper: async () => paper }]);
    await expect(services.readPaper("p")).rejects.toBe(inUse);
    await expect(services.readPaper("p")).rejects.toBe(inUse);
    expect(await services.readPaper("p")).toBe(paper);
    await close();
    expect([told, log]).toEqual([["In use by process 1."], ["open", "open", "open", "close"]]);
  });

  it("reopens after its server stopped, and repeats the call", async () => {
    const lines: unknown[] = [];
    const { services } = hold([
      { remote: true, acceptLines: () => Promise.reject(gone) },
      {
        async acceptLines(chunks) {
          for await (const record of parseJsonLines(chunks)) lines.push(record);
          return { id: "j" } as Awaited<ReturnType<PaperLibrary["acceptLines"]>>;
        },
      },
    ]);
    async function* records() {
      yield { line: 1, value: { title: "One\nline" } };
      yield { line: 2, value: null };
    }
    expect(await services.acceptPapers(records())).toEqual({ id: "j" });
    expect(lines).toEqual([
      { line: 1, value: { title: "One\nline" } },
      { line: 2, value: null },
    ]);
  });

  it("stays open in this process when a part of it is unavailable", async () => {
    const { services, log } = hold([{ readPaper: () => Promise.reject(gone) }]);
    await expect(services.readPaper("p")).rejects.toBe(gone);
    expect(log).toEqual(["open"]);
  });

  it("closes when idle, but not before its work is done, and reopens on the next call", async () => {
    const outstanding = [1, 0];
    const readStats = async () => {
      log.push("stats");
      return { queue: { outstanding: outstanding.shift() } } as Awaited<ReturnType<PaperLibrary["readStats"]>>;
    };
    const { services, log, close } = hold([{ readStats }, { readPaper: async () => paper }], 1);
    await until("it is closed", () => log.includes("close"));
    expect(log).toEqual(["open", "stats", "stats", "close"]);
    expect(await services.readPaper("p")).toBe(paper);
    await close();
    expect(log.slice(4)).toEqual(["open", "close"]);
  });

  it("does not close during a call", async () => {
    const looked = createGate();
    const answered = createGate();
    const readStats = async () => {
      looked.open();
      await answered.opened;
      return { queue: { outstanding: 0 } } as Awaited<ReturnType<PaperLibrary["readStats"]>>;
    };
    const { services, log } = hold([{ readStats, readPaper: () => answered.opened.then(() => paper) }], 1);
    await looked.opened;
    const asked = services.readPaper("p");
    answered.open();
    await asked;
    expect(log).toEqual(["open"]);
  });

  it("waits until the previous one is closed", async () => {
    const saved = createGate();
    const closing = createGate();
    const { services, log } = hold(
      [
        {
          readStats: async () => ({ queue: { outstanding: 0 } }) as Awaited<ReturnType<PaperLibrary["readStats"]>>,
          async close() {
            closing.open();
            await saved.opened;
            log.push("saved");
          },
        },
        { readPaper: async () => paper },
      ],
      1,
    );
    await closing.opened;
    const asked = services.readPaper("p");
    saved.open();
    expect(await asked).toBe(paper);
    expect(log).toEqual(["open", "saved", "open"]);
  });
});
