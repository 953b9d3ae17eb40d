import { beforeAll, expect, it } from "vitest";
import { describeScanned } from "../support/scanned-store.js";
import {
  type CreateStore,
  embedWaiting,
  findOrdinal,
  keepEmbedded,
  keepPapers,
  readIds,
} from "../support/store-under-test.js";
import { listPapers } from "../support/paper-sets.js";

/** Part of the contract of `CorpusScan`. */
export function describeCorpusTexts(name: string, create: CreateStore): void {
  describeScanned(`${name}, reading dates and phrases`, create, (shared) => {
    const dates = {
      spring: { date: "2021-05-01" },
      yearOnly: { year: 2021 },
      autumn: { date: "2021-10-31T12:00:00Z" },
      month: { date: "2021-05" },
      unreadable: { date: "Winter 2020/21", year: 2021 },
      older: { date: "1999-12-31" },
      unknown: {},
      newest: { year: 2022, date: "2022" },
    };
    const newestFirst = ["newest", "autumn", "spring", "month", "unreadable", "yearOnly", "older", "unknown"];
    const oldestFirst = [...newestFirst.slice(0, -1).toReversed(), "unknown"];
    const texts = [
      {
        id: "plain",
        title: "On neural networks",
        abstract: "A Neural-Network, trained. Ends in the graph",
        keywords: ["Legged robots", "teeth"],
      },
      { id: "accents", title: "Über Réseaux", abstract: "das Erdős–Rényi Modell" },
      { id: "han", title: "用BERT模型的神经网络", abstract: "方法" },
      { id: "apart", title: "Neural", abstract: "network neural. The net work" },
    ];
    beforeAll(async () => {
      await keepPapers(shared.store, texts);
      await keepPapers(
        shared.store,
        Object.entries(dates).map(([id, date]) => ({ id, title: "T", ...date })),
      );
    });

    it("orders papers by date, newest first, with a date without a day after the others of its month", async () => {
      const ordinals = await Promise.all(newestFirst.map((id) => findOrdinal(shared.store, id)));
      const papers = shared.sets.of([...ordinals, 1_000_000]);
      for (const limit of [0, 1, 3, 8, 1_000]) {
        expect(await readIds(shared.store, await shared.scan.orderBy("date", papers, limit))).toEqual(
          newestFirst.slice(0, limit),
        );
        expect(await readIds(shared.store, await shared.scan.orderBy("oldest", papers, limit))).toEqual(
          oldestFirst.slice(0, limit),
        );
      }
      expect(await shared.scan.orderBy("date", shared.sets.of([]), 10)).toEqual([]);
      await keepPapers(shared.store, [{ id: "older", title: "T", date: "2023-01-01" }]);
      const [first] = await readIds(shared.store, await shared.scan.orderBy("date", shared.sets.of(ordinals), 1));
      expect(first).toBe("older");
    });

    it("orders papers by title, whatever the case, accents and punctuation, and equal titles by age", async () => {
      const titles = [
        "apple",
        "Äpfel",
        "“Apple pie”",
        "Zebra",
        "[3D] shapes",
        "Éclair",
        "éclair",
        "???",
        "$\\beta$-VAE",
        "Œuvre",
      ];
      const inOrder = [
        "[3D] shapes",
        "Äpfel",
        "apple",
        "“Apple pie”",
        "Éclair",
        "éclair",
        "Œuvre",
        "Zebra",
        "$\\beta$-VAE",
        "???",
      ];
      await keepPapers(
        shared.store,
        titles.map((title) => ({ id: title, title })),
      );
      const ordinals = await Promise.all(titles.map((id) => findOrdinal(shared.store, id)));
      const papers = shared.sets.of([...ordinals, 1_000_000]);
      for (const limit of [0, 3, 100])
        expect(await readIds(shared.store, await shared.scan.orderBy("title", papers, limit))).toEqual(
          inOrder.slice(0, limit),
        );
      for (const id of titles) await shared.store.papers.removePaper(id);
    });

    it.each([
      ["words in order, whatever separates them", "neural network", ["plain"]],
      ["whole words only", "neural net", []],
      ["words that do not span the end of the title", "neural network neural", []],
      ["words regardless of case and accents", "ERDOS renyi", ["accents"]],
      ["part of a text written without spaces", "神经网络", ["han"]],
      ["a word surrounded by such text", "bert", ["han"]],
      ["a single word", "network", ["plain", "apart"]],
      ["characters that are special in a pattern", "(graph .*", ["plain"]],
    ] as const)("finds phrases by %s", async (_what, text, ids) => {
      const test = { kind: "phrase", field: "text", text } as const;
      const candidates = shared.sets.of([await findOrdinal(shared.store, "plain"), 1_000_000]);
      const [all, some] = await shared.scan.matchTexts([
        { test, candidates: undefined },
        { test, candidates },
      ]);
      expect(await readIds(shared.store, await listPapers(all))).toEqual(ids);
      expect(await readIds(shared.store, await listPapers(some))).toEqual(ids.filter((id) => id === "plain"));
    });

    it.each([
      ["words", "title", "network NEURAL", ["plain"]],
      ["words", "abstract", "neural network", ["plain", "apart"]],
      ["words", "abstract", "networks trains graphs", ["plain"]],
      ["words", "keyword", "robot", ["plain"]],
      ["words", "keyword", "robot teeth", []],
      ["phrase", "title", "neural networks", ["plain"]],
      ["phrase", "abstract", "neural networks", []],
      ["phrase", "keyword", "legged robots", ["plain"]],
      ["prefix", "title", "neur", ["plain", "apart"]],
      ["prefix", "title", "eural", []],
      ["prefix", "abstract", "ERDŐ", ["accents"]],
    ] as const)("finds %s in the %s: %s", async (kind, field, text, ids) => {
      const [found] = await shared.scan.matchTexts([{ test: { kind, field, text }, candidates: undefined }]);
      expect(await readIds(shared.store, await listPapers(found))).toEqual(ids);
    });

    it("answers no test with no sets, and a text without a word with every candidate", async () => {
      expect(await shared.scan.matchTexts([])).toEqual([]);
      const candidates = shared.sets.of([await findOrdinal(shared.store, "apart")]);
      const [found] = await shared.scan.matchTexts([
        { test: { kind: "phrase", field: "title", text: "—" }, candidates },
      ]);
      expect(await readIds(shared.store, await listPapers(found))).toEqual(["apart"]);
    });

    it("finds papers by their address, however it is spelled, until they are removed", async () => {
      await keepPapers(shared.store, [{ id: "paged", title: "P", url: "https://www.example.org/papers/7/" }]);
      const find = async (address: string) => readIds(shared.store, await shared.scan.findByAddress(address));
      expect(await find("http://example.org/papers/7#abstract")).toEqual(["paged"]);
      expect(await find("https://example.org/papers/8")).toEqual([]);
      await shared.store.papers.removePaper("paged");
      expect(await shared.scan.findByAddress("https://www.example.org/papers/7/")).toEqual([]);
    });

    it("lists no paper as embedded after a change to another model", async () => {
      await shared.store.vectors.resetFingerprint("one");
      await keepEmbedded(shared.store, [{ id: "e", title: "E", vector: [1, 0] }]);
      expect(await (await shared.scan.listEmbedded(undefined)).count()).toBe(1);
      await shared.store.vectors.resetFingerprint("other");
      expect(await (await shared.scan.listEmbedded(undefined)).count()).toBe(0);
      await embedWaiting(shared.store);
      expect(await (await shared.scan.listEmbedded(undefined)).count()).toBe(texts.length + newestFirst.length + 1);
    });
  });
}
