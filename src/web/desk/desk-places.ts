import { collectionsPlace } from "./collections/collections-place.js";
import { followingPlace } from "./following/following-place.js";
import { trendingPlace } from "./trending/trending-place.js";
import type { Asking } from "../search/load-view.js";
import type { DeskPlace } from "./desk-state.js";

/** The documents of the desk, by the last part of their addresses. */
const deskPlaces = { collections: collectionsPlace, following: followingPlace, trending: trendingPlace };

export type DeskPlaceName = keyof typeof deskPlaces;

export function isDeskPlace(name: string): name is DeskPlaceName {
  return Object.hasOwn(deskPlaces, name);
}

/** Each place gets its own answers back, so that their types are not told apart here. */
export function findDeskPlace(name: DeskPlaceName): DeskPlace {
  return deskPlaces[name] as DeskPlace;
}

/** Loads what a place shows, ready to be shown. */
export async function loadPlace(
  name: DeskPlaceName,
  query: URLSearchParams,
  asking: Required<Asking>,
): Promise<unknown> {
  const { load, prepare } = findDeskPlace(name);
  const answer = await load(query, asking);
  await prepare?.(answer);
  return answer;
}
