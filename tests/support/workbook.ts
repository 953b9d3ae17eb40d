import { strToU8, type Zippable, zipSync } from "fflate";

export interface SheetFile {
  readonly name: string;
  /** Rows as XML, or as lists of texts. */
  readonly rows: string | readonly (readonly string[])[];
  readonly state?: string;
}

export const relations = (rows: readonly string[]) => strToU8(`<Relationships>${rows.join("")}</Relationships>`);
export const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
export const writeRow = (cells: readonly string[]) =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${escape(cell)}</t></is></c>`).join("")}</row>`;

/** A workbook in the parts that every program writes; the texts come last. */
export function writeWorkbook(sheets: readonly SheetFile[], texts = ""): Uint8Array {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ""} r:id="rId${at + 1}"/>`,
  );
  const files: Zippable = {
    "[Content_Types].xml": strToU8("<Types/>"),
    "_rels/.rels": relations([relation("rId1", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": strToU8(`<workbook><sheets>${listed.join("")}</sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, at) => relation(`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`)),
      relation("rId99", "sharedStrings", "/xl/sharedStrings.xml"),
    ]),
  };
  for (const [at, { rows }] of sheets.entries()) {
    const written = typeof rows === "string" ? rows : rows.map(writeRow).join("");
    const sheet = `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet><sheetData>${written}</sheetData></worksheet>`;
    files[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(sheet);
  }
  files["xl/sharedStrings.xml"] = strToU8(`<sst>${texts}</sst>`);
  return zipSync(files);
}
