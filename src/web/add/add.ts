import { writeBytes, writePapers } from "../shared/amounts.js";
import { ApiProblem } from "../shared/api-client.js";
import { createButton, createElement, findPart } from "../shared/elements.js";
import { explainProblem } from "./explain-problem.js";
import { acceptFile, fetchQueue, previewFile } from "./ingest-client.js";
import type { PageJob } from "./ingest-types.js";
import { keepJobName, nameJob } from "./job-names.js";
import { createJobsView } from "./jobs-view.js";
import { createProblem } from "../shell/problem.js";
import { createPreview } from "./preview-view.js";
import { createSourceForm } from "./source-form.js";
import { watchThemeButton } from "../shell/theme.js";
import { createUploadBar } from "./upload-bar.js";

/** The page that takes papers in: a file is looked at, taken in when that is confirmed, and followed to its end. */

const step = findPart("step", HTMLElement);
const announcement = findPart("announcement", HTMLElement);
const source = createSourceForm({
  onFile: (file) => void look(file),
  onRefusal: (title, detail) =>
    showStep([...createExplanation(title, detail), createBackButton("Choose another file")]),
});
const jobs = createJobsView({ onProblem: (problem) => showKeyForm(problem, () => void start()), onEnd: announceEnd });

watchThemeButton();
void start();

async function start(): Promise<void> {
  await jobs.refresh();
}

async function look(file: File): Promise<void> {
  const bar = createUploadBar(file.size, "The server is looking at it…");
  const stop = new AbortController();
  showStep([createHeading(`Reading ${file.name}`), bar.element, createButton("Stop", () => stop.abort(), "act")]);
  try {
    // Asked first: a refusal in the middle of an upload may be lost with the connection.
    const queue = await fetchQueue(stop.signal);
    const answer = await previewFile({ file, onProgress: bar.show, signal: stop.signal });
    const events = { onConfirm: () => void take(file), onOther: () => showSource() };
    showStep(
      createPreview(
        { name: file.name, bytes: file.size, queue, source: answer.source, preview: answer.preview },
        events,
      ),
    );
  } catch (error) {
    if (stop.signal.aborted) showSource();
    else showProblem(error, { file, keeps: false, onRetry: () => void look(file) });
  }
}

async function take(file: File): Promise<void> {
  const bar = createUploadBar(file.size, "The server is keeping them…");
  const stop = new AbortController();
  const note = "What has arrived is kept, also when you stop. Leave this page open until all of it is sent.";
  showStep([
    createHeading(`Sending ${file.name}`),
    bar.element,
    createElement("p", { className: "step-work", text: note }),
    createButton("Stop", () => stop.abort(), "act"),
  ]);
  try {
    await fetchQueue(stop.signal);
    const job = await acceptFile({ file, onProgress: bar.show, signal: stop.signal });
    keepJobName(job.id, file.name);
    showSource();
    jobs.begin(job);
    announcement.textContent = `${writePapers(job.counts.accepted)} taken in from ${file.name}`;
  } catch (error) {
    if (stop.signal.aborted) showSource();
    else showProblem(error, { file, keeps: true, onRetry: () => void take(file) });
    void jobs.refresh();
  }
}

/** Puts the nodes in the place of the form; their heading gets the focus, so that it is read out. */
function showStep(nodes: readonly Node[]): void {
  source.hide();
  step.replaceChildren(...nodes);
  step.hidden = false;
  step.querySelector<HTMLElement>("[tabindex]")?.focus();
}

function showSource(): void {
  step.replaceChildren();
  step.hidden = true;
  source.show();
  findPart("choose", HTMLButtonElement).focus();
}

interface Failed {
  readonly file: File;
  readonly keeps: boolean;
  readonly onRetry: () => void;
}

function showProblem(problem: unknown, { file, keeps, onRetry }: Failed): void {
  if (problem instanceof ApiProblem && problem.status === 401) return showKeyForm(problem, onRetry);
  const { title, detail, canRetry } =
    problem instanceof ApiProblem
      ? explainProblem(problem, keeps)
      : { title: "Something went wrong on this page.", detail: String(problem), canRetry: true };
  const facts = createElement("p", { className: "step-facts", text: `${file.name} · ${writeBytes(file.size)}` });
  const again = canRetry ? [createButton("Try again", onRetry, "strong")] : [];
  const actions = createElement("div", { className: "step-actions" }, [
    ...again,
    createBackButton("Choose another file"),
  ]);
  showStep([...createExplanation(title, detail), facts, actions]);
}

function showKeyForm(problem: unknown, onRetry: () => void): void {
  const retry = () => {
    showSource();
    onRetry();
    void jobs.refresh();
  };
  showStep([createElement("div", { className: "key-step" }, createProblem(problem, retry) as HTMLElement[])]);
  step.querySelector("input")?.focus();
}

function createExplanation(title: string, detail: string): HTMLElement[] {
  return [createHeading(title), createElement("p", { className: "step-work", text: detail })];
}

function createHeading(text: string): HTMLElement {
  return createElement("h2", { className: "step-title", text, attributes: { tabindex: "-1" } });
}

function createBackButton(text: string): HTMLElement {
  return createButton(text, showSource, "act");
}

function announceEnd({ id, counts }: PageJob): void {
  const failed = counts.failed > 0 ? `, ${counts.failed} failed` : "";
  announcement.textContent = `${nameJob(id)} is done: ${writePapers(counts.embedded)} found by meaning${failed}`;
}
