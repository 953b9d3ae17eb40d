import { describe, expect, it } from "vitest";
import { readBibtex } from "./read-bibtex.js";

/** The titles of a file, and the lines of the entries that cannot be read. */
async function readTitles(text: string): Promise<{ titles: unknown[]; failed: number[] }> {
  const { papers, failures } = await readBibtex(text);
  return { titles: papers.map(({ title }) => title), failed: failures.map(({ line }) => line) };
}

describe("An entry of BibTeX", () => {
  it.each([
    ["whose type has an underscore or a hyphen", "@web_page{a, title={A}}\n@www-article{b, title={B}}"],
    ["in parentheses, with a parenthesis in a title", '@article(a, title="A (first)")\n@misc(b, title={B})'],
    ["without a key", "@article{\n  title = {A},\n  year = 2001\n}\n@misc{, title={B}}"],
    ["with an odd key", "@misc{Ørsted: 2001 / (a), title={A}}\n@misc{10.1/x=y, title={B}}\n@misc{b\n title={C}}"],
    ["with its brace on the next line", "@article\n{a,\n title={A}}"],
    ["with spaces after the @", "@ article { a, title={A}}"],
    ["after an address in a comment", "write to me@example.org (or not), then\n@misc{a, title={A}}"],
    ["after another on one line", "@misc{a, title={A}} @misc{b, title={B}}"],
  ])("%s is read", async (_, text) => {
    const { titles, failed } = await readTitles(text);
    expect(failed).toEqual([]);
    expect(titles).toEqual(["A (first)", "A", "B", "C"].filter((title) => titles.includes(title)));
    expect(titles).toHaveLength(text.split(/title ?=/).length - 1);
  });

  it.each([
    ["indented", " @misc{a, title={A}, note={open {, year=2001}\n @misc{b, title={B}}\n @misc{c, title={C}}", [1]],
    ["in the middle", "@misc{b, title={B}}\n@misc{a, title={A}, note={open\n@misc{c, title={C}}", [2]],
    ["at the end", "@misc{b, title={B}}\n@misc{c, title={C}}\n@misc{a, title={A}", [3]],
    ["before an entry with a deeper indent", "@misc{a, title={A\n    @misc{b, title={B}}\n  @misc{c, title={C}}", [1]],
    ["before another on its line", "@misc{a, title={A}, @misc{b, title={B}}\n@misc{c, title={C}}", [1]],
    ["with a quote", '@misc{a, title="A {, year=2001}\n@misc{b, title={B}}\n@misc{c, title={C}}', [1]],
  ])("that is not closed (%s) fails alone, once", async (_, text, lines) => {
    expect(await readTitles(text)).toEqual({ titles: ["B", "C"], failed: lines });
  });

  it("may hold a line that looks like an entry, when it is closed", async () => {
    const text = "@misc{a,\n  note={an example:\n    @misc{x, title={X}}\n  }, title={A}}\n@misc{b, title={B}}";
    expect(await readTitles(text)).toEqual({ titles: ["A", "B"], failed: [] });
  });

  it.each([
    ["an entry", "An example:\n@misc{x, title={X}}\nends."],
    ["several entries", "@misc{x, title={X}}\n@misc{y, title={Y}}\n"],
    ["code", "Before:\n@Override{}\n after"],
  ])("may have a braced value with lines of %s", async (_, value) => {
    const text = `@misc{a,\n  abstract={${value}},\n  title={A}}\n@misc{b, title={B}}`;
    expect(await readTitles(text)).toEqual({ titles: ["A", "B"], failed: [] });
  });

  it("that is not closed costs none of the many entries after it", async () => {
    const after = Array.from({ length: 40 }, (_, place) => `B${place}`);
    const text = `@misc{a, title={A}, note={open\n${after.map((title) => `@misc{k, title={${title}}}\n`).join("")}`;
    expect(await readTitles(text)).toEqual({ titles: after, failed: [1] });
  });

  it.each([
    ["of an entry", "@comment{\n@misc{x, title={X}}\n}\n@misc{a, title={A}}"],
    ["of JabRef", "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n}\n@misc{a, title={A}}"],
    ["that is not closed", "@comment{ not closed\n@misc{a, title={A}}"],
    ["in a line", "% @misc{x, title={X}}\n@misc{a, title={A}}"],
    ["with percent signs in TeX", '@preamble{"%%% {x}"}\n@misc{a, title={A}}'],
    ["in TeX", '@preamble{"\\newcommand{\\noop}[1]{}" # "x"}\n@misc{a, title={A}}'],
    ["to a style", "@IEEEtranBSTCTL{ctl, CTLuse_url = {no}}\n@misc{a, title={A}}"],
  ])("is not confused by a comment %s", async (_, text) => {
    expect(await readTitles(text)).toEqual({ titles: ["A"], failed: [] });
  });
});

describe("The fields of an entry", () => {
  it.each([
    ["follow control characters", "\0note={N}, \0 title={A},\u0001 pages={1}"],
    ["have a space in the name", "funding_text 1={None.}, title={A}, funding_text 2={None.}"],
    ["are commented out", "% title = {B},\n title = {A}, % year = {2001}\n % {"],
    ["have no comma between them", "title={A}\n  note={N} pages={1}"],
    ["have no value", "note = , pages, title={A}, month ="],
    ["have no equals sign", 'note {N}, title "A"'],
    ["have an unbalanced brace within quotes", 'note="n } m", title="A", pages="1"'],
    ["repeat", "title={A}, title={B}, note={}, note={N}"],
    ["are among strange words", "see below, title={A}; note={N} or so, pages={1}"],
    ["have a name in capitals", "TITLE={A}"],
    ["are joined", 'title="" # {A}'],
    ["follow a brace too many", "note={one } too many}, title={A}, pages={1}"],
    ["follow a brace too many at the end of a line", "note={one } too many},\n title={A},\n pages={1}"],
  ])("are read when they %s", async (_, fields) => {
    const { papers, failures } = await readBibtex(`@misc{key,\n ${fields}\n}\n@misc{b, title={End}}`);
    expect(failures).toEqual([]);
    expect(papers.map(({ title }) => title)).toEqual(["A", "End"]);
  });

  it("may name strings, also those of standard styles and of astronomy", async () => {
    const { papers } = await readBibtex(
      `@string{js = "Journal of " # {Sand}} @STRING(x = { X})
      @article{a, title={A} # x, journal = js}
      @article{b, title={B}, journal = cacm}
      @article{c, title={C}, journal = {\\mnras}}
      @article{d, title={D}, journal = unknown_journal, note = na}`,
    );
    expect(papers.map(({ title, venue }) => [title, venue])).toEqual([
      ["A X", "Journal of Sand"],
      ["B", "Communications of the ACM"],
      ["C", "Monthly Notices of the Royal Astronomical Society"],
      ["D", "unknown_journal"],
    ]);
  });

  it("that cannot be told apart refuse the entry", async () => {
    const { papers, failures } = await readBibtex("@misc{a, this is a sentence}\n@misc{b, title={B}}");
    expect(papers.map(({ title }) => title)).toEqual(["B"]);
    expect(failures).toEqual([
      { line: 1, key: "a", reason: "the entry is not BibTeX: expected field = {value}, got this is a sentence" },
    ]);
  });
});

it("An entry without an end names the field whose braces do not match", async () => {
  const text =
    "@article{a,\n  title = {A {B}},\n  author = {Thi\\{'ebaux, S.},\n  year = {1993},\n}\n\n@misc{b, title={B}}\n";
  const { papers, failures } = await readBibtex(text);
  expect(papers).toMatchObject([{ title: "B" }]);
  expect(failures).toMatchObject([
    { line: 1, key: "a", reason: "the entry has no closing brace: those of the field author do not match" },
  ]);
});

describe("Any number of", () => {
  it.each([
    "@misc{a, title={A}\n",
    "@comment{\n",
    "@misc{{\n",
    "  @misc{a, note={\n",
    '@misc{a, title = "}',
    "@misc{a, a={b} ",
    "= ",
    '@misc{a, "',
    "@",
    "@misc\n",
    "author={A and B},",
  ])("%j takes linear time", async (part) => {
    const measure = async (length: number) => {
      const text = `@misc{first, title={T},\n${part.repeat(length / part.length)}`;
      let least = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 3; run += 1) {
        const start = performance.now();
        await readBibtex(text);
        least = Math.min(least, performance.now() - start);
      }
      return least;
    };
    await measure(20_000);
    const [short, long] = [await measure(60_000), await measure(240_000)];
    // Quadratic time would be 16 times as much; the slack allows for a busy machine.
    expect(long).toBeLessThan(Math.max(30, short) * 10);
  });
});
