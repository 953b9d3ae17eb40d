import { deflateSync } from "node:zlib";

export interface PdfLineToWrite {
  readonly text: string;
  /** In points from the lower left corner. */
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
  /** Turned a quarter to the left, as in the margin. */
  readonly turned?: true;
}

export interface PdfToWrite {
  readonly pages: readonly (readonly PdfLineToWrite[])[];
  /** Fields of the metadata. */
  readonly info?: Readonly<Record<string, string>>;
  /** Bytes of each page before its text, such as a bomb. */
  readonly padding?: Uint8Array;
}

/** Writes a PDF of text in Helvetica on pages of US Letter. Letters beyond ASCII are those of Windows-1252. */
export function writePdf({ pages, info = {}, padding = new Uint8Array(0) }: PdfToWrite): Buffer {
  const contents = pages.map((lines) =>
    deflateSync(Buffer.concat([padding, Buffer.from(lines.map(drawLine).join("\n"), "latin1")])),
  );
  const fields = Object.entries(info).map(([name, value]) => `/${name} (${escape(value)})`);
  const numbers = pages.map((_, index) => 4 + 2 * index);
  const objects: (string | Buffer)[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${numbers.map((number) => `${number} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${numbers[index]! + 1} 0 R >>`,
      Buffer.concat([
        Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
        content,
        Buffer.from("\nendstream"),
      ]),
    ]),
    `<< ${fields.join(" ")} >>`,
  ];
  return assemble(objects);
}

function drawLine({ text, x = 72, y, size = 10, turned }: PdfLineToWrite): string {
  const matrix = turned ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`;
  return `BT /F1 ${size} Tf ${matrix} Tm (${escape(text)}) Tj ET`;
}

function escape(text: string): string {
  return text.replaceAll(/[\\()]/g, "\\$&");
}

/** Puts numbered objects one after another, with the table of their places. */
function assemble(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from("%PDF-1.4\n")];
  const places: number[] = [];
  let place = parts[0]!.length;
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    places.push(place);
    parts.push(part);
    place += part.length;
  }
  const rows = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join("")}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${place}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + trailer)]);
}
