/** A bit for each letter of a word, other letters than a–z sharing a few: an edit changes at most two bits. */
export function maskLetters(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    mask |= 1 << (unit >= 97 && unit <= 122 ? unit - 97 : 26 + (unit % 6));
  }
  return mask >>> 0;
}
