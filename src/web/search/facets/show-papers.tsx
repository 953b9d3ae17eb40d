import { formatPapers } from "../../../domain/text/amounts.js";
import type { Answer } from "../load-view.js";

interface ShowPapersProps {
  readonly answer: Answer | undefined;
  readonly onShow: () => void;
}

/** Closes the filters on a narrow page, and says what they leave; without scripts, it sends them. */
export function ShowPapers({ answer, onShow }: ShowPapersProps) {
  const show = (event: Event) => {
    event.preventDefault();
    onShow();
  };
  return (
    <button class="strong facets-done" id="facets-done" form="search" onClick={show}>
      {answer?.kind === "search" ? `Show ${formatPapers(answer.total)}` : "Show papers"}
    </button>
  );
}
