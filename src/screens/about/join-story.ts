/** A member that leaves and joins again, by votes or where the leader is asked: a story for the self-test. */
export function joinStory(consensus: 'qbft' | 'raft'): string {
  const change = (minute: number, choice: 'add' | 'drop'): string[] => (consensus === 'raft'
    ? [`day 1 08:${minute} alder-clinic asks to ${choice} dogwood-clinic`]
    : ['alder', 'birch', 'cedar'].map((by) => `day 1 08:${minute} ${by}-clinic votes to ${choice} dogwood-clinic`));
  return `scenario "A member leaves and joins again"
seed 7

network
  consensus ${consensus}
  clinic alder-clinic   in us-west
  clinic birch-clinic   in us-east
  clinic cedar-clinic   in eu-west
  clinic dogwood-clinic in us-east

story
  ${[...change(10, 'drop'), 'day 1 08:20 birch-clinic crashes', 'day 1 08:25 birch-clinic restarts',
    ...change(30, 'add')].join('\n  ')}
`;
}
