import { describe, expect, it } from "vitest";
import type { PagePaper } from "../../src/web/shared/api-types.js";
import { splitAtRanges } from "../../src/web/paper/mark-ranges.js";
import { listLinks } from "../../src/web/paper/links.js";
import { readLatex } from "../../src/web/shared/readable-text.js";

const paper: PagePaper = { id: "x", title: "A title", authors: [], categories: [], keywords: [] };

describe("Marking what the server found", () => {
  const mark = (text: string, ranges: readonly [number, number][]) =>
    splitAtRanges(text, ranges)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join("");

  it("marks each range, and joins neighbours", () => {
    const ranges: [number, number][] = [
      [0, 5],
      [6, 12],
      [19, 25],
    ];
    expect(mark("Tuned models: fine-tuning a model", ranges)).toBe("[Tuned models]: fine-[tuning] a model");
  });

  it("marks nothing where there are no ranges", () => {
    expect(mark("Nothing here", [])).toBe("Nothing here");
  });
});

describe("Reading LaTeX", () => {
  const read = (text: string) => readLatex(text).text;

  it.each([
    [String.raw`$\alpha_i \in \mathbb{R}^{n}$`, "αᵢ ∈ ℝⁿ"],
    [String.raw`$O(n\log n)$`, "O(n log n)"],
    [String.raw`$\tilde{O}(\sqrt{T})$`, "Õ(√T)"],
    [String.raw`$\frac{1}{\epsilon^2}$, $\frac{a+b}{2}$`, "1/ε², (a+b)/2"],
    [String.raw`$x_{max} \leq e^{-\lambda t}$`, "xₘₐₓ ≤ e^(−λ t)"],
    [String.raw`\(A^\top\) and \[ \sum_{i=1}^n x_i \]`, "Aᵀ and ∑ᵢ₌₁ⁿ xᵢ"],
    [String.raw`$\{0,1\}^n$`, "{0,1}ⁿ"],
    [String.raw`$\left\| x \right\|_2$`, "‖ x ‖₂"],
    ["$\\unknown{x}$", "unknownx"],
    ["$x^", "$x^"],
    ["$a}b$", "ab"],
  ])("writes the formula %s as %s", (source, text) => {
    expect(read(source)).toBe(text);
  });

  it.each([
    [String.raw`\emph{fast}, \textbf{bold $x$}, {\em hard}`, "fast, bold x, hard"],
    [String.raw`Poincar\'{e}, M\"uller, Erd\H{o}s, \c{c}a, na\"{\i}ve`, "Poincaré, Müller, Erdős, ça, naïve"],
    [String.raw`5\% of \$7 \& more`, "5% of $7 & more"],
    [String.raw`see \url{https://x.org/a_b} and \href{https://y.org}{there}`, "see https://x.org/a_b and there"],
    [String.raw`well\footnote{or so} known \cite{a2020}`, "well (or so) known "],
  ])("writes the text %s as %s", (source, text) => {
    expect(read(source)).toBe(text);
  });

  it.each(["from $5 to $10", String.raw`C:\foo\bar{1}`, "a {b} <b>c</b>", "100 $ and 200 $"])(
    "leaves %s as it is",
    (text) => {
      expect(read(text)).toBe(text);
    },
  );

  it("moves ranges to where their words have gone, and takes a formula as a whole", () => {
    const source = String.raw`A $x_i$ \emph{fast tuning} of`;
    const { text, move } = readLatex(source);
    const find = (words: string) => {
      const start = source.indexOf(words);
      return text.slice(...move([start, start + words.length]));
    };
    expect(text).toBe("A xᵢ fast tuning of");
    expect(find("tuning")).toBe("tuning");
    expect(find("A")).toBe("A");
    expect(find("of")).toBe("of");
    expect(find("_i")).toBe("xᵢ");
  });
});

describe("Linking to a paper", () => {
  it("derives arXiv and its PDF from the ID or the address", () => {
    const links = [
      { name: "arXiv", address: "https://arxiv.org/abs/1910.07224" },
      { name: "PDF", address: "https://arxiv.org/pdf/1910.07224" },
    ];
    expect(listLinks({ ...paper, arxivId: "1910.07224" })).toEqual(links);
    expect(listLinks({ ...paper, url: "http://www.arxiv.org/pdf/1910.07224.pdf" })).toEqual(links);
  });

  it.each([
    ["https://openaccess.thecvf.com/x.html", "thecvf.com"],
    ["https://eprints.soton.ac.uk/1", "soton.ac.uk"],
    ["http://127.0.0.1:80/1", "127.0.0.1"],
    ["https://www.x.org/a.PDF", "PDF"],
  ])("names %s as %s", (url, name) => {
    expect(listLinks({ ...paper, url, doi: "10.1/a" }).map((link) => link.name)).toEqual([name, "DOI"]);
  });

  it("repeats no address", () => {
    expect(listLinks({ ...paper, url: "https://doi.org/10.1/a", doi: "10.1/a" })).toHaveLength(1);
  });
});
