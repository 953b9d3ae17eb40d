import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeAddress } from "../../src/domain/paper/address.js";
import { readPastedId, readPastedIds } from "../../src/domain/paper/pasted-id.js";

describe("an identifier as people paste it", () => {
  it.each([
    "2107.54321",
    "2107.54321v3",
    "2107.54321.pdf",
    "arXiv:2107.54321",
    "arXiv 2107.54321",
    "arXiv ID 2107.54321",
    "arXiv id: 2107.54321",
    "arXiv preprint arXiv:2107.54321",
    "arXiv:2107.54321v2 [cs.CL]",
    "arXiv:2107.54321v2 [cs.CL] 12 Jul 2021",
    "arXiv:2107.54321 (2021)",
    "arxiv.org/abs/2107.54321",
    "https://arxiv.org/abs/2107.54321v1",
    "http://www.arxiv.org/pdf/2107.54321v2.pdf",
    "export.arxiv.org/abs/2107.54321",
    "https://arxiv.org/html/2107.54321v2#S3",
    "https://arxiv.org/abs/2107.54321?context=cs",
    "https://www.alphaxiv.org/abs/2107.54321",
    "https://ar5iv.labs.arxiv.org/html/2107.54321",
    "https://huggingface.co/papers/2107.54321",
    "https://api.semanticscholar.org/arXiv:2107.54321",
    "https://doi.org/10.48550/arXiv.2107.54321",
    "10.48550/arXiv.2107.54321",
    '"arXiv:2107.54321"',
    "“2107.54321”.",
    "<https://arxiv.org/abs/2107.54321>",
    "(arXiv:2107.54321).",
    "[arXiv:2107.54321]",
    "see arXiv:2107.54321",
    "\\url{https://arxiv.org/abs/2107.54321}",
  ])("of arXiv: %s", (text) => {
    expect(readPastedId(text)).toMatchObject({ name: "arXiv 2107.54321", ids: ["arxiv:2107.54321"] });
  });

  it.each([
    ["math/0304001", "arXiv math/0304001"],
    ["hep-th/0304001v2", "arXiv hep-th/0304001"],
    ["https://arxiv.org/abs/math.AG/0304001", "arXiv math/0304001"],
    ["doi: 10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["DOI 10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["doi:10.5678/REEF.9.", "DOI 10.5678/reef.9"],
    ["https://doi.org/10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["dx.doi.org/10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["https://doi.org/10.5678%2Freef.9", "DOI 10.5678/reef.9"],
    ['"10.5678/reef.9"', "DOI 10.5678/reef.9"],
    ["https://dl.acm.org/doi/10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["https://onlinelibrary.wiley.com/doi/full/10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["https://journals.plos.org/plosone/article?id=10.5678/reef.9", "DOI 10.5678/reef.9"],
    ["https://www.nature.com/articles/s12345-021-00001-2", "DOI 10.1038/s12345-021-00001-2"],
    ["https://www.biorxiv.org/content/10.1101/2021.01.02.123456v2.full.pdf", "DOI 10.1101/2021.01.02.123456"],
    ["https://aclanthology.org/Q19-1099/", "ACL Q19-1099"],
    ["aclanthology.org/Q19-1099.pdf", "ACL Q19-1099"],
    ["q19-1099", "ACL Q19-1099"],
    ["2022.acl-long.999", "ACL 2022.acl-long.999"],
    ["PMID: 12345678", "PMID 12345678"],
    ["https://pubmed.ncbi.nlm.nih.gov/12345678/", "PMID 12345678"],
    ["https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7654321/", "PMC7654321"],
    ["https://openalex.org/W1234567890", "OpenAlex W1234567890"],
    ["CorpusID: 1234567", "Semantic Scholar 1234567"],
    [`https://www.semanticscholar.org/paper/On-Reefs-Marsh/${"0a".repeat(20)}`, `Semantic Scholar ${"0a".repeat(20)}`],
    ["https://openreview.net/forum?id=AbCdEf12", "https://openreview.net/forum?id=AbCdEf12"],
    ["example.org/paper/reef%3A7", "example.org/paper/reef%3A7"],
  ])("%s", (text, name) => {
    expect(readPastedId(text)?.name).toBe(name);
  });

  it("may be several", () => {
    const names = (text: string) => readPastedIds(text)?.map(({ name }) => name);
    expect(names("2107.54321, 10.5678/reef.9\nPMID:12345")).toEqual([
      "arXiv 2107.54321",
      "DOI 10.5678/reef.9",
      "PMID 12345",
    ]);
    expect(names("2107.54321 reefs")).toBeUndefined();
  });

  it.each([
    "kelp forests",
    "2107.54321 kelp",
    "1999.9999",
    "GPT-4",
    "node.js/express",
    "and/or graphs",
    "10.7 cm waves",
    "see the paper",
    "arxiv",
    "doi",
    "COVID-19",
    "ISO 9001",
    "C++",
    "SE(3)",
    "",
  ])("is not %s", (text) => {
    expect(readPastedIds(text)).toBeUndefined();
  });

  it("is sought in any text without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(() => readPastedIds(text)).not.toThrow();
      }),
    );
  });
});

describe("addresses of one page", () => {
  it.each([
    ["https://www.example.org/a/", "http://example.org/a"],
    ["https://example.org/a?utm_source=mail#top", "example.org/a"],
    ["https://openreview.net/pdf?id=AbC", "https://openreview.net/forum?id=AbC&noteId=x"],
    ["https://ieeexplore.ieee.org/abstract/document/123456", "https://ieeexplore.ieee.org/document/123456/"],
    ["https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=123456", "https://ieeexplore.ieee.org/document/123456/"],
    ["https://proceedings.mlr.press/v9/marsh10a/marsh10a.pdf", "https://proceedings.mlr.press/v9/marsh10a.html"],
    [
      "https://proceedings.neurips.cc/paper_files/paper/2020/file/0ab1-Paper.pdf",
      "https://papers.nips.cc/paper/2020/hash/0ab1-Abstract.html",
    ],
    ["https://aclanthology.org/Q19-1099v2.pdf", "https://aclanthology.org/Q19-1099/"],
  ])("are equal: %s", (one, other) => {
    expect(normalizeAddress(one)).toBe(normalizeAddress(other));
  });

  it("differ by their path and their query", () => {
    expect(normalizeAddress("https://example.org/a?id=1")).not.toBe(normalizeAddress("https://example.org/a?id=2"));
    expect(normalizeAddress("https://example.org/a")).not.toBe(normalizeAddress("https://example.org/A"));
  });
});
