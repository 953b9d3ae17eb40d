import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAtFormulas } from "../../src/domain/text/latex/formulas.js";
import { cleanLatex, readLatex } from "../../src/domain/text/latex/clean-latex.js";

describe("Reading LaTeX", () => {
  const read = (text: string) => cleanLatex(text);

  it.each([
    [String.raw`$\alpha_i \in \mathbb{R}^{n}$`, "αᵢ ∈ ℝⁿ"],
    [String.raw`$O(n\log n)$`, "O(n log n)"],
    [String.raw`$\tilde{O}(\sqrt{T})$`, "Õ(√T)"],
    [String.raw`$\frac{1}{\epsilon^2}$, $\frac{a+b}{2}$`, "1/ε², (a+b)/2"],
    [String.raw`$x_{max} \leq e^{-\lambda t}$`, "xₘₐₓ ≤ e^(−λ t)"],
    [String.raw`\(A^\top\) and \[ \sum_{i=1}^n x_i \]`, "Aᵀ and ∑ᵢ₌₁ⁿ xᵢ"],
    [String.raw`$\{0,1\}^n$`, "{0,1}ⁿ"],
    [String.raw`$\left\| x \right\|_2$`, "‖ x ‖₂"],
    ["$\\unknown{x}$", "unknown x"],
    [
      String.raw`$\frac{1}{n+1}$, $\sqrt{n+1}$, $\frac{1}{2n}$, $\sqrt{KT}$, $\sqrt[3]{n}$`,
      "1/(n+1), √(n+1), 1/(2n), √(KT), ³√n",
    ],
    [String.raw`$\bar{x}$, $\hat x$, $\widehat{OPT}$, $\bar{1}$, $\vec{v}$, $\not\subset$`, "x̄, x̂, ÔP̂T̂, 1̄, v⃗, ⊄"],
    [String.raw`CO$_2$, H$_{2}$O, 20\,$^\circ$C, 10$^{-3}$`, "CO₂, H₂O, 20 °C, 10⁻³"],
    [String.raw`$\mathrm{co\text{-}NP}$ and $a-b$`, "co-NP and a−b"],
    [String.raw`16$\times$16, $\sim$22K, $ O(n^2) $, $k$-means`, "16×16, ∼22K, O(n²), k-means"],
    [
      String.raw`\tilde{O}(\sqrt{T}) without \log n dollars, \ell_1 and \mathbb{R}^{n}`,
      "Õ(√T) without log n dollars, ℓ₁ and ℝⁿ",
    ],
    [String.raw`$\mathcalO(\sqrtn)$, \emphclass, $\mathrmpoly(n)$`, "O(√n), class, poly(n)"],
    [String.raw`$\left. x \right|_{x=0}$`, "x |ₓ₌₀"],
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
    [
      String.raw`An {\'e}tude, {\L}ukasiewicz, {{\"O}zg{\"u}r}, S\o ren, Stra{\ss}e`,
      "An étude, Łukasiewicz, {Özgür}, Søren, Straße",
    ],
    [String.raw`{\bf very bold} and \textcolor{red}{red {BERT}} at 3{\texttimes}`, "very bold and red BERT at 3×"],
    [String.raw`10\textsuperscript{-3}, 1\textsuperscript{st}, an \enquote{idea}`, "10⁻³, 1st, an “idea”"],
    [String.raw`\norm{x} of \ours, \ie a set {a, b}`, String.raw`\norm{x} of \ours, i.e. a set {a, b}`],
    [String.raw`well\footnote{or so} known \cite{a2020}`, "well (or so) known"],
  ])("writes the text %s as %s", (source, text) => {
    expect(read(source)).toBe(text);
  });

  it.each([
    "from $5 to $10",
    "$5 and $6",
    "US$100M, $10K or $2K",
    "$5 million to A$6 a month",
    String.raw`C:\foo\bar{1}`,
    "\\\\server\\share",
    "a {b} <b>c</b>",
    "100 $ and 200 $",
  ])("leaves %s as it is", (text) => {
    expect(read(text)).toBe(text);
  });

  it("moves ranges along with their words, and treats a formula as a unit", () => {
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

describe("LaTeX in BibTeX", () => {
  it.each([
    ["{The {BERT} model}", "The BERT model"],
    ["3--4 of them --- ``all''~here", "3–4 of them — “all” here"],
    [String.raw`\{kept\} and {dropped}`, "{kept} and dropped"],
    [String.raw`{\em Emphasis} and \textsc{Caps}`, "Emphasis and Caps"],
    [String.raw`On \mkbibemph{Homo sapiens} and \mkbibquote{sand}`, "On Homo sapiens and “sand”"],
    [String.raw`\emph{{D}unes}: a {H}istory`, "Dunes: a History"],
    [
      String.raw`Speed of 5 \textpm 1 \textmu m at 2 \texttimes 3 \textcopyright{} A \textbar{} B`,
      "Speed of 5 ± 1 μ m at 2 × 3 © A | B",
    ],
    [String.raw`AND\slash OR graphs and\/ more at 20\,$^\circ$C`, "AND/OR graphs and more at 20 °C"],
    [
      String.raw`Growth on GaN(000$\bar{1}$) and In$_{\textrm{x}}$Ga$_{1-\mathrm{x}}$N`,
      "Growth on GaN(0001̄) and InₓGa₁₋ₓN",
    ],
    [String.raw`In\textsubscript{$x$}Ga\textsubscript{1--$x$}N wires`, "InxGa1–xN wires"],
    [String.raw`\unknown{kept} and \unknown`, "kept and unknown"],
    ["{unbalanced} } and {more", "unbalanced  and more"],
  ])("is converted to plain text: %j", (text, expected) => expect(cleanLatex(text, { strict: true })).toBe(expected));
});

describe("Any text", () => {
  const anyText = fc.string({
    unit: fc.constantFrom(..."\\\\{}$^_ ~-'\"()[]ab1Oé", "\\frac", "\\tilde", "\\emph", "\\cite"),
    maxLength: 80,
  });

  it("is split into pieces that together contain all of it, in order", () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { text, move } = readLatex(source);
        let before = 0;
        for (let at = 0; at <= source.length; at += 1) {
          const [start, end] = move([at, at]);
          expect(Math.max(start, end)).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThanOrEqual(before);
          before = end;
        }
        expect(
          splitAtFormulas(source)
            .map((part) => part.text)
            .join(""),
        ).toBe(source);
      }),
    );
  });

  it.each([
    "{",
    "$a",
    "$$",
    "\\(",
    "\\cite{",
    "\\cite[",
    "\\frac",
    "\\sqrt[",
    "$\\hat",
    "x^{a",
    "\\alpha_{",
    "\\'",
    "\\emph   ",
    "~\\cite{a}",
    "{\\em ",
  ])("of %j repeated takes linear time", (part) => {
    const measure = (length: number) => {
      const text = part.repeat(length / part.length);
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now();
        cleanLatex(text);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    measure(5_000);
    // Quadratic time would be 16 times as much; the slack allows for a busy machine.
    expect(measure(40_000)).toBeLessThan(Math.max(20, measure(10_000)) * 10);
  });
});
