import type { PaperVersion } from "../../../domain/paper/version.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperVersions } from "../../../ports/paper/paper-versions.js";
import type { KeptFields, PaperDocuments } from "../paper-documents.js";

export function createOpenSearchPaperVersions(documents: Pick<PaperDocuments, "readKept">): PaperVersions {
  return {
    async listVersions(ordinals) {
      const listed = new Map<Ordinal, readonly PaperVersion[]>();
      for (const [ordinal, { kept }] of await documents.readKept(ordinals)) {
        const versions = toVersions(kept);
        if (versions.length > 0) listed.set(ordinal, versions);
      }
      return listed;
    },
  };
}

function toVersions({ paper: { title, date }, version, versions = [], takenInAt }: KeptFields): PaperVersion[] {
  const earlier = versions.map((one): PaperVersion => ({ ...one, kept: false }));
  if (version === undefined) return earlier;
  const kept = { version, title, ...(date !== undefined && { date }), takenInAt: new Date(takenInAt).toISOString() };
  return [{ ...kept, kept: true }, ...earlier].toSorted((one, other) => other.version - one.version);
}
