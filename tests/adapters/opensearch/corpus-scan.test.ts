import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSqliteCorpusScan } from "../../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../../src/adapters/sqlite/store.js";
import { noNameWords } from "../../../src/domain/search/filter.js";
import { describeCorpusScan } from "../../contracts/corpus-scan.contract.js";
import { mirrorStore } from "../../support/mirrored-store.js";
import { listPapers } from "../../support/paper-sets.js";
import { openSearchMissing } from "../../support/start-opensearch.js";
import { keepPapers, type StoreUnderTest } from "../../support/store-under-test.js";

async function createEmbedded(): Promise<StoreUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-mirrored-"));
  const store = createSqliteStore({ folder, now: () => 0 });
  return {
    ...store,
    openScan: () => createSqliteCorpusScan({ folder }),
    setTime: () => undefined,
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe.skipIf(openSearchMissing)("OpenSearch", () => {
  describeCorpusScan("the corpus scan of OpenSearch", mirrorStore(createEmbedded));

  describe("beside the embedded engine", () => {
    const authors = [
      ["Geoffrey E. Hinton", "Yann LeCun"],
      ["G. Hinton", "Ada Maria Berg"],
      ["Ada Berg", "Bo Long", "Geoffrey Hinton"],
      ["Bernhard Schölkopf", "Alexander J. Smola", "Klaus-Robert Müller"],
      ["B. Schoelkopf"],
      ["Ludwig van Beethoven", "The ATLAS Collaboration"],
      ["Li Wei", "Wei Li"],
      ["Jean-Pierre Serre", "Bo Long"],
    ];
    const texts = [
      ["Hinton", [[0, 0]]],
      ["hinton 2004", [[0, 0]]],
      ["G. Hinton", [[0, 1]]],
      ["Hinton, Geoffrey", [[0, 1]]],
      [
        "hinton and lecun",
        [
          [0, 0],
          [2, 2],
        ],
      ],
      ["schoelkopf", [[0, 0]]],
      ["Ada Berg et al. 2003", [[0, 1]]],
      ["wei li", [[0, 1]]],
      ["van Beethoven", [[0, 1]]],
      ["ATLAS Collaboration", [[0, 1]]],
      ["a long walk with kernels", [[1, 1]]],
      ["nobody", [[0, 0]]],
    ] as const;
    const open = async () => {
      let embedded: StoreUnderTest | undefined;
      const store = await mirrorStore(async () => (embedded = await createEmbedded()))();
      await keepPapers(
        store,
        authors.map((given, at) => ({ id: `${at}`, title: `T${at}`, authors: given, year: 2000 + at })),
      );
      const [scan, reference] = [store.openScan(), embedded!.openScan()];
      // Names are not waited for.
      await Promise.all([scan, reference].map((each) => each.findAuthors({ prefix: "", limit: 1 })));
      return {
        scan,
        reference,
        close: () => Promise.all([scan.close(), reference.close()]).then(() => store.close()),
      };
    };

    it("finds the same names in texts, and the same papers by them, in the same order", async () => {
      const { scan, reference, close } = await open();
      for (const [text, spans] of texts) {
        expect(await scan.findNames(text), text).toEqual(await reference.findNames(text));
        for (const year of [undefined, 2003]) {
          const named = {
            text,
            year,
            spans: spans.map(([from, to]) => ({ from, to, isFirstAuthor: year !== undefined })),
          };
          expect(await scan.listAuthored(named), text).toEqual(await reference.listAuthored(named));
        }
        const words = { ...noNameWords, author: [text] };
        const [found, expected] = await Promise.all([scan.matchFilter({}, words), reference.matchFilter({}, words)]);
        expect(await listPapers(found), text).toEqual(await listPapers(expected));
      }
      await close();
    });
  });
});
