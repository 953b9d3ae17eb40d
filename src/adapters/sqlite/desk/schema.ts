import { collectionsSchema, duplicateRecordsSchema } from "./collections-schema.js";
import { deliverySchema } from "./delivery-schema.js";
import { followsSchema, matchesSchema } from "./follows-schema.js";

export const opensSchema = `
-- How many readers opened a paper on a day; it does not say who.
CREATE TABLE paper_opens (
  paper TEXT NOT NULL,
  day INTEGER NOT NULL,
  opens INTEGER NOT NULL,
  PRIMARY KEY (paper, day)
) WITHOUT ROWID;
`;

/**
 * What readers keep. Papers are named by their id, because what a reader wrote about a paper outlives its removal.
 * `reader` is `local`, or the name of a key.
 */
export const deskSchema = [
  collectionsSchema,
  duplicateRecordsSchema,
  opensSchema,
  followsSchema,
  matchesSchema,
  deliverySchema,
].join("");
