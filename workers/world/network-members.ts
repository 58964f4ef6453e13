import type { Scenario } from '../script/scenario.ts';

/** A member as a node of the network: those that people belong to first, then the anonymous. */
export interface NetworkMember {
  readonly name: string;
  readonly kind: string;
  readonly region: string;
  readonly validates: boolean;
}

export function networkMembers(scenario: Scenario): NetworkMember[] {
  const members: NetworkMember[] = scenario.members.map(({ name, kind, region, client }) =>
    ({ name, kind, region, validates: !client }));
  // Anonymous validators stand where the named members stand, in turn. No script can give anyone a
  // name with a space in it, so theirs meet no other.
  for (let index = 0; index < scenario.anonymousValidators; index += 1) {
    const beside = scenario.members[index % Math.max(1, scenario.members.length)];
    members.push({
      name: `validator ${index + 1}`, kind: 'validator', region: beside?.region ?? 'us-east',
      validates: true,
    });
  }
  return members;
}

export function validatorsOf(members: readonly NetworkMember[]): number[] {
  return members.flatMap((member, index) => (member.validates ? [index] : []));
}
