/*
 * The tasks of the keyword index's thread, which run one at a time. The exported names are the names of the tasks.
 */
export { mergeSegments } from "./merge-segments.js";
export { readSegmentFile, writeSegmentFile } from "./segment-file.js";
