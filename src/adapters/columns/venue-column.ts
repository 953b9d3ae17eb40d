import { isPartOfMeeting, type VenueNames } from "../../domain/venue/venue-names.js";
import type { NameUse } from "../../ports/search/corpus-facts.js";
import { createNameColumn, type NameColumn } from "./name-column.js";

/** The venues of all papers; the names of a known venue are one value. */
export interface VenueColumn {
  readonly column: NameColumn;
  /**
   * The numbers of the names of a known venue that the text names, and of names with its words that are of no other
   * known venue and no part of a meeting; of all names with its words for another text.
   */
  findMeant(text: string): readonly number[] | undefined;
  /** The venues with most papers whose names contain the words, the last as a beginning, or of which it is a name. */
  completeVenues(text: string, limit: number): NameUse[];
  /** The numbers of names with the words, the last as a beginning, or of the venue that the text names. */
  findBeginning(text: string): readonly number[] | undefined;
}

export function createVenueColumn(venues: VenueNames): VenueColumn {
  const column = createNameColumn({
    toKey: venues.toKey,
    // A known venue is not shown by the name of one year.
    toShown: (name) => (/\d/.test(name) ? (venues.findKnown(name) ?? name) : name),
  });
  const { dictionary } = column;
  const findBeginning = (text: string) => {
    const found = dictionary.findBeginning(text);
    return found && [...found, ...dictionary.findSpellings(text)];
  };
  return {
    column,
    findBeginning,
    completeVenues(text, limit) {
      return column.findValues(findBeginning(text) ?? [], limit).map(({ value, count }) => ({ name: value, count }));
    },
    findMeant(text) {
      const holding = dictionary.findContaining(text);
      if (holding === undefined || venues.findKnown(text) === undefined) return holding;
      const unknown = holding.filter((number) => {
        const name = dictionary.names[number] ?? "";
        return venues.findKnown(name) === undefined && !isPartOfMeeting(name);
      });
      return [...dictionary.findSpellings(text), ...unknown];
    },
  };
}
