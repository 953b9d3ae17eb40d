import { describe, expect, it } from "vitest";
import { parseVenueAliases } from "../../../src/domain/venue/parse-aliases.js";
import { createVenueNames } from "../../../src/domain/venue/venue-names.js";

const names = createVenueNames();

describe("the names of a venue", () => {
  it.each([
    ["NeurIPS", ["NIPS", "neurips", "NeurIPS 2021", "NeurIPS'17", "NIPS-2000", "nips2016", "NeurIPS 2022 Poster"]],
    ["NeurIPS", ["Advances in Neural Information Processing Systems 30", "Neural Information Processing Systems"]],
    ["NeurIPS", ["Thirty-first Conference on Neural Information Processing Systems (NeurIPS 2017)"]],
    [
      "ICML",
      ["Proc. of the 34th ICML", "ICML '07", "Proceedings of the 9th International Conference on Machine Learning"],
    ],
    ["ICML", ["Proceedings of the 34th International Conference on Machine Learning, ICML 2017, Sydney, Australia"]],
    ["CVPR", ["2018 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR19", "IEEE CVPR"]],
    ["ECCV", ["Computer Vision – ECCV 2014", "European Conference on Computer Vision"]],
    ["ACL", ["Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics"]],
    ["AAAI", ["Proceedings of the AAAI Conference on Artificial Intelligence", "AAAI-82", "Proc. AAAI"]],
    ["AAAI", ["Proceedings of the Twenty-Eighth AAAI Conference on Artificial Intelligence"]],
    ["KDD", ["Proceedings of the 13th ACM SIGKDD International Conference on Knowledge Discovery and Data Mining"]],
    ["ICRA", ["Proceedings 2007 IEEE International Conference on Robotics and Automation", "Proc. IEEE ICRA"]],
    ["IROS", ["2019 IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS)"]],
    [
      "TPAMI",
      ["IEEE Transactions on Pattern Analysis and Machine Intelligence", "IEEE Trans. Pattern Anal. Mach. Intell."],
    ],
    ["JMLR", ["The Journal of Machine Learning Research", "J. Mach. Learn. Res."]],
    [
      "arXiv",
      [
        "CoRR",
        "arXiv preprint arXiv:1234.56789",
        "arXiv:1234.56789 [cs]",
        "CoRR abs/1234.56789",
        "arXiv (Cornell University)",
      ],
    ],
    ["PNAS", ["Proc. Natl. Acad. Sci. U.S.A."]],
    ["Findings of EMNLP", ["Findings of the Association for Computational Linguistics: EMNLP 2020"]],
  ])("are those of %s: %j", (venue, others) => {
    for (const other of others) expect(names.findKnown(other), other).toBe(venue);
  });

  it.each([
    "Machine Learning",
    "Nature",
    "Nature Physics",
    "ICML Workshop on Birds",
    "NeurIPS 2020 Workshop: Birds",
    "Workshop on Birds at ACL",
    "CVPR Workshops",
    "CVPRW",
    "AAAI Spring Symposium",
    "ECAI Doctoral Consortium",
    "bioRxivs",
    "Correspondence",
    "J",
    "Advances in Computer Vision and Pattern Recognition",
    "Submitted to ICLR 2023",
    "",
    "2019",
  ])("are not those of a known venue: %s", (name) => {
    expect(names.findKnown(name)).toBeUndefined();
  });

  it("differ in nothing but case where the venue is unknown", () => {
    expect(names.toKey("Annals of Moss")).toBe(names.toKey("ANNALS OF MOSS"));
    expect(names.toKey("Annals of Moss")).not.toBe(names.toKey("Annals of Moss 2"));
  });

  it("are extended by the user, also for known venues", () => {
    const extended = createVenueNames([
      ["Moss Days", "Tage des Mooses"],
      ["NeurIPS", "Conf. Neural Inf."],
    ]);
    expect(extended.findKnown("Proc. of the 3rd Tage des Mooses 2019")).toBe("Moss Days");
    expect(extended.toKey("conf neural inf")).toBe(extended.toKey("NIPS"));
  });
});

describe("a table of aliases", () => {
  it("has one venue a line, with comments", () => {
    expect(parseVenueAliases("# mine\n\nA = B=C\r\nD = é")).toEqual({
      venues: [
        ["A", "B", "C"],
        ["D", "é"],
      ],
      wrong: [],
    });
  });

  it("names each line that has another form", () => {
    expect(parseVenueAliases("A = B\nC\n= D").wrong).toEqual([
      { line: 2, text: "C" },
      { line: 3, text: "= D" },
    ]);
  });
});
