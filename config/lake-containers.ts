/** The containers of the data lake, in the order in which data pass through them. */
export const LAKE_CONTAINERS = Object.freeze(["raw", "curated", "forecasts", "models"] as const);

/** A container of the data lake. */
export type ContainerName = (typeof LAKE_CONTAINERS)[number];
