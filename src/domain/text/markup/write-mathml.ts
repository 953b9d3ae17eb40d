import type { MarkupElement, MarkupNode } from "./markup-tree.js";

/** Converts the content of a MathML formula to LaTeX, so that formulas read the same whatever their source. */
export function writeMathml(nodes: readonly MarkupNode[]): string {
  let latex = "";
  let isOperand = false;
  for (const node of nodes) {
    const piece = typeof node === "string" ? escapeLatex(node.trim()) : writeElement(node);
    if (piece === "") continue;
    const isOperator = typeof node !== "string" && node.name.toLowerCase() === "mo";
    // A sign before the first operand belongs to it, as in `-1`.
    if (isOperator && isOperand && binary.test(piece)) latex += ` ${piece} `;
    else latex += areWords(latex, piece) ? ` ${piece}` : piece;
    isOperand = !isOperator || /^[)\]}!']$/.test(piece);
  }
  return latex;
}

const binary = /^(?:[=<>+×÷±∓·⋅∼~−–-]|[\u2190-\u22FF])$/;

/** Whether two names would run together, as in `log P`. */
function areWords(before: string, piece: string): boolean {
  return /[a-z]{2}$/i.test(before.slice(-2)) && /^[a-z]/i.test(piece);
}

function writeElement({ name, attributes, content }: MarkupElement): string {
  const lower = name.toLowerCase();
  if (lower === "mmultiscripts") return writeMultiscripts(content);
  const write = writers[lower];
  if (write) return write(listArguments(content), attributes);
  return leftOut.has(lower) ? "" : writeMathml(content);
}

const leftOut = new Set(["annotation", "annotation-xml", "mphantom", "none", "mprescripts"]);

type WriteElement = (args: readonly string[], attributes: MarkupElement["attributes"]) => string;

const first: WriteElement = ([one = ""]) => one;

const writers: Readonly<Record<string, WriteElement>> = {
  mi: (args, { mathvariant = "" }) => {
    const text = args.join("");
    const command = variants[mathvariant];
    return command === undefined ? text : `\\${command}{${text}}`;
  },
  mtext: (args) => `\\text{${args.join(" ")}}`,
  ms: (args) => `\\text{${args.join(" ")}}`,
  mspace: () => "\\ ",
  msub: ([base = "", sub = ""]) => `${group(base)}_{${sub}}`,
  msup: ([base = "", sup = ""]) => `${group(base)}^{${sup}}`,
  msubsup: ([base = "", sub = "", sup = ""]) => `${group(base)}_{${sub}}^{${sup}}`,
  munder: ([base = "", under = ""]) => `${group(base)}_{${under}}`,
  munderover: ([base = "", under = "", over = ""]) => `${group(base)}_{${under}}^{${over}}`,
  mover: ([base = "", over = ""]) => {
    const accent = accents[over.trim()];
    return accent === undefined ? `${group(base)}^{${over}}` : `\\${accent}{${base}}`;
  },
  mfrac: ([top = "", bottom = ""]) => `\\frac{${top}}{${bottom}}`,
  msqrt: (args) => `\\sqrt{${args.join(" ")}}`,
  mroot: ([base = "", degree = ""]) => `\\sqrt[${degree}]{${base}}`,
  mfenced: (args, { open = "(", close = ")", separators = "," }) =>
    `${escapeLatex(open)}${args.join(separators.trim().charAt(0))}${escapeLatex(close)}`,
  mtable: (args) => args.join("; "),
  mtr: (args) => args.join(", "),
  semantics: first,
  maction: first,
};

/** One for each child. */
function listArguments(content: readonly MarkupNode[]): string[] {
  return content.filter((node) => typeof node !== "string" || node.trim() !== "").map((node) => writeMathml([node]));
}

/** Scripts after the base, then those before it, in pairs of lower and upper: `¹³C`. */
function writeMultiscripts(content: readonly MarkupNode[]): string {
  const [base, ...scripts] = content.filter((node) => typeof node !== "string");
  const cut = scripts.findIndex(({ name }) => name.toLowerCase() === "mprescripts");
  const after = cut < 0 ? scripts : scripts.slice(0, cut);
  const before = cut < 0 ? [] : scripts.slice(cut + 1);
  const write = (list: readonly MarkupElement[]) =>
    list
      .map((script, at) =>
        writeMathml([script]) === "" ? "" : `${at % 2 === 0 ? "_" : "^"}{${writeMathml([script])}}`,
      )
      .join("");
  return `${before.length > 0 ? `{}${write(before)}` : ""}${base ? groupSymbol(writeMathml([base])) : ""}${write(after)}`;
}

/** A group after a script would be set apart from it. */
function groupSymbol(base: string): string {
  return /^\p{L}+$/u.test(base) ? base : group(base);
}

function group(base: string): string {
  return base.length === 1 ? base : `{${base}}`;
}

const variants: Readonly<Record<string, string>> = {
  "double-struck": "mathbb",
  script: "mathcal",
  fraktur: "mathfrak",
};

const accents: Readonly<Record<string, string>> = {
  "^": "hat",
  "\u0302": "hat",
  ˆ: "hat",
  "~": "tilde",
  "˜": "tilde",
  "∼": "tilde",
  "¯": "bar",
  "‾": "bar",
  "―": "bar",
  "̅": "bar",
  _: "bar",
  "˙": "dot",
  ".": "dot",
  "¨": "ddot",
  "→": "vec",
  "⃗": "vec",
  ˇ: "check",
};

function escapeLatex(text: string): string {
  // Invisible operators, such as that of a function's application.
  const visible = text.replace(/[\u2061-\u2064]/g, "");
  return visible.replace(/[\\{}$%&#_]/g, (sign) => (sign === "\\" ? "\\backslash " : `\\${sign}`));
}
