import { describe, expect, it } from "vitest";
import { cleanLatex } from "../../src/domain/text/latex/clean-latex.js";

describe("A field of BibTeX", () => {
  const read = (text: string) => cleanLatex(text, { strict: true });

  it.each([
    [
      String.raw`{\'e}, \'{e}, \'e, {\'{\i}}, \'\i, \v{s}, \c c, \k{a}, \H{o}, \r a, \={a}`,
      "é, é, é, í, í, š, ç, ą, ő, å, ā",
    ],
    [String.raw`\'{\^e}, \d{\=a}, \'{\ae}, \'\o, {\^{\'o}}, \h{a}, \"{\i}`, "ế, ạ̄, ǽ, ǿ, ố, ả, ï"],
    [String.raw`\t{oo}, \a'e, \a={a}, \AA ngstr\"om, {\TH}or, \DJ or\dj e`, "o͡o, é, ā, Ångström, Þor, Đorđe"],
    [String.raw`{\cyrchar\CYRZH}{\cyrchar\cyru}\cyrk`, "Жук"],
  ])("has accents in all spellings: %s", (source, text) => {
    expect(read(source)).toBe(text);
  });

  it.each([
    [String.raw`GaN(000$\bar{1}$), (1\bar101), [11$\overline{2}$0], (000\={1})`, "GaN(0001̄), (11̄01), [112̄0], (0001̄)"],
    [String.raw`\ensuremath{\bar{1}}, $\mathbf{\bar{1}}$, $\overline{10}$, $\bar 1$`, "1̄, 1̄, 1̄0̄, 1̄"],
    [String.raw`$\hat{\theta_n}$, $\widehat{x_{ij}}$, $\overline{x+y}$`, "θ̂ₙ, x̂ᵢⱼ, x̄+̄ȳ"],
  ])("keeps the bar and other marks, which change the meaning: %s", (source, text) => {
    expect(read(source)).toBe(text);
  });

  it.each([
    [String.raw`\SI{5}{\micro\metre} and \si{\kilo\gram\per\cubic\metre}`, "5 μm and kg/m³"],
    [
      String.raw`\qty[per-mode = symbol]{3.2e-4}{\metre\per\second\squared}, \SIrange{1}{5}{\um}`,
      "3.2×10⁻⁴ m/s², 1–5 μm",
    ],
    [String.raw`\num{-1.5e-3}, \ang{10;20;}, \SI{20}{\celsius}, \unit{m.s^{-1}}`, "−1.5×10⁻³, 10°20′, 20 °C, m s⁻¹"],
    [String.raw`\ce{H2O}, \ce{SO4^2-}, \ce{^{13}C}, \ce{A -> B}`, "H2O, SO4²⁻, ¹³C, A → B"],
    [String.raw`10\textsuperscript{\textminus 3}, Ca\textsuperscript{2+}, 2\textsuperscript{nd}`, "10⁻³, Ca²⁺, 2nd"],
    [
      String.raw`5\thinspace\textmu m, \textbeta-sheet, \upmu, $\varGamma$, 3\textonehalf, \textrightarrow`,
      "5 μ m, β-sheet, μ, Γ, 3½, →",
    ],
    [
      String.raw`\texttimes, \textpm, \textdegree, \copyright, \textbar, \guillemotleft a\guillemotright`,
      "×, ±, °, ©, |, «a»",
    ],
  ])("has quantities, formulas and symbols: %s", (source, text) => {
    expect(read(source)).toBe(text);
  });

  it.each([
    [String.raw`\mkbibemph{Homo} and \textit{\unknown{nested {deep}} words}`, "Homo and nested deep words"],
    [String.raw`A \tool{} for \ConTeXt{}, \tool`, "A tool for ConTeXt, tool"],
    [String.raw`a\Dash b, c\hyphen d, e\slash f, one\par two, three\quad four`, "a—b, c-d, e/f, one two, three four"],
    [String.raw`DVIto\kern-.15em VDU, \vphantom{x}GaN, \noopsort{1973a}1981`, "DVItoVDU, GaN, 1981"],
    [String.raw`A title\thanks{A grant}\footnote{A remark} of~\cite{a} works`, "A title of works"],
    [String.raw`\href{https://x.org/a}{here}, \url{https://x.org/a_b}`, "here, https://x.org/a_b"],
    [String.raw`\&, \%, \$, \_, \#, \textasciitilde, \~{}, \^{}, \{a\}`, "&, %, $, _, #, ~, ~, ^, {a}"],
    [String.raw`$\begin{array}{cc}1 & 2 \\ 3 & 4\end{array}$`, "1 2 3 4"],
  ])("loses no words to commands: %s", (source, text) => {
    expect(read(source).replace(/\s+/g, " ")).toBe(text);
  });

  it.each(["\\'{\\^", "\\t{", "\\SI{1}{", "\\ce{a", "\\a'", "\\d{\\=", "{}", "\\kern-", "\\begin{array}{"])(
    "of %j repeated takes linear time",
    (part) => {
      const measure = (length: number) => {
        const text = part.repeat(length / part.length);
        const times = Array.from({ length: 3 }, () => {
          const start = performance.now();
          read(text);
          return performance.now() - start;
        });
        return Math.min(...times);
      };
      measure(5_000);
      // Quadratic time would be 16 times as much; the slack allows for a busy machine.
      expect(measure(40_000)).toBeLessThan(Math.max(20, measure(10_000)) * 10);
    },
  );
});
