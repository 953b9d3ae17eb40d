import { z } from "zod";

/** Some of these names, as a list or separated by commas. */
export function nameChoice<const Name extends string>(names: readonly Name[]) {
  const isName = (text: string): text is Name => names.some((name) => name === text);
  const name = `\\s*(?:${names.join("|")})\\s*`;
  const inOneText = z
    .string()
    .regex(new RegExp(`^${name}(?:,${name})*$`))
    .transform((text) =>
      text
        .split(",")
        .map((one) => one.trim())
        .filter(isName),
    );
  return z.union([z.array(z.enum(names)).min(1).max(100), inOneText], {
    error: `must be one or more of ${names.join(", ")}`,
  });
}
