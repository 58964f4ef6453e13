/** The sentences under the geographic map, in English; loaded with them. See en.ts. */
export const geographyWords = {
  places: (places: string) =>
    `Each organisation stands where its node runs, not where its own doors are: in the AWS region that its line of the script names (${places}), because the delays are those measured between these. AWS tells the state or city of a region and not its coordinates; the mark is a point in it. Who would cover another is moved aside, with a line to the place. Lines are straight; areas are equal; people are in the schematic map and the lists.`,
  region: (region: string, place: string) => `${region} is ${place}`,
  naturalEarth: 'Land: Natural Earth, public domain.',
  noLand: 'The outline of the land could not be loaded; the places are right without it.',
};
