import { collectionsSchema } from "./collections-schema.js";
import { deliverySchema } from "./delivery-schema.js";
import { followsSchema } from "./follows-schema.js";

const opens = `
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
export const deskSchema = `${collectionsSchema}${opens}${followsSchema}${deliverySchema}`;
