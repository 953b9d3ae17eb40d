import { PaperkinError } from "../../client/client-error.js";
import type { Job } from "../../domain/jobs/job.js";
import { call } from "../shared/server.js";
import { formatBytes, formatPapers } from "../../domain/text/amounts.js";
import { createButton, createElement, findPart } from "../shared/elements.js";
import { explainProblem } from "./explain-problem.js";
import { storeJobName, nameJob } from "./job-names.js";
import { createJobsView } from "./jobs-view.js";
import { createProblem } from "../shell/problem.js";
import { createPreview } from "./preview-view.js";
import { createSourceForm } from "./source-form.js";
import { watchThemeButton } from "../shell/theme.js";
import { createUploader } from "./upload.js";
import { createUploadBar } from "./upload-bar.js";

/** The page that adds papers: it previews a file, uploads it once confirmed, and follows its job to the end. */

const step = findPart("step", HTMLElement);
const announcement = findPart("announcement", HTMLElement);
const source = createSourceForm({
  onFile: (file) => void preview(file),
  onReject: (title, detail) => showStep([...createExplanation(title, detail), createBackButton("Choose another file")]),
});
const jobs = createJobsView({ onProblem: (problem) => showKeyForm(problem, () => void start()), onEnd: announceEnd });

watchThemeButton();
void start();

async function start(): Promise<void> {
  await jobs.refresh();
}

async function preview(file: File): Promise<void> {
  const bar = createUploadBar(file.size, "Checking the file…");
  const stop = new AbortController();
  const { signal } = stop;
  showStep([createHeading(`Reading ${file.name}`), bar.element, createButton("Stop", () => stop.abort(), "act")]);
  try {
    // Asked first: a rejection in the middle of an upload may be lost with the connection.
    const { queue } = await call("GET /v1/stats", { signal });
    const answer = await createUploader(bar.show).previewFile(file, { signal, name: file.name });
    const events = { onConfirm: () => void upload(file), onOther: () => showSource() };
    showStep(
      createPreview(
        { name: file.name, bytes: file.size, queue, source: answer.source, preview: answer.preview },
        events,
      ),
    );
  } catch (error) {
    if (signal.aborted) showSource();
    else showProblem(error, { file, isUpload: false, onRetry: () => void preview(file) });
  }
}

async function upload(file: File): Promise<void> {
  const bar = createUploadBar(file.size, "Saving the papers…");
  const stop = new AbortController();
  const { signal } = stop;
  const note = "Papers that have arrived are kept, even if you stop. Keep this page open until the upload is complete.";
  showStep([
    createHeading(`Uploading ${file.name}`),
    bar.element,
    createElement("p", { className: "step-work", text: note }),
    createButton("Stop", () => stop.abort(), "act"),
  ]);
  try {
    await call("GET /v1/stats", { signal });
    const { job } = await createUploader(bar.show).addFile(file, { signal, name: file.name });
    storeJobName(job.id, file.name);
    showSource();
    jobs.begin(job);
    announcement.textContent = `${formatPapers(job.counts.accepted)} added or changed from ${file.name}`;
  } catch (error) {
    if (signal.aborted) showSource();
    else showProblem(error, { file, isUpload: true, onRetry: () => void upload(file) });
    void jobs.refresh();
  }
}

/** Shows the nodes in place of the form, and focuses their heading so that it is read out. */
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
  readonly isUpload: boolean;
  readonly onRetry: () => void;
}

function showProblem(problem: unknown, { file, isUpload, onRetry }: Failed): void {
  if (problem instanceof PaperkinError && problem.status === 401) return showKeyForm(problem, onRetry);
  const { title, detail, canRetry } =
    problem instanceof PaperkinError
      ? explainProblem(problem, isUpload)
      : { title: "Something went wrong on this page.", detail: String(problem), canRetry: true };
  const facts = createElement("p", { className: "step-facts", text: `${file.name} · ${formatBytes(file.size)}` });
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

function announceEnd({ id, counts }: Job): void {
  const failed = counts.failed > 0 ? `, ${counts.failed} failed` : "";
  announcement.textContent = `${nameJob(id)} is done: ${formatPapers(counts.embedded)} embedded${failed}`;
}
