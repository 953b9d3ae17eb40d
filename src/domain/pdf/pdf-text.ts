/** A run of text on a page, in points from the upper left corner. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly width: number;
  /** The height of the font. */
  readonly size: number;
  /** In degrees, 0 for horizontal text. */
  readonly angle: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** In the order of the file, which is mostly that of reading. */
  readonly runs: readonly PdfRun[];
}

/** The first pages of a PDF, and what its own metadata says. */
export interface PdfText {
  readonly pages: readonly PdfPage[];
  /** Titles, DOIs and authors of the metadata, any of which may be wrong. */
  readonly titles: readonly string[];
  readonly dois: readonly string[];
  readonly author?: string;
}

/** One line of a column. */
export interface PdfLine {
  readonly text: string;
  /** The text without superscripts, such as the marks of footnotes. */
  readonly plain: string;
  /** The text without superscripts at its end; within a title they are exponents. */
  readonly bare: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
}
