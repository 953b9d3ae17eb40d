import { describe, expect, it } from "vitest";
import { classifyVenue } from "../../src/domain/venue/venue-kind.js";
import { chooseWorkType, inferWorkType } from "../../src/domain/paper/work-type.js";

describe("The type of a paper", () => {
  it("is what its source says, else what its venue implies", () => {
    expect(inferWorkType({ venue: "ICRA" })).toBe("paper-conference");
    expect(inferWorkType({ venue: "Nature" })).toBe("article-journal");
    expect(inferWorkType({ venue: "arXiv" })).toBe("article");
    expect(inferWorkType({})).toBe("article");
    expect(chooseWorkType({ venue: "ICRA", type: "thesis" })).toBe("thesis");
    expect(chooseWorkType({ venue: "ICRA" })).toBe("paper-conference");
  });
});

describe("A venue", () => {
  it.each([
    "ICRA",
    "icra",
    "NIPS",
    "RSS",
    "WWW",
    "COLT",
    "3DV",
    "ICRA 2019",
    "CVPR'21",
    "EMNLP-IJCNLP",
    "EMNLP (Findings)",
    "AAAI/IAAI",
    "CVPR Workshops",
    "2021 IEEE/RSJ IROS",
    "ACL (1)",
    "KDD2020",
    "FUZZ-IEEE 2019",
    "QuaLiMaP 2019",
    "Proceedings of the 12th Language Resources Forum",
    "Proc. Interspeech",
    "Proceedings of the Annual Meeting of the Beekeepers",
    "42nd Annual ACM Gathering on Hives",
    "2018 IEEE 4th Something on Swarms",
    "International Symposium on Bees",
    "Findings of the Association for Computational Linguistics: EMNLP 2021",
    "Advances in Neural Information Processing Systems 32",
    "Robotics: Science and Systems XV",
    "The Web Conference 2021",
    "Lecture Notes in Computer Science",
    "JMLR Workshop and Conference Proceedings",
    "AIP Conference Proceedings",
    "Conférence nationale sur les abeilles",
    "Simpósio Brasileiro de Abelhas",
    "Tagungsband der Imker",
    "45. Jahrestagung der Imker",
    "第三届全国蜜蜂会议",
  ])("is a meeting: %s", (venue) => expect(classifyVenue(venue)).toBe("meeting"));

  it.each([
    "Nature",
    "Kairos",
    "Machine Learning",
    "IEEE Transactions on Robotics",
    "IEEE Robotics and Automation Letters",
    "Journal of Physics: Conference Series",
    "Transactions of the Association for Computational Linguistics",
    "Computer Graphics Forum",
    "Proceedings of the IEEE",
    "Proceedings of the National Academy of Sciences of the United States of America",
    "Proc. Natl. Acad. Sci. U.S.A.",
    "Proceedings of the Royal Society B",
    "Proceedings of the ACM on Programming Languages",
    "Proceedings of the VLDB Endowment",
    "Mayo Clinic Proceedings",
    "Annual Review of Statistics",
    "Language Resources and Evaluation",
    "TPAMI 2020",
    "CNS Drugs",
    "SENSORS",
    "Materials Today: Proceedings",
    "ABC/TM-2002-2117 (2002)",
    "PLoS ONE",
    "Acta Mathematica Series IV",
    "REVISTA DE ACC Y CHI",
    "Bees and icra honey",
    "",
  ])("is a journal: %s", (venue) => expect(classifyVenue(venue)).toBe("journal"));

  it.each([
    "arXiv",
    "CoRR",
    "arXiv preprint arXiv:2301.01234",
    "CoRR abs/2301.01234",
    "bioRxiv",
    "SSRN Electronic Journal",
  ])("is a preprint server: %s", (venue) => expect(classifyVenue(venue)).toBe("preprints"));

  it("is classified in linear time", () => {
    const time = (venue: string) => {
      const startedAt = performance.now();
      classifyVenue(venue);
      return performance.now() - startedAt;
    };
    for (const part of ["proceedings of the ", "a ", "annual meeting ", "ICRA-", "1st ", "'2019 "]) {
      expect(time(part.repeat(100_000))).toBeLessThan(50);
    }
  });
});
