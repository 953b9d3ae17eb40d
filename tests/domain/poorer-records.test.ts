import { describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { mergeRecords } from "../../src/domain/records/merge-records.js";
import { type Trust, trustAll, trustLevels } from "../../src/domain/records/trust.js";
import { makeCleanPaper } from "../support/clean-papers.js";

const { library, database, guess } = trustLevels;
const merge = (
  kept: Partial<PaperInput>,
  incoming: Partial<PaperInput>,
  from: Trust = library,
  to: Trust = library,
) => {
  const [stored, given] = [kept, incoming].map((input) =>
    makeCleanPaper({ title: "Kites", doi: "10.5555/k", ...input }),
  );
  const record = { paper: given!.paper, trust: to };
  const merged = mergeRecords({ paper: stored!.paper, trust: trustAll(from) }, record);
  expect(mergeRecords(merged, record).paper).toEqual(merged.paper);
  return merged.paper;
};
const whole =
  "We fly kites over quarries and count the gulls that follow them, hour by hour, for a whole week. ".repeat(4);
const abstract = whole.trim();
const cut = abstract.slice(0, 255);

describe("a poorer text of equal trust", () => {
  it.each([
    cut,
    `${cut}...`,
    `${cut}…`,
    `${cut} [truncated]`,
    `${cut}... (more)`,
    `Abstract: ${cut}`,
    `Summary. ${cut}`,
  ])("does not replace an abstract: %s", (given) =>
    expect(merge({ abstract }, { abstract: given }).abstract).toBe(abstract),
  );

  it("does not add a heading to an abstract, but gives way to one without", () => {
    expect(merge({ abstract }, { abstract: `Abstract: ${abstract}` }).abstract).toBe(abstract);
    expect(merge({ abstract: `Abstract: ${cut}` }, { abstract }).abstract).toBe(abstract);
    expect(merge({ abstract: `${cut}...` }, { abstract }).abstract).toBe(abstract);
  });

  it.each([
    ["Networks of Machines", "Networks of Mach...", "Networks of Machines"],
    ["Networks of Machines", "Networks of Mach…", "Networks of Machines"],
    ["Networks of Mach…", "Networks of Machines", "Networks of Machines"],
    ["Networks of Machines", "Networks of Machine", "Networks of Machine"],
    ["AB Šedá teorie", "AB ?ed? teorie", "AB Šedá teorie"],
    ["AB ?ed? teorie", "AB Šedá teorie", "AB Šedá teorie"],
    ["Über Flüsse", "\uFFFDber Fl\uFFFDsse", "Über Flüsse"],
    ["Über Flüsse", "Ãœber FlÃ¼sse", "Über Flüsse"],
    ["Полёт змея", "????? ????", "Полёт змея"],
    ["Do kites fly", "Do kites fly?", "Do kites fly"],
    ["Kites over quarries", "Untitled", "Kites over quarries"],
    ["Kites over quarries", "No title", "Kites over quarries"],
    ["[No title]", "Kites over quarries", "Kites over quarries"],
    ["Kites over quarries", "Kites over quarries (abstract only)", "Kites over quarries"],
    ["Kites over quarries (Abstract only)", "Kites over quarries", "Kites over quarries"],
    ["Kites over quarries", "RETRACTED ARTICLE: Kites over quarries", "RETRACTED ARTICLE: Kites over quarries"],
    ["Retracted: Kites over quarries", "Kites over quarries", "Retracted: Kites over quarries"],
  ])("of the title %j, %j leaves %j", (title, given, expected) => {
    expect(merge({ title }, { title: given }).title).toBe(expected);
  });

  it.each([
    ["Journal of Machine Learning Research", "JMLR"],
    ["Proceedings of the 36th International Conference on Machine Learning", "ICML"],
    ["International Conference on Machine Learning", "ICML 2019"],
    ["Advances in Neural Information Processing Systems", "NeurIPS"],
    ["Proceedings of the National Academy of Sciences", "PNAS"],
    ["Revista Española de Geología", "Revista Espa?ola de Geolog?a"],
    ["Quarry Letters", "Unknown"],
    ["Quarry Letters", "n/a"],
  ])("of the venue %j, %j replaces nothing", (venue, given) => {
    expect(merge({ venue }, { venue: given }).venue).toBe(venue);
  });

  it.each(["ICML", "Nature", "LREC"])("%j replaces the name of another venue", (venue) => {
    expect(merge({ venue: "Journal of Quarry Science" }, { venue }).venue).toBe(venue);
  });

  it("does not replace an address by one that is derived from a PubMed number", () => {
    const url = "https://example.org/kites";
    const derived = "https://pubmed.ncbi.nlm.nih.gov/123/";
    expect(merge({ url }, { url: derived }, library, database).url).toBe(url);
    expect(merge({}, { url: derived }).url).toBe(derived);
  });
});

describe("poorer authors", () => {
  it.each<[string[], string[], string[]]>([
    [
      ["Karel Čapek", "Bo Liu"],
      ["Karel ?apek", "Bo Liu"],
      ["Karel Čapek", "Bo Liu"],
    ],
    [["José García"], ["José GarcÃ\u00ada"], ["José García"]],
    [["Karel Čapek"], ["Karel ?apek", "Bo Liu"], ["Karel Čapek", "Bo Liu"]],
    [["Karel ?apek"], ["Karel Čapek"], ["Karel Čapek"]],
    [["Ada Vance"], ["Anonymous"], ["Ada Vance"]],
    [["Anonymous"], ["Ada Vance"], ["Ada Vance"]],
    [
      ["A. Vance", "B. Li", "C. Moreau"],
      ["A. Vance", "B. Li", "et al."],
      ["A. Vance", "B. Li", "C. Moreau"],
    ],
    [
      ["A. Vance", "et al."],
      ["A. Vance", "B. Li", "C. Moreau"],
      ["A. Vance", "B. Li", "C. Moreau"],
    ],
  ])("of %j and %j leave %j", (authors, given, expected) => {
    expect(merge({ authors }, { authors: given }).authors).toEqual(expected);
  });

  it("are completed by a longer list that contains them all, except by a guess", () => {
    const [few, many] = [["Ada Vance"], ["A. Vance", "Bo Liu"]];
    expect(merge({ authors: few }, { authors: many }, database).authors).toEqual(["Ada Vance", "Bo Liu"]);
    expect(merge({ authors: few }, { authors: many }, database, guess).authors).toEqual(few);
    expect(merge({ authors: few }, { authors: ["Cy Moreau", "Bo Liu"] }, database).authors).toEqual(few);
  });
});
