/** The part of package-lock.json that is checked. */
export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/** `npm ci` refuses a lock that lacks an optional package, even one for another platform. */
export function checkOptionalPackages({ packages }: LockFile): readonly string[] {
  const locked = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/"))));
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(`node_modules/${name}`))
      .map(
        (name) => `package-lock.json: ${path} wants ${name}, which is not locked; run node scripts/complete-lock.mjs`,
      ),
  );
}
