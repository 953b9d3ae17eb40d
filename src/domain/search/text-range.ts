import { z } from "zod";

/** A range of a text as [start, end), in UTF-16 code units. */
export const textRangeSchema = z.tuple([z.number().int(), z.number().int()]);
