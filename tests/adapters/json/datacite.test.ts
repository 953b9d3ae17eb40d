import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const read = async (format: string, content: unknown) => {
  const source = await readSource(JSON.stringify(content));
  expect(source.format).toBe(format);
  return source.papers;
};

describe("DataCite", () => {
  const work = {
    doi: "10.1000/Floods",
    titles: [
      { title: "Floods of a century", lang: "en" },
      { title: "Fluten", titleType: "AlternativeTitle" },
    ],
    creators: [
      { name: "Ortega, Mira", nameType: "Personal", givenName: "Mira", familyName: "Ortega" },
      { name: "Ito, Ken", nameType: "Personal" },
      { name: "Bureau of Rivers, North", nameType: "Organizational" },
      { name: "River Watch" },
    ],
    contributors: [{ name: "A host", contributorType: "HostingInstitution" }],
    descriptions: [
      { description: "Volume 3", descriptionType: "SeriesInformation" },
      { description: "<p>Levels of rivers.</p>", descriptionType: "Abstract" },
    ],
    publicationYear: 2014,
    dates: [
      { date: "1990/2000", dateType: "Collected" },
      { date: "2014-06-02T10:00:00Z", dateType: "Issued" },
    ],
    subjects: [
      { subject: "FOS: Earth sciences" },
      { subject: "Machine Learning (cs.LG)", subjectScheme: "arXiv" },
      { subject: "floods" },
    ],
    types: { resourceTypeGeneral: "Dataset", citeproc: "dataset" },
    container: { title: "River Data", type: "Journal" },
    publisher: "An archive",
    relatedIdentifiers: [
      { relatedIdentifier: "arXiv:1401.00001", relatedIdentifierType: "arXiv", relationType: "IsSupplementTo" },
    ],
    url: "https://example.org/floods",
  };

  it("is read with all that it says", async () => {
    const paper = {
      title: "Floods of a century",
      abstract: "Levels of rivers.",
      authors: ["Mira Ortega", "Ken Ito", "Bureau of Rivers, North", "River Watch"],
      year: 2014,
      date: "2014-06-02",
      venue: "River Data",
      type: "dataset",
      categories: ["Earth sciences", "cs.LG"],
      keywords: ["floods"],
      doi: "10.1000/floods",
      arxivId: undefined,
      url: "https://example.org/floods",
    };
    for (const content of [[work], work, { data: { id: "1", attributes: work } }, { data: [{ attributes: work }] }])
      expect(await read("datacite", content)).toMatchObject([paper]);
  });

  it("gives the arXiv id of the work itself only", async () => {
    const ids = [
      { doi: "10.48550/ARXIV.1401.00001" },
      { identifiers: [{ identifier: "arXiv:1401.00001", identifierType: "arXiv" }] },
      {
        relatedIdentifiers: [
          { relatedIdentifier: "1401.00001", relatedIdentifierType: "arXiv", relationType: "IsIdenticalTo" },
        ],
      },
    ];
    for (const id of ids) expect((await read("datacite", [{ ...work, ...id }]))[0]?.arxivId).toContain("1401.00001");
  });

  it("takes the year of publication over the date of another event, editors for creators, English for others", async () => {
    const [paper] = await read("datacite", [
      {
        ...work,
        creators: [],
        contributors: [{ name: "Ito, Ken", contributorType: "Editor" }],
        dates: [{ date: "2016", dateType: "Issued" }],
        types: { resourceTypeGeneral: "Text", citeproc: "article" },
        container: {},
        relatedItems: [{ relationType: "IsPublishedIn", titles: [{ title: "A volume" }] }],
        descriptions: [
          { description: "Von Flüssen.", descriptionType: "Abstract", lang: "de" },
          { description: "Of rivers.", descriptionType: "Abstract", lang: "en" },
        ],
      },
    ]);
    expect(paper).toMatchObject({ year: 2014, authors: ["Ken Ito"], venue: "A volume", abstract: "Of rivers." });
    expect([paper?.date, paper?.type]).toEqual([undefined, undefined]);
  });
});
