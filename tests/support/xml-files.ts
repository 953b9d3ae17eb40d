import type { FormatFile } from "./format-files.js";

const endnote = `<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record><database name="Tides.enl">Tides.enl</database><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Oyelaran, Tola</style></author></authors></contributors>
<titles><title><style face="normal">Tides of the </style><style face="italic">inner</style><style face="normal"> bay</style></title></titles>
<dates><year><style face="normal">2014</style></year></dates>
<electronic-resource-num><style face="normal">10.1000/tides</style></electronic-resource-num></record>
<record><ref-type name="Book">6</ref-type><titles><title>Ebb &amp; flow</title></titles></record></records></xml>
`;

const zoteroRdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#">
    <bib:Article rdf:about="#item_1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:0000-0001"/>
        <dc:title>Moorings, old and new</dc:title>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:0000-0001">
        <dc:title>Harbours</dc:title>
        <dc:identifier>DOI 10.1000/moorings</dc:identifier>
    </bib:Journal>
    <bib:Memo rdf:about="#item_2"><rdf:value>A note</rdf:value></bib:Memo>
</rdf:RDF>
`;

const pubmedXml = `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">30000003</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2016</Year><Month>Jun</Month></PubDate></JournalIssue><Title>Coastal health</Title></Journal>
<ArticleTitle>[Salt in the air].</ArticleTitle></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID Version="1">30000004</PMID><Article><ArticleTitle>Fog &amp; lungs.</ArticleTitle>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/fog</ELocationID></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
`;

const jats = `<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS-journalpublishing1.dtd">
<article article-type="research-article"><front><journal-meta><journal-title-group><journal-title>Shores</journal-title>
</journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.1000/shore</article-id>
<title-group><article-title>Shores of <italic>x</italic><sup>2</sup></article-title></title-group></article-meta></front>
<body><p>Sand.</p></body></article>
`;

const mods = `<?xml version="1.0"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><nonSort>A </nonSort><title>ledger of tides</title>
<subTitle>1700–1800</subTitle></titleInfo></mods></modsCollection>
`;

const dblp = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<www mdate="2020-01-01" key="homepages/o/TolaOyelaran"><author>Tola Oyelaran</author><title>Home Page</title></www>
<article mdate="2020-01-01" key="journals/corr/abs-2103-00001"><author>Tola Oyelaran</author><title>Sorting tides.</title>
<year>2021</year><volume>abs/2103.00001</volume><journal>CoRR</journal></article>
<inproceedings mdate="2020-01-01" key="conf/tide/Oyelaran20"><author>J&uuml;rgen Ebb 0002</author><title>Merging ebbs.</title>
<year>2020</year><booktitle>TIDE</booktitle></inproceedings>
</dblp>
`;

const anthology = `<?xml version='1.0' encoding='UTF-8'?>
<collection id="2021.tide"><volume id="1"><meta><booktitle>Proceedings of Tides</booktitle><year>2021</year></meta>
<paper id="1"><title>Words for <fixed-case>E</fixed-case>bb</title><url>2021.tide-1.1</url></paper></volume></collection>
`;

/** Formats of XML. */
export const xmlFiles: readonly FormatFile[] = [
  {
    format: "endnote-xml",
    name: "tides.xml",
    text: endnote,
    ids: ["doi:10.1000/tides", "sha256"],
    titles: ["Tides of the inner bay", "Ebb & flow"],
  },
  {
    format: "zotero-rdf",
    name: "library.rdf",
    text: zoteroRdf,
    ids: ["doi:10.1000/moorings"],
    titles: ["Moorings, old and new"],
  },
  {
    format: "pubmed-xml",
    name: "pubmed.xml",
    text: pubmedXml,
    ids: ["pmid:30000003", "doi:10.1000/fog"],
    titles: ["Salt in the air", "Fog & lungs"],
  },
  { format: "jats", name: "article.nxml", text: jats, ids: ["doi:10.1000/shore"], titles: ["Shores of x^2"] },
  { format: "mods", name: "catalogue.xml", text: mods, ids: ["sha256"], titles: ["A ledger of tides: 1700–1800"] },
  {
    format: "dblp",
    name: "dblp.xml",
    text: dblp,
    ids: ["arxiv:2103.00001", "dblp:conf/tide/Oyelaran20"],
    titles: ["Sorting tides", "Merging ebbs"],
  },
  {
    format: "acl-anthology",
    name: "2021.tide.xml",
    text: anthology,
    ids: ["acl:2021.tide-1.1"],
    titles: ["Words for Ebb"],
  },
];
