/** Facets whose values are names, of which a library may have thousands. */
export const nameFacets = ["venue", "category", "author", "tags"] as const;
export type NameFacet = (typeof nameFacets)[number];

export const facetNames = ["year", ...nameFacets, "has", "retracted", "extra"] as const;
export type FacetName = (typeof facetNames)[number];
