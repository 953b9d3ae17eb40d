import { type ComponentChild, h } from "preact";
import { useEffect } from "preact/hooks";
import { useWatched } from "../../shared/use-watched.js";
import { createWatchedValue } from "../../shared/watched-value.js";
import type { MathPart } from "./typeset.js";

/** Typesets a formula with its delimiters; `undefined` for one that has to stay text. */
type Typeset = (formula: string) => ComponentChild | undefined;

const typesetter = createWatchedValue<Typeset | undefined>(undefined);
let isLoading = false;

/** Most papers have no formula, and the first paint does not wait for it. A failure is ignored: the text stays. */
async function loadTypesetter(): Promise<void> {
  if (isLoading) return;
  isLoading = true;
  const loaded = await import("./typeset.js").catch(() => undefined);
  const known = new Map<string, ComponentChild | undefined>();
  if (!loaded) return;
  typesetter.save((formula) => {
    if (!known.has(formula)) known.set(formula, show(loaded.typeset(formula)));
    return known.get(formula);
  });
}

function show(part: MathPart | undefined): ComponentChild | undefined {
  if (part === undefined || typeof part === "string") return part;
  return h(part.name, part.attributes, ...part.children.map(show));
}

interface FormulaProps {
  /** LaTeX with its delimiters. */
  readonly formula: string;
  /** The same in plain text, which is shown until it is typeset, or where it cannot be. */
  readonly text: string;
}

export function Formula({ formula, text }: FormulaProps) {
  const typeset = useWatched(typesetter);
  useEffect(() => void loadTypesetter(), []);
  const math = typeset?.(formula);
  return math === undefined ? <>{text}</> : <span class="formula">{math}</span>;
}
