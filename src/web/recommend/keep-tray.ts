import { PaperkinError } from "../../client/client-error.js";
import { addEntries } from "../shared/entry-calls.js";
import { sessionEvent } from "../shared/api-key.js";
import { call } from "../shared/server.js";
import { tell } from "../shared/undo.js";
import { tellProblem } from "../shell/deed-notice.js";
import { completeTray, createCollection, loadTray } from "./load-tray.js";
import { listShown } from "./shown-papers.js";
import { defaultName, readKeptList, type Tray } from "./tray.js";
import { lastUsed, trayStore } from "./tray-store.js";

let queue: Promise<unknown> = Promise.resolve();
/** Counts what was changed here: an older answer of the server must not overwrite it. */
let edits = 0;
/** Changes that are shown and not sent yet: no answer has them. */
let unsent = 0;

/** Shows a change before the server has made it. */
export function showTray(tray: Tray): void {
  edits += 1;
  trayStore.save(tray);
}

/** Sends changes of the current collection one after the other; one that fails is told, and what is kept shown again. */
export function keep(change: (id: string) => Promise<unknown>): void {
  unsent += 1;
  queue = queue.then(() => send(change)).finally(() => (unsent -= 1));
}

async function send(change: (id: string) => Promise<unknown>): Promise<void> {
  try {
    const id = trayStore.read().id ?? (await openCurrent());
    await change(id);
    markUsed(id);
  } catch (problem) {
    tellProblem(problem);
    refreshTray().catch(() => undefined);
  }
}

/** For papers that are saved before the current collection is known, or before there is one. */
async function openCurrent(): Promise<string> {
  const { id, name } = await loadTray(lastUsed.read().id, []);
  const current = id === undefined ? await call("POST /v1/collections", { body: { name: defaultName } }) : { id, name };
  trayStore.save({ ...trayStore.read(), id: current.id, name: current.name });
  return current.id;
}

let ownMark = lastUsed.initial;

/** Remembers the collection as the current one, and lets other tabs know that it has changed. */
export function markUsed(id: string): void {
  ownMark = { id, changes: lastUsed.read().changes + 1 };
  lastUsed.save(ownMark);
}

/** Shows the current collection as the server keeps it, after what is still to be sent. */
export function refreshTray(): Promise<void> {
  const reading = queue.then(readTray);
  queue = reading.catch(() => undefined);
  return reading;
}

async function readTray(): Promise<void> {
  const isRead = await readOver(() => loadTray(lastUsed.read().id, listShown()));
  if (!isRead) refreshTray().catch(() => undefined);
}

/** Shows what is read, unless it is older than what was changed here. */
async function readOver(read: () => Promise<Tray>): Promise<boolean> {
  const before = edits;
  if (unsent > 0) return false;
  const tray = await read();
  if (unsent > 0 || before !== edits) return false;
  trayStore.save(tray);
  return true;
}

/** Learns what the current collection says of the papers that the page shows, after what is still to be sent. */
export function completeKnown(): void {
  queue = queue.then(readKnown).catch(() => undefined);
}

async function readKnown(): Promise<void> {
  if (!(await readOver(() => completeTray(trayStore.read(), listShown())))) completeKnown();
}

/** Makes another collection the current one. */
export function chooseCollection(id: string): Promise<void> {
  markUsed(id);
  return refreshTray();
}

/** Follows the current collection, wherever it is changed; returns nothing, since it lasts as long as the document. */
export function followTray(): void {
  const refresh = () => void refreshTray().catch(() => undefined);
  void takeOver().then(refresh);
  lastUsed.watch(() => lastUsed.read() !== ownMark && refresh());
  addEventListener(sessionEvent, refresh);
  document.addEventListener("visibilitychange", () => !document.hidden && refresh());
}

const formerName = "paperkin-list";

/** A list that an earlier version has kept in this browser becomes a collection, and is removed once that is done. */
async function takeOver(): Promise<void> {
  const list = readFormer();
  if (!list) return;
  try {
    const { id, name } = await createCollection(list.name);
    await addEntries(id, [
      ...list.likes,
      ...list.dislikes.map((paper) => ({ ...paper, decision: "exclude" as const })),
    ]);
    localStorage.removeItem(formerName);
    markUsed(id);
    tell(`The list of this browser is now the collection “${name}”.`);
  } catch (problem) {
    // It stays here until the server takes it.
    if (problem instanceof PaperkinError && problem.status === 401) return;
    tellProblem(problem);
  }
}

function readFormer() {
  try {
    return readKeptList(localStorage.getItem(formerName));
  } catch {
    return undefined;
  }
}
