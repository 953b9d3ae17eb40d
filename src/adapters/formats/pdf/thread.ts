import { getDocumentProxy } from "unpdf";
import { type PdfGuess, guessPaper } from "../../../domain/pdf/guess-paper.js";
import type { PdfPage } from "../../../domain/pdf/pdf-text.js";
import { describeError } from "../../../errors.js";
import { grantMemory } from "./limit-memory.js";

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A title page may stand before the paper, and an abstract end on the page after its beginning. */
const pagesRead = 3;

/** Guesses the paper in the bytes of a PDF, in a thread of its own. */
export default async function readPdf(bytes: Uint8Array): Promise<PdfGuess> {
  grantMemory();
  try {
    // Fonts are needed only to draw.
    const pdf = await getDocumentProxy(bytes, {
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
    });
    try {
      const pages: PdfPage[] = [];
      for (let page = 1; page <= Math.min(pagesRead, pdf.numPages); page += 1) pages.push(await readPage(pdf, page));
      return guessPaper({ pages, ...(await readMetadata(pdf)) });
    } finally {
      await pdf.destroy();
    }
  } catch (error) {
    return { reason: explain(error) };
  }
}

async function readPage(pdf: PdfDocument, number: number): Promise<PdfPage> {
  const page = await pdf.getPage(number);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = transform as number[];
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item) => {
    if (!("str" in item)) return [];
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform as number[];
    return {
      text: item.str,
      x: va * e + vc * f + ve,
      y: vb * e + vd * f + vf,
      width: item.width,
      size: Math.hypot(c, d),
      angle: Math.round((-Math.atan2(vb * a + vd * b, va * a + vc * b) * 180) / Math.PI),
    };
  });
  page.cleanup();
  return { width, height, runs };
}

async function readMetadata(pdf: PdfDocument) {
  const { info, metadata } = await pdf.getMetadata();
  const fields = info as Readonly<Record<string, unknown>>;
  const custom = (fields["Custom"] ?? {}) as Readonly<Record<string, unknown>>;
  const title = [fields["Title"], metadata?.get("dc:title")];
  const dois = [
    metadata?.get("prism:doi"),
    metadata?.get("pdfx:doi"),
    custom["doi"],
    custom["DOI"],
    custom["WPS-ARTICLEDOI"],
    fields["Subject"],
  ];
  const author = fields["Author"];
  return { titles: title.filter(isText), dois: dois.filter(isText), ...(isText(author) && { author }) };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** The names of pdf.js's errors are part of its interface, their messages are not. */
function explain(error: unknown): string {
  const { name } = error as Error;
  if (name === "PasswordException")
    return "the PDF is protected with a password: save a copy without it, or import the paper in another format";
  if (name === "InvalidPDFException" || name === "FormatError")
    return "the PDF is damaged, or cut off: download it again";
  return `the PDF cannot be read: ${describeError(error).slice(0, 200)}`;
}
