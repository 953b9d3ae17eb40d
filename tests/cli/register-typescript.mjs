// Given in NODE_OPTIONS, this lets the main thread and every worker thread of a child process run TypeScript. The plain
// `--import tsx` registers itself in the main thread only on Node 20, and the worker threads then fail to start.
import { register } from "tsx/esm/api";

register();
