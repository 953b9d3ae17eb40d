/** Completes JSON text that was cut off: up to its last whole member or item, with the brackets closed. */
export function closeJson(text: string): string {
  let open = "";
  let kept = { end: 0, open: "" };
  for (const { 0: sign, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\],]/gs)) {
    // A value before a comma or a closing bracket is whole; after an opening bracket there may be none.
    if (sign === ",") kept = { end: index, open };
    else if (sign === "{" || sign === "[") open += sign;
    else if (sign === "}" || sign === "]") open = open.slice(0, -1);
    if (sign === "[" || sign === "{" || sign === "}" || sign === "]") kept = { end: index + 1, open };
  }
  const closing = [...kept.open].toReversed().map((sign) => (sign === "{" ? "}" : "]"));
  return text.slice(0, kept.end) + closing.join("");
}
