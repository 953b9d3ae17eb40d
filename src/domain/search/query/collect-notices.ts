import type { SearchNotice } from "../understood.js";
import { findNearField } from "./fields.js";
import type { Tokens } from "./tokens.js";

const fieldList = "author, venue, category, year, date, title, abstract, keyword, id, doi and arxiv";

/** What looks like syntax and is searched as text. */
export function collectNotices({ unknownFields, unknownSigns }: Omit<Tokens, "tokens">): SearchNotice[] {
  const fields = [...new Set(unknownFields)].map((name): SearchNotice => {
    const near = findNearField(name);
    const hint = near === undefined ? `The fields are ${fieldList}.` : `Did you mean "${near}:"?`;
    return { code: "unknown_field", detail: `"${name}:" is not a field, so it was searched as text. ${hint}` };
  });
  const signs = [...new Set(unknownSigns)];
  if (signs.length === 0) return fields;
  const listed = signs.map((sign) => `"${sign}"`).join(", ");
  return [...fields, { code: "unknown_syntax", detail: `${listed} has no special meaning here.` }];
}
