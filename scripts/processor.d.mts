/* The types of processor.mjs, for its test. */

export function listInstructionSets(): string | undefined;
export function selectExtensions(flags: string): string;
export function runsOn(compiledFor: string | undefined, available: string | undefined): boolean;
