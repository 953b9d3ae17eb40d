import { describe, expect, it } from "vitest";
import { nameAfterAddress, nameAfterFile, nameAfterPapers } from "../../src/domain/jobs/job-name.js";

describe("The name of a job", () => {
  it("is that of its file, without folders of any system", () => {
    expect(nameAfterFile("/data/refs/library.bib")).toBe("library.bib");
    expect(nameAfterFile(String.raw`C:\Users\Ada\My Papers\export.ris`)).toBe("export.ris");
    expect(nameAfterFile("folder/")).toBe("folder");
    expect(nameAfterFile("größe 研究.csv")).toBe("größe 研究.csv");
  });

  it("shows what it says: no control characters, no reversed text, no half characters, and not too long", () => {
    expect(nameAfterFile("a\u0000b\u001b[31m\u202egnp.bib\n")).toBe("a b [31mgnp.bib");
    expect(nameAfterFile("\ud800x.bib")).toBe("\uFFFDx.bib");
    const long = nameAfterFile(`${"😀".repeat(150)}.bib`) ?? "";
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long.isWellFormed()).toBe(true);
    expect(long.endsWith("…")).toBe(true);
    expect([nameAfterFile("\u200b"), nameAfterFile("//"), nameAfterFile("")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is the whole address of a network source", () => {
    expect(nameAfterAddress("oai:https://example.org/oai?set=cs")).toBe("oai:https://example.org/oai?set=cs");
  });

  it("is the first title of papers without a file, and the number of the others", () => {
    expect(nameAfterPapers([{ title: "Bees" }])).toBe("Bees");
    expect(nameAfterPapers([{ title: "Bees" }, {}, 7])).toBe("Bees and 2 more");
    expect([nameAfterPapers([]), nameAfterPapers([7]), nameAfterPapers([{ title: 7 }])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
