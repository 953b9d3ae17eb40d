import { describe, expect, it } from "vitest";
import { detectFormat } from "../../src/domain/sources/detect-format.js";
import { describeKind } from "../../src/domain/sources/recognize/file-kind.js";
import { recognizeFile } from "../../src/domain/sources/recognize/recognize-file.js";

const bytesOf = (text: string) => Buffer.from(text, "latin1");
const zip = (...names: string[]) =>
  bytesOf(`PK\u0003\u0004${names.map((name) => `....${name}....`).join("PK\u0003\u0004")}`);
const wide = (text: string) => text.replaceAll(/./g, "$&\0");
const office = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";
const html = "<!DOCTYPE html>\n<html><head><title>Search results</title></head></html>";

describe("a file without papers", () => {
  it.each<[what: string, name: string, content: Buffer | string]>([
    ["an empty file", "empty.bib", " \n"],
    ["Zotero's database", "zotero.sqlite", "SQLite format 3\0"],
    ["Zotero's database", "copy.db", "SQLite format 3\0 CREATE TABLE syncedSettings ("],
    ["Mendeley's database", "ada@example.org@www.mendeley.com.sqlite", "SQLite format 3\0"],
    ["an SQLite database", "notes.sqlite3", "SQLite format 3\0"],
    ["an EndNote library", "thesis.enl", "\0\u0001\u0002"],
    ["an EndNote library", "thesis.enlx", zip("thesis.Data/sdb/sdb.eni")],
    ["a Word document", "draft.docx", zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")],
    ["a Word document", "draft", bytesOf(`${office}....${wide("WordDocument")}`)],
    ["a workbook of an older Excel", "savedrecs.bin", bytesOf(`${office}....${wide("Workbook")}`)],
    ["a workbook of an older Excel", "savedrecs.xls", bytesOf(office)],
    ["a presentation", "talk", zip("[Content_Types].xml", "ppt/presentation.xml")],
    ["an OpenDocument text", "a.bin", zip("mimetypeapplication/vnd.oasis.opendocument.text")],
    ["an OpenDocument spreadsheet", "a.ods", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")],
    ["an e-book", "a.epub", zip("mimetypeapplication/epub+zip")],
    ["a Numbers spreadsheet", "list.numbers", zip("Index/Document.iwa", "Index/Tables/DataList.iwa")],
    ["a zip archive", "papers.zip", zip("papers/one.pdf")],
    ["a rich text document", "list.txt", "{\\rtf1\\ansi References}"],
    ["an archive", "papers.tar", `${"papers/one.bib".padEnd(257, "\0")}ustar\0`],
    ["an archive", "papers.7z", bytesOf("7z\u00BC\u00AF'\u001C")],
    ["a web page", "results.bib", html],
    ["a web page", "saved.mht", "From: <Saved by a browser>\nContent-Type: multipart/related;\n"],
    ["a LaTeX file", "paper.txt", "% draft\n\\documentclass{article}\n\\begin{document}"],
    ["a working file of LaTeX", "paper.bbl", "\\begin{thebibliography}{9}\n\\bibitem{one} One."],
    ["a working file of LaTeX", "paper.txt", "\\relax \n\\citation{one}"],
    ["PostScript", "paper", "%!PS-Adobe-3.0\n"],
    ["an image", "figure.csv", bytesOf("\u0089PNG\r\n")],
    ["an image", "figure.xml", '<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg">'],
    ["a table in a binary format", "table", "PAR1"],
    ["a table in a binary format", "table.h5", bytesOf("\u0089HDF\r\n")],
    ["data of R", "table.rds", "X\n\0\0\0\u0003"],
    ["a Python pickle", "table.dat", bytesOf("\u0080\u0004\u0095")],
    ["MARC records", "catalogue.mrc", `01142cam a2200301 a 4500${"0".repeat(40)}`],
    ["MARC XML", "catalogue.xml", '<collection xmlns="http://www.loc.gov/MARC21/slim">'],
    ["TEI, the text of a paper", "a.xml", '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'],
    ["Crossref's XML", "a.xml", '<doi_batch version="4.4.0">'],
    ["DataCite's XML", "a.xml", '<resource xmlns="http://datacite.org/schema/kernel-4">'],
    ["an RSS feed", "a.xml", '<rss version="2.0"><channel>'],
    ["a list of feeds (OPML)", "a.opml", '<opml version="2.0">'],
    ["XML of an unknown kind, <recipe>", "a.xml", "<recipe><title>Soup</title></recipe>"],
    ["a Jupyter notebook", "a.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4}'],
    ["a map in GeoJSON", "a.json", '{"type": "FeatureCollection", "features": []}'],
    ["a package description", "package.json", '{\n  "name": "x",\n  "dependencies": {"y": "1"}\n}'],
    ["an ORCID record", "a.json", '{"orcid-identifier": {"path": "0000-0001"}}'],
    ["an export of Ovid in its own format", "a.txt", "<1>\nUnique Identifier\n  123\nTitle\n  One.\n"],
    ["an export of ProQuest as text", "a.txt", `${"_".repeat(60)}\n\nDocument 1 of 2\n\nOne\n`],
    ["an e-mail", "a.txt", "From: ada@example.org\nTo: bob@example.org\nSubject: Papers\n"],
    ["source code", "plot.py", "import numpy\n"],
    ["a text document", "README.md", "# Papers\n"],
    ["a backup copy", "library.bak", "something"],
    ["binary data in an unknown format", "x", bytesOf("\u0001\u0002\u0003\u0004\u0005")],
    ["a damaged Excel workbook", "table.xlsx", bytesOf("PK\u0003\u0004 and no sheet")],
    ["a damaged Excel workbook", "table.XLSX", bytesOf("\u0001\u0002\u0003\u0004\u0005")],
    ["text in an unknown format", "letter.txt", "Dear all,\nhere is a letter.\n"],
  ])("is %s: %s", (what, name, content) => {
    const head = Buffer.from(content);
    expect(recognizeFile(head, name).what).toBe(what);
    // Else nobody would ask what it is. An empty list of papers is one, too.
    const format = detectFormat(head, name.replace(/\.(bib|csv)$/, ""));
    expect(format).toBe(what === "an empty file" ? "jsonl" : undefined);
  });

  it("is described in a sentence that says what to import instead", () => {
    const sayWhat = (name: string, content: string) => describeKind(recognizeFile(Buffer.from(content), name), name);
    expect(sayWhat("zotero.sqlite", "SQLite format 3\0")).toBe(
      "zotero.sqlite is Zotero's database: in Zotero choose File > Export Library, format CSL JSON or BibTeX.",
    );
    expect(sayWhat("photo.jpg", "x")).toBe("photo.jpg is an image.");
  });
});

describe("papers are not taken for something else", () => {
  it.each([
    ["jsonl", '{"title": "Dependencies", "abstract": "The \\"nbformat\\": 4 of notebooks."}\n'],
    ["json", '[{"title": "The name of the game", "name": "x", "dependencies": {}}]'],
    ["bibtex", "% From: Ada\n@article{a, title = {One}}"],
    ["ris", "TY  - JOUR\nTI  - MZ and BM and OTTO\nER  - \n"],
    ["csv", "Title,Year\nBMJ,2020\n"],
  ])("in %s", (format, content) => {
    expect(detectFormat(Buffer.from(content))).toBe(format);
  });
});
