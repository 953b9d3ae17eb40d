type Column = Int16Array | Int32Array | Uint16Array | Uint32Array;

/** The column itself when it is long enough, else a longer copy whose new places hold 0. */
export function growColumn<T extends Column>(column: T, length: number): T {
  if (length <= column.length) return column;
  const longer = new (column.constructor as new (length: number) => T)(Math.max(length, column.length * 2, 1_024));
  longer.set(column);
  return longer;
}
