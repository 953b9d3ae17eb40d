// Loaded with --import, this lets the main thread and every worker thread of a process run TypeScript. The plain
// `--import tsx` registers itself in the main thread only on Node 20, and worker threads then fail to start.
import { register } from "tsx/esm/api";

register();
