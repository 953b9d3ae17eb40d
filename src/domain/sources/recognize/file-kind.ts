/** What a file without papers seems to be. */
export interface FileKind {
  /** A noun phrase: "a web page". */
  readonly what: string;
  /** What to import instead: the rest of a sentence that begins with the name of the file and `what`. */
  readonly advice?: string;
}

const exportHint = "as BibTeX, RIS or CSV";
const asCsv = "save the table as CSV";
const unpack = "unpack it, and import the folder";

/** The kinds that several signs lead to: a signature, a word of the content, or the end of the name. */
export const fileKinds = {
  empty: { what: "an empty file" },
  zotero: {
    what: "Zotero's database",
    advice: "in Zotero choose File > Export Library, format CSL JSON or BibTeX",
  },
  mendeley: { what: "Mendeley's database", advice: "in Mendeley choose File > Export, format BibTeX or RIS" },
  endnote: {
    what: "an EndNote library",
    advice: "in EndNote choose File > Export, file type XML, or the output style RefMan (RIS)",
  },
  sqlite: {
    what: "an SQLite database",
    advice: `in the program that it belongs to, export the papers ${exportHint}`,
  },
  database: { what: "a database", advice: `in the program that it belongs to, export the papers ${exportHint}` },
  word: { what: "a Word document", advice: `export its references from the reference manager ${exportHint}` },
  rtf: { what: "a rich text document", advice: `export its references from the reference manager ${exportHint}` },
  openDocument: {
    what: "an OpenDocument text",
    advice: `export its references from the reference manager ${exportHint}`,
  },
  pages: { what: "a Pages document", advice: `export its references from the reference manager ${exportHint}` },
  slides: { what: "a presentation" },
  xls: { what: "a workbook of an older Excel", advice: "in Excel save it as .xlsx or CSV" },
  xlsx: { what: "an Excel workbook", advice: `in Excel ${asCsv}` },
  damagedXlsx: { what: "a damaged Excel workbook", advice: "open it in Excel, and save it again or as CSV" },
  ods: { what: "an OpenDocument spreadsheet", advice: `in the spreadsheet program ${asCsv}` },
  numbers: { what: "a Numbers spreadsheet", advice: `in Numbers choose File > Export To > CSV` },
  office: { what: "an older Office file", advice: "save the references as RIS, or the table as CSV" },
  epub: { what: "an e-book" },
  zip: { what: "a zip archive", advice: unpack },
  archive: { what: "an archive", advice: unpack },
  webPage: { what: "a web page", advice: `export the list from the site ${exportHint}` },
  latex: { what: "a LaTeX file", advice: "import the .bib file that it cites" },
  latexWork: { what: "a working file of LaTeX", advice: "import the .bib file that it was made from" },
  postScript: { what: "PostScript", advice: "convert it to PDF, as with ps2pdf" },
  dvi: { what: "a DVI file", advice: "convert it to PDF, as with dvipdf" },
  djvu: { what: "a DjVu document", advice: "convert it to PDF with its text" },
  image: { what: "an image" },
  media: { what: "audio or video" },
  font: { what: "a font" },
  program: { what: "a program" },
  dataTable: { what: "a table in a binary format", advice: "write the table as CSV or JSON Lines" },
  pickle: { what: "a Python pickle", advice: "write the table as CSV or JSON Lines" },
  rData: { what: "data of R", advice: "in R write the table with write.csv" },
  code: { what: "source code" },
  settings: { what: "settings" },
  log: { what: "a log" },
  document: { what: "a text document" },
  email: { what: "an e-mail" },
  copy: { what: "a backup copy", advice: "import the original, or an export of the program that it belongs to" },
  marc: { what: "MARC records", advice: `export them from the catalogue ${exportHint}` },
  ovid: { what: "an export of Ovid in its own format", advice: "in Ovid choose Export, format RIS" },
  proQuest: { what: "an export of ProQuest as text", advice: "in ProQuest choose Save, format RIS" },
  binary: { what: "binary data in an unknown format" },
  text: { what: "text in an unknown format" },
} as const satisfies Readonly<Record<string, FileKind>>;

export type FileKindName = keyof typeof fileKinds;

/** A sentence: what the file is, and what to import instead. */
export function describeKind({ what, advice }: FileKind, name: string): string {
  return `${name} is ${what}${advice === undefined ? "" : `: ${advice}`}.`;
}

/** Whether the kind says little, so that the formats that are read should be listed. */
export function isVague({ what }: FileKind): boolean {
  return what === fileKinds.binary.what || what === fileKinds.text.what;
}
