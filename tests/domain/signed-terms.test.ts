import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMatches } from "../../src/domain/search/highlight.js";
import { countTerms } from "../../src/domain/search/bm25.js";
import { foldText } from "../../src/domain/text/fold-text.js";
import { extractTerms } from "../../src/domain/text/terms.js";

describe("terms with signs", () => {
  it.each([
    ["C++ and C", ["c++", "c"]],
    ["C/C++", ["c", "c++"]],
    ["C++20", ["c++", "c++20"]],
    ["C# or F#", ["c#", "f#"]],
    ["plain .NET", ["plain", ".net"]],
    ["example.net", ["exampl", "net"]],
    ["A* search", ["a*", "search"]],
    ["RRT*", ["rrt", "rrt*"]],
    ["PointNet++", ["pointnet", "pointnet++"]],
    ["a*b + c", ["b", "c"]],
    ["about 10^6 rows", ["10^6", "row"]],
    ["R&D", ["r", "d", "rd"]],
    ["at 25 °C ± 1", ["25", "°c", "±", "1"]],
    ["AC/DC grids", ["ac", "dc", "acdc", "grid"]],
  ])("%s", (text, terms) => {
    expect(extractTerms(text)).toEqual(terms);
  });

  it.each([
    ["β-TCVAE", "beta-TCVAE", "$\\beta$-TCVAE", "βTCVAE"],
    ["ε-greedy", "ϵ-greedy", "epsilon-greedy", "$\\epsilon$-greedy"],
    ["λ-calculus", "lambda-calculus"],
    ["TD(λ)", "TD-lambda", "TD(lambda)"],
    ["SE(3)", "SE3", "$SE(3)$"],
    ["L1", "L_1", "ℓ₁", "$\\ell_1$", "ℓ_1"],
    ["NO2", "NO₂", "NO_2", "$\\mathrm{NO}_2$"],
    ["Cu²⁺", "Cu2+", "$\\mathrm{Cu}^{2+}$"],
    ["10⁶", "10^6", "$10^6$"],
    ["H∞", "H_∞", "H-infinity"],
    ["μm", "µm"],
    ["℃", "°C"],
    ["Weisfeiler–Leman", "Weisfeiler-Leman"],
    ["5×5", "5x5"],
    ["C♯", "C#"],
  ])("%s is %s", (one, ...others) => {
    for (const other of others) expect(extractTerms(other)).toEqual(extractTerms(one));
  });

  it.each([
    ["kNN", "a k-NN graph"],
    ["kNN", "the k nearest neighbours"],
    ["nodejs", "a Node.js service"],
    [".NET", "an ASP.NET service"],
    ["wifi", "Wi-Fi signals"],
    ["email", "e-mail archives"],
    ["3D", "3-D scenes"],
    ["IO", "I/O scheduling"],
    ["tfidf", "TF/IDF weights"],
  ])("%s finds %s", (query, text) => {
    const found = new Set(extractTerms(text));
    expect(extractTerms(query).every((term) => found.has(term))).toBe(true);
  });

  it("are marked with their signs, also in LaTeX", () => {
    const mark = (text: string, query: string) =>
      findMatches(text, new Set(extractTerms(query))).map(([start, end]) => text.slice(start, end));
    expect(mark("From C to C++ and C#.", "C++")).toEqual(["C++"]);
    expect(mark("A $\\beta$-shelf is β", "beta")).toEqual(["$\\beta$-shelf", "β"]);
    expect(mark("Poses in SE(3), L_1 and $\\ell_1$", "SE3 L1")).toEqual(["SE(3)", "L_1", "$\\ell_1$"]);
    expect(mark("Oedema of the oesophagus", "edema esophagus")).toEqual(["Oedema", "oesophagus"]);
    expect(mark("黑猫", "猫")).toEqual(["猫"]);
  });

  it("include single characters of scripts without spaces in papers", () => {
    const { frequencies } = countTerms({ title: "黑猫", abstract: "한국어", extra: "" }, 2);
    expect(frequencies.get("猫")).toBe(2);
    expect(frequencies.get("국")).toBe(1);
  });
});

describe("words of other scripts", () => {
  it.each([
    ["Russian ё", "ещё", "еще"],
    ["Persian without a joiner", "شبکه\u200cهای", "شبکههای"],
    ["Persian and Arabic keyboards", "یادگیری عمیق کاربرد", "يادگيري عميق كاربرد"],
    ["Arabic vowels and lengthening", "تَعَلُّم عـــميق", "تعلم عميق"],
    ["Hebrew vowels", "לְמִידָה", "למידה"],
    ["Hindi dots", "ज़रूरत", "जरूरत"],
    ["Turkish dots", "yapısal İSTANBUL", "yapisal istanbul"],
    ["German ß", "Größe", "grosse"],
    ["Vietnamese", "Đường đi ngắn nhất", "duong di ngan nhat"],
    ["Persian digits", "۱۳۹۹", "1399"],
  ])("fold: %s", (_what, one, other) => {
    expect(extractTerms(one)).toEqual(extractTerms(other));
  });

  it("are folded once and for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});
