/** Small responses and dumps in the formats of paper services. */

export const openAlex = JSON.stringify(
  {
    meta: { count: 2, per_page: 25, next_cursor: null },
    results: [
      {
        id: "https://openalex.org/W1",
        doi: "https://doi.org/10.1000/Open",
        title: "Open <i>works</i> &amp; their graphs",
        publication_year: 2022,
        publication_date: "2022-05-01",
        authorships: [{ author: { display_name: "Ada One" } }, { author: { display_name: "Ben Two" } }],
        primary_location: { landing_page_url: "https://example.org/w1", source: { display_name: "Graph Letters" } },
        primary_topic: { display_name: "Graphs", field: { display_name: "Computer Science" } },
        keywords: [{ display_name: "Knowledge graph" }],
        abstract_inverted_index: { the: [1, 4], We: [0], graph: [2, 5], is: [3], "big.": [6] },
      },
      { id: "https://openalex.org/W2", title: "Without any other id", abstract_inverted_index: null },
    ],
  },
  undefined,
  2,
);

export const scholar = [
  {
    corpusid: 11,
    externalids: { ACL: null, DBLP: null, ArXiv: "2106.04647", MAG: null, DOI: null },
    url: "https://www.semanticscholar.org/paper/x",
    title: "Bulk papers",
    authors: [{ authorId: "1", name: "Ada One" }],
    venue: "Examples",
    year: 2021,
    s2fieldsofstudy: [{ category: "Computer Science", source: "s2-fos-model" }],
    publicationdate: "2021-06-08",
  },
  { corpusid: 12, externalids: { DOI: null, ArXiv: null }, title: "Only a corpus id", authors: [], year: 2001 },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join("");

export const kaggle = [
  {
    id: "0704.0001",
    submitter: "P. One",
    authors: "P. One, Q. T. Two",
    title: "Calculation of\n  diphoton cross sections at $\\sqrt{s}$",
    comments: "3 pages",
    "journal-ref": "Phys.Rev.D76:1,2007",
    doi: "10.1103/PhysRevD.76.1",
    "report-no": null,
    categories: "hep-ph cs.CL",
    license: null,
    abstract: "  A fully differential\ncalculation by Bal\\'azs.\n",
    versions: [
      { version: "v1", created: "Mon, 2 Apr 2007 19:18:42 GMT" },
      { version: "v2", created: "Tue, 24 Jul 2007 20:10:27 GMT" },
    ],
    update_date: "2008-11-26",
    authors_parsed: [
      ["Bal\\'azs", "C.", ""],
      ["Two", "Q. T.", "Jr."],
    ],
  },
  {
    id: "hep-th/9901001",
    authors: "R. Three",
    title: "Old strings",
    "journal-ref": null,
    doi: null,
    categories: "hep-th",
    abstract: "Strings.",
    versions: [{ version: "v1", created: "Fri, 1 Jan 1999 00:00:00 GMT" }],
    update_date: "1999-01-01",
    authors_parsed: [["Three", "R.", ""]],
  },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join("");

export const atom = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query=cat:cs.CL" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=cat:cs.CL</title>
  <id>http://arxiv.org/api/x</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">2</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/2301.01234v2</id>
    <updated>2023-02-01T00:00:00Z</updated>
    <published>2023-01-03T18:00:00Z</published>
    <title>Feeds of papers:
  how $O(n^2)$ they are &amp; why</title>
    <summary>  We read feeds of x &lt; y entries.
</summary>
    <author><name>Ada One</name></author>
    <author><name>Ben Two</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Somewhere</arxiv:affiliation></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/feed</arxiv:doi>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Feeds 1 (2023)</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/2301.01234v2" rel="alternate" type="text/html"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/math/0211159v1</id>
    <published>2002-11-11T00:00:00Z</published>
    <title>Old entropy</title>
    <summary>Old.</summary>
    <author><name>G. Three</name></author>
    <category term="math.DG"/>
  </entry>
</feed>
`;

export const oaiFirstPage = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2024-01-01T00:00:00Z</responseDate>
<request verb="ListRecords">http://example.org/oai</request>
<ListRecords>
<record>
<header><identifier>oai:arXiv.org:2401.00001</identifier><datestamp>2024-01-02</datestamp><setSpec>cs</setSpec></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
<id>2401.00001</id><created>2024-01-01</created>
<authors><author><keyname>One</keyname><forenames>Ada</forenames></author><author><keyname>Two</keyname><forenames>Ben</forenames><suffix>III</suffix></author></authors>
<title>Harvesting: a \\emph{gentle} way</title><categories>cs.DL cs.IR</categories><doi>10.1000/harvest</doi>
<abstract>  Records come page by page.</abstract></arXiv></metadata>
</record>
<record><header status="deleted"><identifier>oai:arXiv.org:2401.00002</identifier></header></record>
<resumptionToken cursor="0" completeListSize="2">token|1</resumptionToken>
</ListRecords>
</OAI-PMH>
`;

export const oaiLastPage = `<?xml version="1.0"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header><identifier>oai:x:7</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>In Dublin's core</dc:title><dc:creator>Three, Cleo</dc:creator><dc:description>Few facts.</dc:description>
<dc:date>2001-02-03</dc:date><dc:identifier>http://arxiv.org/abs/cs/0102003</dc:identifier></oai_dc:dc>
</metadata></record>
<resumptionToken/></ListRecords></OAI-PMH>
`;

export const daily = JSON.stringify([
  {
    paper: {
      id: "2401.01234",
      authors: [{ _id: "x", name: "Ada One", hidden: false }],
      publishedAt: "2024-01-02T00:00:00.000Z",
      title: "Daily\n  papers",
      summary: "What is new.",
      upvotes: 12,
    },
    publishedAt: "2024-01-03T00:00:00.000Z",
    title: "Daily papers",
  },
]);

/** Abstracts of the bulk papers above, which come in a separate file. */
export const scholarAbstracts = [
  { corpusid: 11, openaccessinfo: { externalids: { DOI: null, ArXiv: "2106.04647" } }, abstract: "It came later." },
  { corpusid: 99, openaccessinfo: { externalids: {} }, abstract: "Of nobody." },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join("");
