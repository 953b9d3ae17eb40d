import { z } from "zod";
import { dropForbidden } from "../feeds/xml-text.js";

/** Text in lines without blanks around it; characters that feeds and files cannot hold become U+FFFD. */
export const linesSchema = z.string().overwrite(writeLines);

/** Such a text in one line, as a name has; at least one character. */
export const lineSchema = z.string().overwrite(writeLine).regex(/\S/, "must not be empty");

export function writeLines(text: string): string {
  return dropForbidden(text.replace(/\r\n?/g, "\n")).trim();
}

export function writeLine(text: string): string {
  return dropForbidden(text.replace(/\s+/g, " ")).trim();
}
