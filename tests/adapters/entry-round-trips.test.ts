import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBibtexFormat } from "../../src/adapters/formats/bibtex/format.js";
import { createCslJsonFormat } from "../../src/adapters/formats/csl/format.js";
import { createCsvFormat } from "../../src/adapters/formats/csv/table-formats.js";
import { createRisFormat } from "../../src/adapters/formats/tagged/ris-format.js";
import type { CitedEntry } from "../../src/domain/citation/cited-entry.js";
import { fitEntry } from "../../src/domain/collections/record-entry.js";
import { createReferenceWriter } from "../../src/domain/export/format.js";
import type { Paper } from "../../src/domain/paper/paper.js";

const formats = {
  bibtex: createBibtexFormat(),
  ris: createRisFormat(),
  csl: createCslJsonFormat(),
  csv: createCsvFormat(),
} as const;
type Format = keyof typeof formats;

const paper: Paper = { id: "doi:10.1000/1", title: "Bees", authors: ["Ada One"], categories: [], keywords: [] };

async function readBack(format: Format, entries: readonly CitedEntry[]) {
  const keys = entries.flatMap(({ key }) => key ?? []);
  const { head, write, tail } = createReferenceWriter(format, { hasEntries: true, keys });
  const text = `${head}${entries.map((entry) => write(paper, entry)).join("")}${tail}`;
  const { records } = await formats[format].open(Readable.from([Buffer.from(text)]), { readsEntries: true });
  const read = [];
  for await (const record of records) {
    if ("reason" in record) throw new Error(`${record.reason}: ${text}`);
    read.push(fitEntry(record.entry ?? {}).facts);
  }
  return read;
}

const signs = [..."\\{}$^_~%#&@\"'`,;:()[]<>=+-|/. !?*ab1é漢\n"];
const note = fc
  .tuple(
    fc.constantFrom("", "\nAB  - ", "\nER  - \n", "\nUR - "),
    fc.string({ unit: fc.constantFrom(...signs), maxLength: 30 }),
  )
  .map(([tagged, inner]) => `Bee${tagged}${inner}s`)
  // As a note is kept: no white space around its lines, no tag or entity of HTML, and nothing that is a field of Zotero.
  .map((text) =>
    text
      .split("\n")
      .map((line) => line.trim().replace(/ +/g, " "))
      .join("\n"),
  )
  .filter((text) => !/<\/?\w|&#?\w+;|\n\n\n/.test(text));
const tag = fc.constantFrom("honey", "wax & comb", "to read", "50%", "under_score", "$5", "a#1", "蜜");
const entry = fc.record({
  note: fc.option(note, { nil: undefined }),
  tags: fc.uniqueArray(tag, { maxLength: 4 }),
  key: fc.option(fc.constantFrom("one2020", "Two:2021", "drei_2022-a", "smith+1"), { nil: undefined }),
  isRead: fc.boolean(),
  rating: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
});

const anyKey: unknown = expect.any(String);

describe.each(Object.keys(formats) as Format[])("A collection written as %s", (format) => {
  it("has the notes, tags and keys that it had", async () => {
    await fc.assert(
      fc.asyncProperty(entry, async (given) => {
        const [read] = await readBack(format, [given as CitedEntry]);
        // BibTeX gives a key to each entry. RIS and CSL have no place for a rating.
        const key = given.key ?? (format === "bibtex" ? anyKey : undefined);
        const hasRating = format === "bibtex" || format === "csv";
        const { isRead, rating } = hasRating ? given : { isRead: false, rating: undefined };
        expect({ isRead: false, tags: [], note: undefined, rating: undefined, key: undefined, ...read }).toEqual({
          ...given,
          key,
          isRead,
          rating,
        });
      }),
      { numRuns: 500 },
    );
  });
});
