/** Papers drawn without replacement from a population in which some are relevant. */
export interface Draw {
  readonly population: number;
  readonly relevant: number;
  readonly drawn: number;
}

/** The probability that at most `count` of the drawn papers are relevant. */
export function cumulateHypergeometric(count: number, { population, relevant, drawn }: Draw): number {
  const least = Math.max(0, drawn - (population - relevant));
  const whole = logChoose(population, drawn);
  let sum = 0;
  for (let found = least; found <= Math.min(count, relevant, drawn); found += 1)
    sum += Math.exp(logChoose(relevant, found) + logChoose(population - relevant, drawn - found) - whole);
  return Math.min(1, sum);
}

function logChoose(count: number, chosen: number): number {
  return logFactorial(count) - logFactorial(chosen) - logFactorial(count - chosen);
}

const factorials = [0];

/** ln(n!), remembered. */
function logFactorial(count: number): number {
  for (let next = factorials.length; next <= count; next += 1) factorials.push(factorials[next - 1]! + Math.log(next));
  return factorials[count]!;
}
