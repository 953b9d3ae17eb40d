import { hydrate, render } from "preact";
import { offerDrops } from "../add/drop/drop-anywhere.js";
import { followTray } from "../recommend/keep-tray.js";
import { prepareAnswer } from "../search/load-view.js";
import { readShownMap } from "../shell/navigation.js";
import { readView } from "../shell/view-address.js";
import { LivePage } from "./live-page.js";
import { readGiven, startFrom } from "./page-state.js";
import { createPageStore } from "./page-store.js";

/** Takes over the document that the server has rendered. */
async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) throw new Error('The document has no element with the id "app"');
  const given = readGiven(document.getElementById("given")?.textContent ?? "{}");
  if (given.answer) await prepareAnswer(given.answer);
  const store = createPageStore(startFrom(readView(location.search), given, readShownMap()));
  const show = root.childElementCount > 0 ? hydrate : render;
  show(<LivePage store={store} />, root);
  offerDrops();
  followTray();
}

void start();
