import { useEffect, useState } from "preact/hooks";
import { prepareLatex } from "./latex.js";

/** Shows the component again once the LaTeX of its texts can be read. */
export function useLatex(texts: readonly (string | undefined)[]): void {
  const [, setReady] = useState<string>();
  const all = texts.join("\n");
  useEffect(() => void prepareLatex(texts).then(() => setReady(all)), [all]);
}
