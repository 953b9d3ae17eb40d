import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanHtml } from "../../src/domain/text/html-markup.js";
import { cleanMarkup, cleanOptional } from "../../src/domain/text/clean-markup.js";
import { cleanText } from "../../src/domain/paper/clean-paper.js";

describe("cleanMarkup", () => {
  it.each([
    [String.raw`An {\'e}tude by {\"O}zg{\"u}r`, "An étude by Özgür"],
    [String.raw`Bal\'azs, \v{C}apek, Fran\c{c}ois, \r{A}ngstr\"om`, "Balázs, Čapek, François, Ångström"],
    [String.raw`{\L}ukasiewicz and S\o ren Stra{\ss}e`, "Łukasiewicz and Søren Straße"],
    [String.raw`na\"{\i}ve and \'\i`, "naïve and í"],
    [String.raw`\emph{Very \textbf{bold}} claims`, "Very bold claims"],
    [String.raw`$\alpha$-divergence and $O(n^2)$`, "α-divergence and O(n²)"],
    [String.raw`$\mathcal{O}(\frac{1}{\sqrt{n}})$ rates`, "O(1/√n) rates"],
    [String.raw`$x_{i} \leq y^{2}$`, "xᵢ ≤ y²"],
    [String.raw`\(k\)-means and \[a \to b\]`, "k-means and a → b"],
    ["$k$-means and $n$ points", "k-means and n points"],
    [String.raw`90\% of R\&D in C\_1 \{x\}`, "90% of R&D in C_1 {x}"],
    [String.raw`as shown~\cite{doe2020}.`, "as shown."],
    [String.raw`A claim\footnote{with \emph{care}} of ours\thanks{To all.}`, "A claim (with care) of ours"],
    [String.raw`see \href{https://example.org}{the page}`, "see the page"],
    [String.raw`don\'t stop`, "don't stop"],
    ["H<sub>2</sub>O at 10<sup>-3</sup>", "H2O at 10^-3"],
    ["<i>E. coli</i> &amp; <b>others</b>", "E. coli & others"],
    ["A &lt;i&gt;twice&lt;/i&gt; escaped &amp;amp; title", "A twice escaped & title"],
    ["x &lt; y &#x26; caf&eacute;", "x < y & café"],
    ["5 &mgr;M of &Dgr;F<sub>508</sub>, 2 &thgr;", "5 μM of ΔF508, 2 θ"],
    [
      "<jats:title>Abstract</jats:title><jats:p>We show <jats:italic>this</jats:italic>.</jats:p><jats:p>And that.</jats:p>",
      "We show this. And that.",
    ],
    ["SO<inf>4</inf> in <it>Elymus</it> and <scp>dna</scp>", "SO4 in Elymus and dna"],
    [
      '<AbstractText Label="AIM" NlmCategory="OBJECTIVE">To count.</AbstractText><AbstractText>Counted.</AbstractText>',
      "To count. Counted.",
    ],
    [
      "<sec><title>Methods</title><p>We dig.</p></sec><sec><title>Why?</title><p>Sand.</p></sec>",
      "Methods: We dig. Why? Sand.",
    ],
    ["of <sup>13</sup>C at 5 m <sup>-1</sup>, (2x)<sup>2</sup>, 1<sup>st</sup>", "of 13C at 5 m ^-1, (2x)^2, 1st"],
    ["first<br>second<p>Third", "first second Third"],
    [
      "0<middle dot>5 of <jats:sec>a section without <Emphasis Type='Italic'>an end</Emphasis>",
      "0·5 of a section without an end",
    ],
    [
      "<mml:math><mml:mmultiscripts><mml:mi>Tb</mml:mi><mml:mprescripts/><mml:none/><mml:mn>153</mml:mn></mml:mmultiscripts></mml:math>",
      "¹⁵³Tb",
    ],
    ["<AbstractText>Seen.</AbstractText><CopyrightInformation>© Sand Society.</CopyrightInformation>", "Seen."],
    ["overlapping <i>one <b>two</i> three</b> tags", "overlapping one two three tags"],
    [
      `<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup>
        <mml:mo>&lt;</mml:mo><mml:mfrac><mml:mn>1</mml:mn><mml:msqrt><mml:mi>n</mml:mi></mml:msqrt></mml:mfrac></mml:math> holds`,
      "x² < 1/√n holds",
    ],
    [
      "in <math><semantics><msub><mi>H</mi><mn>2</mn></msub><annotation encoding='TeX'>H_2</annotation></semantics></math>O",
      "in H₂O",
    ],
    [
      String.raw`<inline-formula><alternatives><tex-math>\documentclass{minimal}\begin{document}$$\alpha ^2$$\end{document}</tex-math><mml:math><mml:mi>α</mml:mi></mml:math></alternatives></inline-formula> and <tex>x_i</tex>`,
      "α² and xᵢ",
    ],
    ["A title<xref ref-type='fn' rid='f1'>*</xref> with a note<fn><p>Thanks.</p></fn>", "A title with a note"],
    ["seen <!-- by <b>hand --> here, <![CDATA[<i>twice</i>]]>", "seen here, twice"],
    ["A &amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt; B", "A 2 B"],
  ])("converts %j to plain text", (text, expected) => expect(cleanText(cleanMarkup(text))).toBe(expected));

  it.each([
    "C_1 < x & y",
    "if a<b and c>d then a < c",
    "costs $5 and $10, or $1,000-$2,000",
    "a set {a, b} and f(x) = {x}",
    "AT&T, R&D; P&L",
    "~5% of 3--4",
    String.raw`C:\data\new and \d+`,
    "a^2 + b_i = c*d",
    "An e-mail <someone@example.org> and a <tag>",
    "List<String> and vector<b>",
    "p < 0.05 and p > 0.01",
    "where a<b>c and a<p>c, or i<s",
    "100% & more",
  ])("leaves %j unchanged", (text) => expect(cleanMarkup(text)).toBe(text));

  it("leaves any text without a backslash, dollar, ampersand or angle bracket unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const plain = text.replace(/[\\$&<]/g, "");
        expect(cleanMarkup(plain)).toBe(plain);
      }),
    );
  });

  it("finishes quickly on any text of markup characters", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."\\{}$<>&;'\"^~ab1 /="), maxLength: 400 });
    fc.assert(fc.property(signs, (text) => void cleanMarkup(text)));
    const text = `${"{\\em ".repeat(5_000)}${"$a".repeat(5_000)}${"<i ".repeat(5_000)}${"&amp;".repeat(5_000)}`;
    expect(cleanMarkup(text).length).toBeLessThan(text.length);
  });

  it.each(["<i>", "<sup>2</sup>", "<!--", "<i a='", "<b>x</i>", "<mrow>", "<i>".repeat(9) + "</i>"])(
    "takes time in proportion to the length of %j, repeated",
    (piece) => {
      const measure = (count: number) => {
        const text = piece.repeat(count);
        const start = performance.now();
        cleanHtml(text);
        return performance.now() - start;
      };
      measure(1_000);
      expect(measure(10_000)).toBeLessThan(1_500);
    },
  );

  it("returns undefined for a missing field", () => {
    expect([cleanOptional(null), cleanOptional(undefined), cleanOptional("a &amp; b")]).toEqual([
      undefined,
      undefined,
      "a & b",
    ]);
  });
});

it("cleanHtml removes only the tags that occur in papers", () => {
  expect(cleanHtml("<unknown>a</unknown> <b>c</b> <p>d</p>")).toBe("<unknown>a</unknown> c  d ");
});

it("cleanText expands typographic ligatures", () => {
  expect(cleanText("e\uFB03cient \uFB01elds and o\uFB00-line")).toBe("efficient fields and off-line");
});
