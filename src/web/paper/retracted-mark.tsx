import type { Paper } from "../../domain/paper/paper.js";

/** Why and when is in the title of the mark. */
export function RetractedMark({ retractionNote }: Pick<Paper, "retractionNote">) {
  return (
    <strong class="retracted" title={retractionNote}>
      Retracted
    </strong>
  );
}
