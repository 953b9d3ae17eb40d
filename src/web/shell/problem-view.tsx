import { useRef, useState } from "preact/hooks";
import { PaperkinError } from "../../client/client-error.js";
import { isKeyRefused, openSession } from "../shared/api-key.js";
import type { View } from "./view-address.js";
import { VisitLink } from "./visit-link.js";

interface ProblemProps {
  readonly problem: unknown;
  readonly onRetry: () => void;
  /** Where another try cannot help: leads elsewhere. */
  readonly onVisit?: (view: View) => void;
}

/** A notice about a failed request, with a button or a form for another try. */
export function ProblemView({ problem, onRetry, onVisit }: ProblemProps) {
  if (problem instanceof PaperkinError && problem.status === 401) return <KeyForm onRetry={onRetry} />;
  const [title, detail] = explainProblem(problem);
  return (
    <>
      <p class="lead">{title}</p>
      <p>{detail}</p>
      {onVisit && !mayPass(problem) ? (
        <VisitLink view={{ kind: "home" }} onVisit={onVisit} look="strong">
          Search papers
        </VisitLink>
      ) : (
        <button class="strong scripted" type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </>
  );
}

/** Whether the same request may succeed later: not one that the server understood and refused. */
function mayPass(problem: unknown): boolean {
  if (!(problem instanceof PaperkinError) || problem.status === undefined) return true;
  return problem.status >= 500 || problem.status === 408 || problem.status === 429;
}

/** A failed request in one sentence. */
export function describeProblem(problem: unknown): string {
  if (!(problem instanceof PaperkinError)) return String(problem);
  return problem.status === undefined ? "The server is not responding." : problem.message;
}

/** Why the server did not make a change. */
export function describeRefusal(problem: unknown): string {
  const status = problem instanceof PaperkinError ? problem.status : undefined;
  if (status === 401) return "Not changed: this server requires an API key.";
  if (status === 403) return "Not changed: your API key may only read.";
  return `Not changed. ${describeProblem(problem)}`;
}

function explainProblem(problem: unknown): [title: string, detail: string] {
  if (!(problem instanceof PaperkinError)) return ["Something went wrong on this page.", String(problem)];
  const { status, message } = problem;
  if (problem.timedOut) return ["The server took too long.", "It did not respond within 30 seconds."];
  if (status === undefined)
    return [
      "The server is not responding.",
      "It may have stopped, or the connection may be down. Nothing you typed is lost.",
    ];
  if (status === 404) return ["Paper not found.", message];
  if (status === 429 || status === 503) return ["The server is busy.", message];
  if (status === 413) return ["This request is too large.", message];
  if (status < 500) return ["The server rejected this request.", message];
  return ["The server failed to answer.", `${message} (status ${status})`];
}

function KeyForm({ onRetry }: Pick<ProblemProps, "onRetry">) {
  const field = useRef<HTMLInputElement>(null);
  const [isRefused, refuse] = useState(isKeyRefused);
  const send = async (event: Event) => {
    event.preventDefault();
    await openSession(field.current?.value.trim() ?? "");
    refuse(isKeyRefused());
    onRetry();
  };
  return (
    <>
      <p class="lead">{isRefused ? "This key was not accepted." : "This server requires an API key."}</p>
      <p>This browser remembers it until you close it or sign out, and sends it only to this server.</p>
      <form class="key-form" onSubmit={(event) => void send(event)}>
        <label for="api-key">API key</label>
        <input id="api-key" type="password" required autocomplete="off" spellcheck={false} ref={field} />
        <button class="strong" type="submit">
          Use this key
        </button>
      </form>
    </>
  );
}
