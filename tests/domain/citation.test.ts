import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAddress, formatBibtex, formatRis } from "../../src/domain/paper/citation.js";
import { cleanText } from "../../src/domain/paper/clean-paper.js";
import { createBibtexFormat } from "../../src/adapters/formats/bibtex/format.js";
import { splitAtFormulas } from "../../src/domain/text/latex/formulas.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import { wholePaper } from "../support/whole-paper.js";

const bare: Paper = { id: "x", title: "A title", authors: [], categories: [], keywords: [] };
const paper: Paper = {
  ...wholePaper,
  title: "50% of $J/Ψ_1$ & Parameter-Efficient Transfer",
  abstract: "Fine-tuning large models\n\nis effective.",
  authors: ["Rémy Portelas", "Giurgiu, Andrei"],
};

describe("A paper as a bibliography entry", () => {
  it("is BibTeX with a key of surname, year and title word, and escapes LaTeX characters outside formulas", () => {
    expect(formatBibtex(paper)).toBe(`@inproceedings{portelas2019parameterefficient,
  title = {{50\\% of $J/Ψ_1$ \\& Parameter-Efficient Transfer}},
  author = {Rémy Portelas and Giurgiu, Andrei},
  booktitle = {ICML},
  year = {2019},
  eprint = {1902.00751},
  archivePrefix = {arXiv},
  doi = {10.1/a#b},
  url = {https://arxiv.org/abs/1902.00751}
}
`);
  });

  it("is RIS with one tag per line and one AU line per author", () => {
    expect(formatRis(paper).split("\n")).toEqual([
      "TY  - CPAPER",
      "TI  - 50% of $J/Ψ_1$ & Parameter-Efficient Transfer",
      "AU  - Rémy Portelas",
      "AU  - Giurgiu, Andrei",
      "C3  - ICML",
      "PY  - 2019",
      "DA  - 2019/02/02",
      "AB  - Fine-tuning large models is effective.",
      "KW  - adapters",
      "DO  - 10.1/a#b",
      "AN  - arXiv:1902.00751",
      "UR  - https://arxiv.org/abs/1902.00751",
      "ER  - ",
      "",
    ]);
  });

  it("needs only a title", () => {
    expect(formatBibtex(bare)).toBe("@misc{title,\n  title = {{A title}}\n}\n");
    expect(formatRis(bare)).toBe("TY  - GEN\nTI  - A title\nER  - \n");
  });

  it.each([
    ["Proceedings of X", "@inproceedings", "CPAPER\n"],
    ["ICRA 2019", "@inproceedings", "CPAPER\n"],
    ["Nature", "@article", "JOUR\n"],
    ["Kairos", "@article", "JOUR\n"],
  ])("distinguishes conferences from journals: %s", (venue, bibtex, ris) => {
    expect(formatBibtex({ ...bare, venue })).toContain(bibtex);
    expect(formatRis({ ...bare, venue })).toContain(`TY  - ${ris}`);
  });
});

describe("A BibTeX entry that is imported again", () => {
  const readBack = async (title: string, authors: string[] = []) => {
    const source = [new TextEncoder().encode(formatBibtex({ ...bare, title, authors }))];
    const { records } = await createBibtexFormat().open(Readable.from(source), {});
    for await (const record of records) return "value" in record ? record.value : record.reason;
    return undefined;
  };

  it.each([
    "Õ(n), 1/(n+1), √(n+1), x̄ and x̂ in ℝⁿ",
    "costs $5 and $6, or US$100",
    "a -- b --- c, ''quoted'' and ``quoted''",
    String.raw`{a, b} of 50% C:\new_1 & #2 ~ x^2`,
    "unbalanced } and {",
    "$5 {",
  ])("keeps its title: %s", async (title) => {
    expect(await readBack(title)).toMatchObject({ title });
  });

  it("keeps its authors", async () => {
    const authors = ["Rémy Portelas", "Smith and Sons", "O'Neil", "others"];
    expect(await readBack("A title", authors)).toMatchObject({ authors });
  });

  it("keeps any text without a formula", async () => {
    const unit = fc.constantFrom(..."\\\\{}$^_~-'`%#&()[] ab1é,.=");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 40 }), async (text) => {
        const title = cleanText(`a${text}b`);
        fc.pre(splitAtFormulas(title).every(({ isMath }) => !isMath));
        expect(await readBack(title)).toMatchObject({ title });
      }),
    );
  });
});

describe("The URL of a paper", () => {
  it("is a web address, preferably the paper's own", () => {
    expect(findAddress({ ...bare, url: "https://example.org/p", doi: "10.1/a" })).toBe("https://example.org/p");
    expect(findAddress({ ...bare, url: "javascript:alert(1)", arxivId: "math/0211159" })).toBe(
      "https://arxiv.org/abs/math/0211159",
    );
    expect(findAddress({ ...bare, url: "data:text/html,x", doi: "10.1/a#b?c" })).toBe("https://doi.org/10.1/a%23b%3Fc");
    expect(findAddress({ ...bare, url: "no address" })).toBeUndefined();
  });
});
