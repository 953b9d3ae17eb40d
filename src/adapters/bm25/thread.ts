/*
 * What runs in the keyword index' thread, one task at a time. The exported names are the names of the tasks.
 */
export { mergeSegments } from "./merge-segments.js";
export { readSegmentFile, writeSegmentFile } from "./segment-file.js";
