/** The disk that holds the store. */
export interface DataDisk {
  /** Never throws: what cannot be asked counts as writable, with `freeBytes` undefined. */
  probeDisk(): Promise<{ readonly freeBytes: number | undefined; readonly isWritable: boolean }>;
}
