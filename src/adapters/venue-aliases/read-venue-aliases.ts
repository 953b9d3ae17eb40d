import { readFileSync } from "node:fs";
import { parseVenueAliases } from "../../domain/venue/parse-aliases.js";
import { AppError } from "../../errors.js";

/**
 * Reads the user's table of venues with several names; none without a file. Throws `bad_input` for a file that cannot be
 * read or has a line of another form.
 */
export function readVenueAliases(path: string | undefined): readonly (readonly string[])[] {
  if (path === undefined) return [];
  const { venues, wrong } = parseVenueAliases(readText(path));
  if (wrong.length === 0) return venues;
  const [{ line, text } = { line: 0, text: "" }] = wrong;
  throw new AppError(
    "bad_input",
    `VENUE_ALIASES: line ${line} of ${path} must have the form "Name = other name", not "${text.slice(0, 80)}"`,
  );
}

function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new AppError("bad_input", `VENUE_ALIASES: ${path} cannot be read as text: ${(cause as Error).message}`, {
      cause,
    });
  }
}
