import type { Hit } from "../../domain/search/answer.js";
import type { Step } from "../shell/navigation.js";
import type { View } from "../shell/view-address.js";
import type { MapArea } from "./map-area.js";
import type { MapPlace } from "./map-place.js";

export interface MapPaneProps {
  /** What the list beside the map shows. */
  readonly view: View;
  readonly hits: readonly Hit[];
  /** The paper that is marked in the list. */
  readonly lit: string | undefined;
  readonly place: MapPlace | undefined;
  /** A paper was marked on the map, or none is any longer. */
  readonly onHover: (id: string | undefined) => void;
  readonly onOpen: (id: string) => void;
  /** The map shows something else of itself. */
  readonly onPlace: (place: MapPlace, step: Step) => void;
  /** Only the papers of this part of the map are to be listed; undefined lifts the restriction. */
  readonly onArea: (area: MapArea | undefined) => void;
  readonly onVisit: (view: View) => void;
}
