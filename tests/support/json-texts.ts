/** Small answers and exports in the formats of JSON. */

export const cslJson = JSON.stringify(
  [
    {
      id: "ITEM-1",
      type: "article-journal",
      title: "Citations in parts",
      author: [{ family: "Okafor", given: "Ngozi" }],
      issued: { "date-parts": [[2020, 2]] },
      DOI: "10.1000/CSL",
    },
    { id: "ITEM-2", type: "book", title: "Without an id of its own", author: [{ literal: "A group" }] },
  ],
  null,
  2,
);

export const crossref = JSON.stringify({
  status: "ok",
  "message-type": "work-list",
  message: {
    "total-results": 2,
    items: [
      { DOI: "10.1000/first", title: ["Deposits &amp; their dates"], issued: { "date-parts": [[2011]] } },
      { DOI: "10.48550/arXiv.2101.00001", title: ["A preprint with a DOI"], type: "posted-content" },
    ],
  },
});

export const zoteroItems = JSON.stringify([
  {
    key: "AAAA1111",
    version: 3,
    data: {
      itemType: "journalArticle",
      title: "Libraries of notes",
      creators: [{ creatorType: "author", firstName: "Ngozi", lastName: "Okafor" }],
      date: "2020-02",
      DOI: "10.1000/zot",
    },
  },
  { key: "AAAA1112", data: { itemType: "bookSection", title: "A chapter", creators: [], tags: [] } },
  { key: "AAAA1113", data: { itemType: "attachment", title: "Full text", parentItem: "AAAA1111" } },
]);

export const datacite = JSON.stringify({
  data: [
    {
      id: "10.1000/data",
      type: "dois",
      attributes: {
        doi: "10.1000/DATA",
        titles: [
          { title: "Jauges d’une rivière", titleType: "TranslatedTitle" },
          { title: "Gauges of a river" },
          { title: "1990–2000", titleType: "Subtitle" },
        ],
        creators: [{ name: "Okafor, Ngozi" }],
        publicationYear: 2005,
        types: { resourceTypeGeneral: "Dataset" },
      },
    },
    { id: "x", attributes: { doi: "10.48550/arXiv.2105.00001", titles: [{ title: "A preprint at DataCite" }] } },
  ],
  meta: { total: 2 },
});

export const inspire = JSON.stringify({
  hits: {
    hits: [
      {
        id: "1",
        metadata: {
          document_type: ["article"],
          titles: [{ title: String.raw`Jets at $\sqrt{s} = 13$ TeV` }],
          authors: [{ full_name: "Okafor, Ngozi" }],
          arxiv_eprints: [{ value: "1801.00001", categories: ["hep-ex"] }],
        },
      },
    ],
    total: 1,
  },
});

export const ads = JSON.stringify({
  responseHeader: { status: 0, params: { q: "stars" } },
  response: {
    numFound: 1,
    docs: [
      {
        bibcode: "2012ApJ...001..001O",
        title: ["Stars in a cluster"],
        author: ["Okafor, Ngozi"],
        pubdate: "2012-05-00",
        doi: ["10.1000/stars"],
      },
    ],
  },
});
