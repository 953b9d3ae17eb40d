import { PaperkinError } from "../../client/client-error.js";
import type { OtherModelStatus } from "../../domain/models/change.js";
import { formatCount, formatDuration, formatPapers } from "../../domain/text/amounts.js";
import type { LibraryState } from "../app/page-state.js";

/** The state of the library in a line: its papers, what is being embedded, and the model. */
export function LibraryLine({ library }: { readonly library: LibraryState | PaperkinError | undefined }) {
  return (
    <p id="status">{library instanceof PaperkinError ? describeFailure(library) : library && listParts(library)}</p>
  );
}

function describeFailure(problem: PaperkinError): string {
  if (problem.status === 401) return "API key required";
  return problem.status === undefined ? "The server is not responding" : "The server’s status is unavailable";
}

/** Whether the line will soon be out of date. */
export function isChanging({ papers, otherModel }: LibraryState): boolean {
  return papers.waiting > 0 || otherModel?.state === "embedding";
}

function listParts({ papers, model, otherModel }: LibraryState) {
  const parts = [formatPapers(papers.papers)];
  if (papers.waiting > 0) parts.push(`${formatCount(papers.waiting)} waiting to be embedded`);
  if (papers.failed > 0) parts.push(`${formatCount(papers.failed)} failed to embed`);
  const next = otherModel && describeNext(otherModel);
  parts.push(next ? `${model.id} in use` : model.id);
  return (
    <>
      {parts.join(" · ")}
      {next}
    </>
  );
}

/** Only the next model is shown, not the previous one. */
function describeNext({ id, state, embedded, failed, missing, etaSeconds, failure }: OtherModelStatus) {
  if (state === "ready")
    return (
      <>
        {` · ${id} is ready: `}
        <code>paperkin reindex switch</code>
      </>
    );
  if (state !== "embedding") return undefined;
  const share = Math.floor((100 * embedded) / (embedded + failed + missing));
  const left = etaSeconds === undefined ? "" : `, ${formatDuration(etaSeconds)} left`;
  return <>{` · ${id}: ${share}% embedded${failure === undefined ? left : ", stalled"}`}</>;
}
