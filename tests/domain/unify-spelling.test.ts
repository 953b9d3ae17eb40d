import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractTerms } from "../../src/domain/text/terms.js";
import { listSpellings, unifySpelling } from "../../src/domain/text/unify-spelling.js";

const pairs = [
  ["colour", "color"],
  ["neighbourhoods", "neighborhoods"],
  ["behavioural", "behavioral"],
  ["tumours", "tumors"],
  ["optimisation", "optimization"],
  ["regularised", "regularized"],
  ["tokenisers", "tokenizers"],
  ["generalisability", "generalizability"],
  ["analyse", "analyze"],
  ["catalysing", "catalyzing"],
  ["centre", "center"],
  ["centred", "centered"],
  ["centring", "centering"],
  ["fibres", "fibers"],
  ["kilometres", "kilometers"],
  ["manoeuvring", "maneuvering"],
  ["catalogued", "cataloged"],
  ["dialogue", "dialog"],
  ["labelled", "labeled"],
  ["signalling", "signaling"],
  ["focussed", "focused"],
  ["defence", "defense"],
  ["judgement", "judgment"],
  ["sulphate", "sulfate"],
  ["haemoglobin", "hemoglobin"],
  ["leukaemia", "leukemia"],
  ["paediatric", "pediatric"],
  ["oesophagus", "esophagus"],
  ["oestrogen", "estrogen"],
  ["anaesthesia", "anesthesia"],
  ["gynaecology", "gynecology"],
  ["diarrhoea", "diarrhea"],
  ["archaeology", "archeology"],
  ["grey", "gray"],
  ["greyscale", "grayscale"],
  ["programme", "program"],
  ["aluminium", "aluminum"],
  ["aeroplanes", "airplanes"],
  ["artefacts", "artifacts"],
  ["fulfilment", "fulfillment"],
  ["practise", "practice"],
  ["mould", "mold"],
] as const;

describe("unifySpelling", () => {
  it.each(pairs)("writes %s as %s", (british, american) => {
    expect(extractTerms(british)).toEqual(extractTerms(american));
    expect(unifySpelling(american)).toBe(american);
  });

  it("leaves words alone that only look British", () => {
    const kept = `four hours tour contour pour your course source journal detour exercise wise pairwise advise surprise
      promise premise compromise rise arise raise noise denoising precise concise comprise enterprise supervised devise
      revise expertise advertising franchise cruise disguise improvisation poisson ising disable basis crises prise prize
      size likewise paradise kaiser acre genre massacre mediocre are were require more excelled propelled installed
      spelling cell small called aerobic phoenix poem coefficient aerial israel michael shoulder through influence
      science evidence sequence vogue rogue league prologue lysis lysed`.split(/\s+/);
    expect(kept.filter((word) => unifySpelling(word) !== word)).toEqual([]);
  });

  it("changes nothing the second time", () => {
    const word = fc.tuple(
      fc.constantFrom("", "un", "re", "over"),
      fc.constantFrom(...pairs.flat()),
      fc.constantFrom("", "s"),
    );
    fc.assert(
      fc.property(word, (parts) => {
        const unified = unifySpelling(parts.join(""));
        expect(unifySpelling(unified)).toBe(unified);
      }),
    );
  });

  it("lists the other spelling from either side", () => {
    const sides = pairs.flatMap(([one, other]) => [
      [one, other],
      [other, one],
    ]);
    expect(sides.filter(([one, other]) => !listSpellings(one!).includes(other!))).toEqual([]);
    expect(listSpellings("network")).toEqual(["network"]);
  });
});

describe("plurals that are not formed with s", () => {
  it.each([
    ["matrices", "matrix"],
    ["vertices", "vertex"],
    ["criteria", "criterion"],
    ["hypotheses", "hypothesis"],
    ["analyses", "analysis"],
    ["corpora", "corpus"],
  ])("%s is found by %s", (plural, singular) => {
    expect(extractTerms(plural)).toEqual(extractTerms(singular));
  });
});
