import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBibtexFormat } from "../../src/adapters/formats/bibtex/format.js";
import { createCslJsonFormat } from "../../src/adapters/formats/csl/format.js";
import { createCsvFormat } from "../../src/adapters/formats/csv/table-formats.js";
import { createRisFormat } from "../../src/adapters/formats/tagged/ris-format.js";
import { createReferenceWriter } from "../../src/domain/export/format.js";
import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { type Paper, type PaperInput, paperInputSchema } from "../../src/domain/paper/paper.js";
import { workTypes } from "../../src/domain/paper/work-type.js";
import { cleanMarkup } from "../../src/domain/text/clean-markup.js";

const formats = {
  bibtex: createBibtexFormat(),
  ris: createRisFormat(),
  csl: createCslJsonFormat(),
  csv: createCsvFormat(),
} as const;
type Format = keyof typeof formats;

function clean(input: PaperInput): Paper {
  const cleaned = cleanPaper(paperInputSchema.parse(input));
  if ("reason" in cleaned) throw new Error(cleaned.reason);
  return cleaned.paper;
}

async function readBack(format: Format, papers: readonly Paper[]): Promise<Paper[]> {
  const { head, write, tail } = createReferenceWriter(format);
  const text = `${head}${papers.map((paper) => write(paper)).join("")}${tail}`;
  const { records } = await formats[format].open(Readable.from([Buffer.from(text)]), {});
  const read: Paper[] = [];
  for await (const record of records) {
    if ("reason" in record) throw new Error(`${record.reason}: ${text}`);
    read.push(clean(record.value as PaperInput));
  }
  return read;
}

/** What every format holds; text as it is shown, because the formats of other programs hold no markup. */
function show({ title, abstract, authors, year, venue, keywords, doi, arxivId }: Paper): unknown {
  const plain = (text: string | undefined) => text && cleanMarkup(text).replace(/\s+/g, " ").trim();
  return [plain(title), plain(abstract), authors.map(plain), year, plain(venue), keywords.map(plain), doi, arxivId];
}

const signs = [..."\\{}$^_~%#&@\"'`,;:()[]<>=+-|/. !?*ab1é漢"];
const text = fc
  .string({ unit: fc.constantFrom(...signs), maxLength: 30 })
  .map((inner) => `Bee${inner}s`)
  .filter((value) => cleanMarkup(cleanMarkup(value)) === cleanMarkup(value) && !/<\w|&#?\w+;/.test(value));
const person = fc.constantFrom(
  "Ada One",
  "Bo van den Berg",
  "Cy Two Jr",
  "Hive Team",
  "Plato",
  "李 明",
  "D. E. O'Four",
);
const dated = fc.constantFrom({}, { year: 2019 }, { date: "2019-02" }, { date: "2019-02-03" });
const identified = fc.constantFrom(
  {},
  { doi: "10.1000/a_b(1)<2>" },
  { arxivId: "2301.01234" },
  { arxivId: "math/0211159" },
);
const venue = fc.constantFrom("ICRA 2019", "Nature", "arXiv", "Proceedings of {Bees} & 50% of #1");
const anyPaper = fc
  .record({
    title: text,
    abstract: fc.option(text, { nil: undefined }),
    authors: fc.uniqueArray(person, { maxLength: 4 }),
    venue: fc.option(venue, { nil: undefined }),
    type: fc.option(fc.constantFrom(...workTypes), { nil: undefined }),
    keywords: fc.uniqueArray(fc.constantFrom("honey", "wax & comb", "hives, old", "$\\alpha$ bees"), { maxLength: 3 }),
    dated,
    identified,
  })
  .map(({ dated: date, identified: ids, ...fields }) => clean({ ...fields, ...date, ...ids } as PaperInput));

describe.each(Object.keys(formats) as Format[])("An export in %s", (format) => {
  it("holds one record for each paper, with the same fields", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPaper, { minLength: 1, maxLength: 3 }), async (papers) => {
        expect((await readBack(format, papers)).map(show)).toEqual(papers.map(show));
      }),
      { numRuns: 300 },
    );
  });
});
