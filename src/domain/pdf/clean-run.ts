/** Ligatures become letters; characters that no font shows are removed. */
export function cleanRun(text: string): string {
  return text
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(/[\p{Cc}\p{Co}\u00AD\u200B\u2060\uFEFF]/gu, " ");
}

const combining: Readonly<Record<string, string>> = {
  "\u00B4": "\u0301",
  "`": "\u0300",
  "\u00A8": "\u0308",
  "\u02C6": "\u0302",
  "\u02DC": "\u0303",
  "\u00B8": "\u0327",
  "\u02C7": "\u030C",
  "\u02D8": "\u0306",
  "\u02DA": "\u030A",
  "\u02DD": "\u030B",
};

/** TeX's older fonts draw an accent and then its letter: `Universit` a` and `Math´ ematique`. */
export function joinAccents(text: string): string {
  return text.replace(/([´`¨ˆ˜¸ˇ˘˚˝])\s?([A-Za-z\u0131])/g, (whole, accent: string, letter: string) => {
    const base = letter === "\u0131" ? "i" : letter;
    const joined = (base + (combining[accent] ?? "")).normalize("NFC");
    return joined.length === 1 ? joined : whole;
  });
}

/** Joins the lines of a paragraph, and words that a hyphen divides at the end of a line. */
export function joinLines(lines: readonly string[]): string {
  const words = new Set(
    lines
      .join(" ")
      .toLowerCase()
      .match(/[\p{L}-]{4,}/gu),
  );
  let text = "";
  for (const line of lines) {
    const [, head = ""] = /(?<!\p{L})(\p{L}+)[-\u2010\u00AD]$/u.exec(text) ?? [];
    const [tail = ""] = /^\p{Ll}\p{L}*/u.exec(line) ?? [];
    if (head === "" || tail === "") text += /[-\u2013\u2014/]$/.test(text) || text === "" ? line : ` ${line}`;
    else text = (isCompound(head, tail, words) ? text : text.slice(0, -1)) + line;
  }
  return text.replace(/\s+/g, " ").trim();
}

/** Whether the hyphen belongs to the word: the same text has it within a line, or the first part ends prefixes. */
function isCompound(head: string, tail: string, words: ReadonlySet<string>): boolean {
  const [first, second] = [head.toLowerCase(), tail.toLowerCase()];
  if (words.has(first + second)) return false;
  return (
    words.has(`${first}-${second}`) ||
    /^(?:self|non|well|high|low|long|short|large|small|real|cross|state|end)$/.test(first)
  );
}
