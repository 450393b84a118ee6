/** The versions of the roles API whose descriptions and rules are bundled. */
export const bundledApis = ["v1", "v2"] as const;

export type BundledApi = (typeof bundledApis)[number];
