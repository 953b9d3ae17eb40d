import { detectForeignJson } from "../detect-json.js";
import { type FileKind, fileKinds } from "./file-kind.js";

/** Recognises text by its first lines. */
export function recognizeText(text: string): FileKind | undefined {
  if (/^<(?!\d+>)/.test(text)) return recognizeXml(text);
  if (/^[[{]/.test(text)) return detectForeignJson(text);
  return textKinds.find(([pattern]) => pattern.test(text))?.[1];
}

const textKinds: readonly (readonly [RegExp, FileKind])[] = [
  [/^#!/, fileKinds.code],
  [
    /^\s*(?:%.*[\r\n]\s*)*\\(?:documentclass|documentstyle|usepackage|input\{|RequirePackage|NeedsTeXFormat)/,
    fileKinds.latex,
  ],
  [
    /^\s*(?:%.*[\r\n]\s*)*(?:\\relax\b|\\begin\{thebibliography\}|\\bibitem|\\bibstyle|% \$ biblatex auxiliary file)/,
    fileKinds.latexWork,
  ],
  [/^(?:From|MIME-Version): [\s\S]{0,2000}multipart\/related/i, fileKinds.webPage],
  [/^(?:MIME-Version|From|Received|Return-Path|Delivered-To|Message-ID): .*\r?\n(?:[\w-]+: |\s)/i, fileKinds.email],
  [/^\d{5}[acdnp][a-z]{2}.{12}\d{0,2}/, fileKinds.marc],
  [/^=LDR {2}\d{5}/m, fileKinds.marc],
  [/^(?:<\d+>\s+)?(?:Unique Identifier|VN {2}- Ovid|Database ?: ?Ovid|DB {2}- Ovid)/m, fileKinds.ovid],
  [/^\d+\.[^\S\n]*\n\s*<\d+>|^<1>[^\S\n]*\n/m, fileKinds.ovid],
  [/^_{20,}\s*\r?\n[\s\S]{0,400}^(?:Document \d+ of \d+|Links: |Title: |TI: )/m, fileKinds.proQuest],
  [/^DN: Database Name|^(?:TI: Title|AU: Author)\s*$/m, fileKinds.proQuest],
];

/** Recognises XML by its first element. */
function recognizeXml(text: string): FileKind | undefined {
  const root = findRoot(text);
  if (root === undefined) return /^<!doctype\s+html/i.test(text) ? fileKinds.webPage : undefined;
  const known = xmlKinds.find(([pattern]) => pattern.test(root));
  if (known) return known[1];
  const element = /^<([\w:.-]+)/.exec(root)?.[1];
  return element === undefined
    ? undefined
    : {
        what: `XML of an unknown kind, <${element.slice(0, 60)}>`,
        advice: "export the papers as BibTeX, RIS or CSV",
      };
}

/** The start tag of the first element, after declarations and comments. */
function findRoot(text: string): string | undefined {
  let at = 0;
  for (;;) {
    at = text.indexOf("<", at);
    if (at === -1) return undefined;
    const next = text.charAt(at + 1);
    if (next !== "?" && next !== "!") break;
    const isComment = text.startsWith("<!--", at);
    const end = text.indexOf(isComment ? "-->" : ">", at);
    if (end === -1) return undefined;
    at = end + 1;
  }
  const end = text.indexOf(">", at);
  return text.slice(at, end === -1 ? at + 500 : Math.min(end + 1, at + 2000));
}

const inJson = "ask the service for JSON instead";
const xmlKinds: readonly (readonly [RegExp, FileKind])[] = [
  [/^<html\b/i, fileKinds.webPage],
  [/^<svg\b/i, fileKinds.image],
  [
    /^<(?:rss|rdf:RDF\b[^>]*purl\.org\/rss\/1\.0\/["'])/i,
    { what: "an RSS feed", advice: "it names articles in brief; export them from the site as BibTeX, RIS or CSV" },
  ],
  [
    /^<(?:\w+:)?feed\b/i,
    { what: "an Atom feed", advice: "it names articles in brief; export them from the site as BibTeX, RIS or CSV" },
  ],
  [/^<opml\b/i, { what: "a list of feeds (OPML)" }],
  [
    /^<(?:\w+:)?TEI(?:Corpus)?\b/i,
    { what: "TEI, the text of a paper", advice: "import the PDF that it was made from, or its reference as BibTeX" },
  ],
  [/^<(?:doi_records|crossref_result|doi_batch|query_result)\b/i, { what: "Crossref's XML", advice: inJson }],
  [/^<resource\b[^>]*datacite/i, { what: "DataCite's XML", advice: inJson }],
  [
    /^<(?:marc:)?(?:collection|record)\b[^>]*(?:MARC21|slim)/i,
    { what: "MARC XML", advice: "export the records from the catalogue as RIS, BibTeX or MODS" },
  ],
  [/^<bibtex:/i, { what: "BibTeXML", advice: "convert it back to BibTeX" }],
  [
    /^<(?:b:)?Sources\b/i,
    {
      what: "the list of sources of Word",
      advice: "export the references from the reference manager as BibTeX or RIS",
    },
  ],
  [/^<(?:\?mso|w:wordDocument|pkg:package)\b/i, fileKinds.word],
  [/^<plist\b/i, fileKinds.settings],
  [/^<kml\b/i, { what: "a map in KML" }],
  [/^<project\b/i, fileKinds.settings],
  [/^<(?:xs:|xsd:)?schema\b|^<xsl:/i, fileKinds.code],
  [
    /^<(?:bibdataset|refworks)\b/i,
    { what: "an export in the database's own XML", advice: "choose RIS in the export dialogue" },
  ],
];
