import { normalizeAddress } from "../../domain/paper/address.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { growColumn } from "./grow-column.js";

/** The addresses of all papers, by hash: 8 bytes each. */
export interface AddressColumn {
  /** Replaces the address of a paper. */
  set(ordinal: Ordinal, address: string | undefined): void;
  /** The papers with this address, however it is spelled. */
  find(address: string): Ordinal[];
}

export function createAddressColumn(): AddressColumn {
  let high = new Int32Array(0);
  let low = new Int32Array(0);
  return {
    set(ordinal, address) {
      high = growColumn(high, ordinal + 1);
      low = growColumn(low, ordinal + 1);
      [high[ordinal], low[ordinal]] = address === undefined ? [0, 0] : hash(normalizeAddress(address));
    },
    find(address) {
      const [wantedHigh, wantedLow] = hash(normalizeAddress(address));
      const found: Ordinal[] = [];
      for (let ordinal = low.indexOf(wantedLow); ordinal >= 0; ordinal = low.indexOf(wantedLow, ordinal + 1)) {
        if (high[ordinal] === wantedHigh) found.push(ordinal);
      }
      return found;
    },
  };
}

/** FNV-1a with two offsets: 64 bits, so that different addresses practically never collide. */
function hash(text: string): [number, number] {
  let high = 0x811c9dc5 | 0;
  let low = 0x2f0b4c47 | 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x01000197);
  }
  return [high, low];
}
