import temml from "temml";

/**
 * A formula, with its delimiters, as MathML; `undefined` where it has commands that are not known here. It comes from
 * papers and is not trusted: elements and attributes are chosen from the lists below, styles and links are left out, and
 * sizes and macros are limited.
 */
export function typeset(formula: string): MathPart | undefined {
  const [source, isDisplay] = dropDelimiters(formula);
  try {
    const math = build(parseToTree(source, { ...limits, macros: { ...macros } }));
    return isDisplay ? { name: "span", attributes: { class: "display" }, children: [math] } : math;
  } catch {
    return undefined;
  }
}

// The only way to its tree; the others write HTML or nodes that the lists below would not see.
// Its types describe the page's build and Node's differently.
const { __renderToMathMLTree: parseToTree } = temml as unknown as Library;

const limits = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxExpand: 200,
  maxSize: [10, 10] as [number, number],
};

interface Library {
  readonly __renderToMathMLTree: (source: string, options: object) => unknown;
}

/** Commands that authors define in their preambles, most frequent first, or that are from other packages. */
const macros = {
  "\\eps": "\\varepsilon",
  "\\poly": "\\operatorname{poly}",
  "\\polylog": "\\operatorname{polylog}",
  "\\Tilde": "\\tilde",
  "\\Hat": "\\hat",
  "\\Bar": "\\bar",
  "\\opt": "\\operatorname{opt}",
  "\\OPT": "\\operatorname{OPT}",
  "\\mbox": "\\text",
  "\\nicefrac": "\\frac",
  "\\E": "\\mathbb{E}",
  "\\R": "\\mathbb{R}",
  "\\RR": "\\mathbb{R}",
  "\\cO": "\\mathcal{O}",
  "\\ensuremath": "#1",
};

function dropDelimiters(formula: string): readonly [source: string, isDisplay: boolean] {
  const length = formula.startsWith("$") && !formula.startsWith("$$") ? 1 : 2;
  return [formula.slice(length, -length), formula.startsWith("$$") || formula.startsWith("\\[")];
}

const elements: ReadonlySet<string> = new Set(
  (
    "math mo mn mi mrow msup msub msubsup msqrt mroot mspace mtable mtr mtd mtext mover munder munderover mpadded " +
    "mfrac menclose mstyle mphantom"
  ).split(" "),
);
const attributes: ReadonlySet<string> = new Set(
  (
    "form stretchy lspace rspace fence separator width height depth mathvariant columnalign rowspacing movablelimits " +
    "symmetric minsize maxsize scriptlevel displaystyle linethickness accent accentunder"
  ).split(" "),
);

/** A part of a formula in MathML. */
export type MathPart = string | MathElement;

export interface MathElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MathPart[];
}

/** Nodes of the library's tree: elements, fragments and texts. */
function build(node: unknown): MathPart {
  if (typeof node !== "object" || node === null) throw new Error("a formula has a part of an unknown kind");
  if ("text" in node && typeof node.text === "string") return node.text;
  const children = "children" in node && Array.isArray(node.children) ? node.children.map(build) : [];
  if (!("type" in node)) return { name: "mrow", attributes: {}, children };
  const { type } = node;
  if (typeof type !== "string" || !elements.has(type)) throw new Error("a formula has an unknown element");
  return { name: type, attributes: chooseAttributes(node), children };
}

function chooseAttributes(node: object): Record<string, string> {
  const chosen: Record<string, string> = {};
  const given = "attributes" in node ? Object.entries(node.attributes as object) : [];
  for (const [name, value] of given) if (attributes.has(name) && isModest(String(value))) chosen[name] = String(value);
  const classes = "classes" in node && Array.isArray(node.classes) ? node.classes : [];
  if (classes.length > 0) chosen["class"] = classes.filter((name) => /^[a-z-]+[\d]?$/.test(String(name))).join(" ");
  return chosen;
}

/** Whether a value is a word, or a length that covers no other text. */
function isModest(value: string): boolean {
  const length = Number.parseFloat(value);
  return Number.isNaN(length) || Math.abs(length) <= maxLength;
}

const maxLength = 10;
