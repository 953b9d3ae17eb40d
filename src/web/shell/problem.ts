import { PaperkinError } from "../../client/client-error.js";
import { isKeyRefused, openSession } from "../shared/api-key.js";
import { createButton, createElement } from "../shared/elements.js";

/** A notice about a failed request, with a button or a form for another try. */
export function createProblem(problem: unknown, onRetry: () => void): Node[] {
  if (problem instanceof PaperkinError && problem.status === 401) return createKeyForm(onRetry);
  const [title, detail] = explainProblem(problem);
  return [
    createElement("p", { className: "lead", text: title }),
    createElement("p", { text: detail }),
    createButton("Try again", onRetry, "strong"),
  ];
}

/** A failed request in one sentence. */
export function describeProblem(problem: unknown): string {
  if (!(problem instanceof PaperkinError)) return String(problem);
  return problem.status === undefined ? "The server is not responding." : problem.message;
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

function createKeyForm(onRetry: () => void): Node[] {
  const field = createElement("input", {
    attributes: { id: "api-key", type: "password", required: "", autocomplete: "off", spellcheck: "false" },
  });
  const label = createElement("label", { text: "API key", attributes: { for: "api-key" } });
  const send = createElement("button", {
    className: "strong",
    text: "Use this key",
    attributes: { type: "submit" },
  });
  const form = createElement("form", { className: "key-form" }, [label, field, send]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void openSession(field.value.trim()).then(onRetry);
  });
  const title = isKeyRefused() ? "This key was not accepted." : "This server requires an API key.";
  const text = "This browser remembers it until you close it or sign out, and sends it only to this server.";
  return [createElement("p", { className: "lead", text: title }), createElement("p", { text }), form];
}
