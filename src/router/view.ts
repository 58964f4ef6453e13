/** The four pictures of one moment; a link without one shows the map. */
export const VIEWS = ['map', 'lanes', 'chain', 'table'] as const;
export type View = (typeof VIEWS)[number];

/** How the map is drawn; a link without one shows the schema. */
export const MAPS = ['schematic', 'geographic'] as const;
export type MapForm = (typeof MAPS)[number];
