import { hydrate, render } from "preact";
import { DeskPage } from "./desk-page.js";
import { findDeskPlace, isDeskPlace } from "./desk-places.js";
import type { GivenDesk } from "./desk-state.js";

/** Takes over the document that the server has rendered. */
const root = document.getElementById("app");
if (!root) throw new Error('The document has no element with the id "app"');
const place = location.pathname.split("/").at(-1) ?? "";
if (!isDeskPlace(place)) throw new Error(`The desk has no place "${place}"`);
const given = JSON.parse(document.getElementById("given")?.textContent ?? "{}") as GivenDesk;
if (given.answer !== undefined) await findDeskPlace(place).prepare?.(given.answer);
const show = root.childElementCount > 0 ? hydrate : render;
show(<DeskPage place={place} query={location.search.slice(1)} given={given} />, root);
