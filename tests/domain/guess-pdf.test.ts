import { describe, expect, it } from "vitest";
import { cleanRun, joinAccents, joinLines } from "../../src/domain/pdf/clean-run.js";
import { guessPaper } from "../../src/domain/pdf/guess-paper.js";
import type { PdfRun } from "../../src/domain/pdf/pdf-text.js";

type Run = Partial<PdfRun> & Pick<PdfRun, "text" | "y">;

function layOut(runs: readonly Run[], facts: { titles?: string[]; dois?: string[]; author?: string } = {}) {
  const whole = runs.map((run) => {
    const size = run.size ?? 10;
    return { x: 72, size, angle: 0, width: run.text.length * size * 0.5, ...run };
  });
  return guessPaper({ pages: [{ width: 612, height: 792, runs: whole }], titles: [], dois: [], ...facts });
}
function guess(...parameters: Parameters<typeof layOut>) {
  const guessed = layOut(...parameters);
  return "paper" in guessed ? guessed.paper : { title: guessed.reason };
}

const title = { text: "How Birds Find the Shortest Way Home", y: 100, size: 18 };
const body = Array.from({ length: 12 }, (_, line) => ({
  text: "The body of the text goes on for many lines here.",
  y: 400 + 12 * line,
}));
const abstract =
  "Birds fly home by the sun and by the stars, and where clouds hide both they follow rivers, as we show here with tags on ninety geese.";

describe("the title of a PDF", () => {
  it("is the largest text near the top, over as many lines as it takes", () => {
    expect(guess([title, { text: "and Why It Is Not a Straight Line", y: 121, size: 18 }, ...body]).title).toBe(
      "How Birds Find the Shortest Way Home and Why It Is Not a Straight Line",
    );
  });

  it("is not the name of the journal above it, nor a heading, nor the names below it", () => {
    const masthead = { text: "Bird Letters", y: 50, size: 26 };
    expect(guess([masthead, title, ...body]).title).toBe(title.text);
    expect(guess([{ text: "RESEARCH ARTICLE", y: 60, size: 22 }, title, ...body]).title).toBe(title.text);
    const names = { text: "Ada Lind, Bo Marsh and Cleo Berg", y: 130, size: 20 };
    expect(guess([title, names, ...body]).title).toBe(title.text);
  });

  it("keeps its capitals, and loses the marks of footnotes", () => {
    const capitals = { text: "HOW BIRDS FIND THEIR WAY", y: 100, size: 18, width: 200 };
    const mark = { text: "1", y: 94, x: 273, size: 9 };
    expect(guess([capitals, mark, ...body]).title).toBe("HOW BIRDS FIND THEIR WAY");
  });

  it("goes on after a formula of another size, and is refused where it is cut", () => {
    const first = { text: "The Weight of Geese in Flocks of S", y: 100, size: 18, width: 300 };
    const exponent = { text: "2", y: 93, x: 373, size: 10, width: 6 };
    const rest = { text: "- Birds at \u221A", y: 100, x: 384, size: 18, width: 100 };
    const last = { text: "s = 7 Feathers", y: 121, size: 13 };
    expect(guess([first, exponent, rest, last, ...body]).title).toBe(
      "The Weight of Geese in Flocks of S2 - Birds at \u221A s = 7 Feathers",
    );
    expect(guess([first, exponent, rest, ...body]).title).toContain("cannot be told");
  });

  it("of the size of the text is told by the name of an author below it", () => {
    const small = { text: "ON THE WAYS OF BIRDS", y: 100 };
    expect(guess([small, { text: "Ada Lind", y: 125 }, ...body]).title).toBe("ON THE WAYS OF BIRDS");
    expect(guess([small, ...body]).title).toContain("cannot be told");
  });

  it("is that of the metadata where the page has it too, and never a file name", () => {
    expect(guess([{ ...title, size: 10 }, ...body], { titles: [title.text] }).title).toBe(title.text);
    expect(guess([title, ...body], { titles: ["Microsoft Word - birds7.doc"] }).title).toBe(title.text);
    expect(guess([title, ...body], { titles: ["An older title of the same file"] }).title).toBe(title.text);
    expect(guess(body, { titles: ["untitled"] }).title).toContain("cannot be told");
  });

  it("is refused rather than stored where the fonts do not name their characters", () => {
    expect(
      guess(body.map((line) => ({ ...line, text: "\u00A5\u00A7\u00B6 \u00A5\u00A7 \u00AB\u00BB\u00B6 abcdefg" })))
        .title,
    ).toContain("unknown");
    expect(guess([{ text: "short", y: 100 }]).title).toContain("no text");
  });
});

describe("the abstract of a PDF", () => {
  const lines = (...texts: string[]) => texts.map((text, line) => ({ text, y: 200 + 12 * line }));

  it.each(["Abstract", "ABSTRACT", "Summary.", "Abstract\u2014", "R\u00E9sum\u00E9", "Zusammenfassung:"])(
    "follows the heading %s",
    (heading) => {
      expect(guess([title, ...lines(heading, abstract, "1 Introduction"), ...body]).abstract).toBe(abstract);
      expect(guess([title, ...lines(`${heading} ${abstract}`, "Keywords: birds"), ...body]).abstract).toBe(abstract);
    },
  );

  it("ends before the next heading, a wide gap, or text of another size", () => {
    for (const next of [
      "Introduction",
      "1. Introduction",
      "I. INTRODUCTION",
      "Key words: birds",
      "Index Terms\u2014birds",
      "1 Motivation of Birds",
      "\u00A9 2020 The Birds",
    ])
      expect(guess([title, ...lines("Abstract", abstract, next), ...body]).abstract, next).toBe(abstract);
    expect(guess([title, ...lines("Abstract", abstract), { text: "Far below.", y: 300 }, ...body]).abstract).toBe(
      abstract,
    );
    expect(
      guess([title, ...lines("Abstract", abstract), { text: "A Heading", y: 224, size: 14 }, ...body]).abstract,
    ).toBe(abstract);
  });

  it("is left out where the heading starts a sentence or nothing follows it", () => {
    expect(
      guess([title, ...lines("abstract ideas are hard to draw", ...abstract.split(", ")), ...body]),
    ).not.toHaveProperty("abstract");
    expect(guess([title, ...lines("Abstract", "1 Introduction"), ...body])).not.toHaveProperty("abstract");
  });
});

describe("the identifiers of a PDF", () => {
  it("are arXiv's stamp in the margin, and not an id that is cited", () => {
    const stamp = { text: "arXiv:2001.01234v3  [q-bio.PE]  7 May 2020", y: 500, x: 20, angle: 90 };
    expect(guess([title, stamp, ...body])).toMatchObject({ arxivId: "2001.01234v3", year: 2020 });
    expect(guess([title, { text: "as in arXiv:2001.01234", y: 300 }, ...body])).not.toHaveProperty("arxivId");
    expect(guess([title, { ...stamp, text: "arXiv:hep-th/9901001v2 4 Jan 1999" }, ...body])).toMatchObject({
      arxivId: "hep-th/9901001v2",
    });
  });

  it("are the only DOI of the page, or the one in its head or foot", () => {
    const own = { text: "https://doi.org/10.5555/birds.1", y: 770, size: 8 };
    const cited = { text: "as others say (doi:10.5555/other.2).", y: 350 };
    expect(guess([title, cited, own, ...body])).toMatchObject({ doi: "10.5555/birds.1" });
    expect(guess([title, cited, { ...cited, text: "10.5555/third.3", y: 362 }, ...body])).not.toHaveProperty("doi");
    const references = { text: "References", y: 360 };
    expect(guess([title, ...body, references, { ...cited, y: 372 }])).not.toHaveProperty("doi");
    expect(guess([title, { ...own, text: "doi: 10.5555/cut-" }, ...body])).not.toHaveProperty("doi");
  });

  it("are those of the metadata, unless the page names another", () => {
    expect(guess([title, ...body], { dois: ["Bird Letters 7 (2020) doi:10.5555/birds.1"] })).toMatchObject({
      doi: "10.5555/birds.1",
    });
    const own = { text: "doi:10.5555/page.9", y: 770 };
    expect(guess([title, own, ...body], { dois: ["10.5555/birds.1"] })).toMatchObject({ doi: "10.5555/page.9" });
  });
});

describe("the authors of a PDF", () => {
  it("are the names below the title, without their marks", () => {
    const names = [
      { text: "Ada Lind", y: 125, width: 40 },
      { text: "1,2", y: 121, x: 113, size: 6, width: 8 },
      { text: ", Jos\u00B4e van den Berg", y: 125, x: 122, width: 90 },
      { text: "\u2217", y: 121, x: 213, size: 6, width: 3 },
      { text: "and Bo Marsh", y: 125, x: 220 },
    ];
    expect(guess([title, ...names, ...body]).authors).toEqual(["Ada Lind", "Jos\u00E9 van den Berg", "Bo Marsh"]);
  });

  it("are left out where a line is more than names, or only one of them is told", () => {
    expect(guess([title, { text: "Ada Lind, University of Birds", y: 125 }, ...body])).not.toHaveProperty("authors");
    expect(
      guess([title, { text: "Ada Lind", y: 125 }, { text: "Institute of Birds", y: 137 }, ...body]),
    ).not.toHaveProperty("authors");
    expect(guess([title, ...body], { author: "user" })).not.toHaveProperty("authors");
  });
});

describe("the text of a PDF", () => {
  it("has letters in place of ligatures, and letters with their accents", () => {
    expect(cleanRun("e\uFB03cient \uFB01sh")).toBe("efficient fish");
    expect(joinAccents("Math\u00B4 ematique, G\u00A8oteborg, Universit` a")).toBe(
      "Math\u00E9matique, G\u00F6teborg, Universit\u00E0",
    );
  });

  it("joins what a hyphen divides at the end of a line, except where the hyphen belongs to the word", () => {
    expect(joinLines(["repre-", "sentation of the", "self-", "organizing map"])).toBe(
      "representation of the self-organizing map",
    );
    expect(joinLines(["a two-step way, the two-", "step way"])).toBe("a two-step way, the two-step way");
    expect(joinLines(["for COVID-", "19"])).toBe("for COVID-19");
  });

  it("is read in time that grows with its length", () => {
    const time = (count: number) => {
      const runs = Array.from({ length: count }, (_, line) => ({
        text: `word${line} of-`,
        y: 100 + line * 0.2,
        x: 72,
      }));
      const start = performance.now();
      guess(runs);
      return performance.now() - start;
    };
    time(500);
    expect(time(8000)).toBeLessThan(20 * Math.max(time(2000), 10));
  });
});
