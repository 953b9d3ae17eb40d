import { describe, expect, it } from "vitest";
import { type MathPart, typeset } from "../../src/web/paper/math/typeset.js";

describe("A formula", () => {
  const print = (part: MathPart): string => {
    if (typeof part === "string") return part;
    const { name, attributes, children } = part;
    const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
    return `<${name}${written.join("")}>${children.map(print).join("")}</${name}>`;
  };
  const write = (formula: string) => {
    const math = typeset(formula);
    return math === undefined ? undefined : print(math);
  };

  it("is typeset as MathML", () => {
    expect(write(String.raw`$\alpha_i \leq \frac{1}{2}$`)).toMatch(
      /<math>.*<msub><mi>α<\/mi>.*<mo[^>]*>≤<\/mo>.*<mfrac>/,
    );
    expect(write("$$x^2$$")).toContain('<span class="display"><math>');
    expect(write(String.raw`\(x\)`)).toBe(write("$x$"));
  });

  it("knows the commands that authors often define", () => {
    expect(write(String.raw`$\eps \in \R, \poly(n)$`)).toContain("poly");
  });

  it("stays text where a command is unknown or something is left open", () => {
    expect([String.raw`$\notacommand{x}$`, "$x^{2$", String.raw`$\frac{1}$`].map(typeset)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    String.raw`$\href{javascript:window.paperkinWasRun=1}{x}$`,
    String.raw`$\url{javascript:window.paperkinWasRun=1}$`,
    String.raw`$\includegraphics{https://example.org/x.png}$`,
    String.raw`$\class{secret}{x}$`,
    String.raw`$\style{position:fixed}{x}$`,
    String.raw`$\data{a=b}{x}$`,
    String.raw`$\color{red}{x}$`,
  ])("has no link, style or markup of its paper: %s", (formula) => {
    expect(write(formula) ?? "").not.toMatch(/href|src="|style=|secret|data-|<a\b/);
  });

  it("neither defines commands for the next one nor grows without end", () => {
    typeset(String.raw`$\gdef\leak{y} \leak$`);
    expect(typeset(String.raw`$\leak$`)).toBeUndefined();
    expect(typeset(String.raw`$\def\a{\a\a}\a$`)).toBeUndefined();
    expect(write(String.raw`$a\hspace{-900em}b$`) ?? "").not.toContain("900");
    expect(write(String.raw`$\rule{900em}{900em}$`) ?? "").not.toContain("900");
  });
});
