/** Characters that no XML 1.0 document may contain, even escaped; without half of a surrogate pair. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as content or attribute of XML and HTML: characters that XML forbids become U+FFFD. */
export function escapeXml(text: string): string {
  return dropForbidden(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A text without the characters that XML forbids, which other formats cannot show either. */
export function dropForbidden(text: string): string {
  return text.replace(forbidden, "\uFFFD");
}
