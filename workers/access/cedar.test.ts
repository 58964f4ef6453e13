import { readFileSync } from 'node:fs';
import * as cedar from '@cedar-policy/cedar-wasm/web';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccessModel, verdictOf } from './cedar.ts';
import { GRANT_STANDINGS, REACHES, RELATIONSHIPS, type Facts } from './facts.ts';
import { memoKeyOf } from './memo.ts';
import { mentionsOf } from './mentions.ts';
import { readPolicySet } from './policy-set.ts';

const root = new URL('../../', import.meta.url);
cedar.initSync({ module: new WebAssembly.Module(
  readFileSync(new URL('node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm', root))) });
const schemaText = readFileSync(new URL('scenarios/policies/schema.cedarschema', root), 'utf8');

const facts: Facts = {
  person: 'dr-rivas', role: 'clinician', organisation: 'tampa-general',
  organisationKind: 'hospital', patient: 'ana', section: 'allergies', custodian: 'boise-clinic',
  purpose: 'treatment', sameOrganisation: false, memberOfNetwork: true, relationship: 'none',
  grant: 'none', onShift: true, reach: 'member',
};

function modelOf(policyText: string) {
  const reading = createAccessModel({ name: 'test', policyText, schemaText, cedar });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.model;
}

function problemsOf(policyText: string, schema = schemaText) {
  const reading = createAccessModel({ name: 'test', policyText, schemaText: schema, cedar });
  if (reading.ok) throw new Error('expected problems');
  return reading.problems;
}

const permitAll = '@id("all") permit (principal, action, resource);';

describe('A decision', () => {
  it('is a refusal that names nobody when no policy speaks', () => {
    const decision = modelOf(
      '@id("never") permit (principal == Person::"nobody", action, resource);').decide(facts);
    expect(decision).toEqual({
      permit: false, policies: [],
      explanation: 'No policy permits dr-rivas to read allergies of ana for treatment.',
    });
  });

  it('gives a policy without a sentence by its id', () => {
    expect(modelOf(permitAll).decide(facts).explanation).toBe('Policy "all" decides.');
  });

  it('lists the determining policies sorted, however the file orders them', () => {
    const text = ['zeta', 'alpha', 'mid'].map((id) => permitAll.replace('"all"', `"${id}"`)).join('\n');
    expect(modelOf(text).decide(facts).policies).toEqual(['alpha', 'mid', 'zeta']);
  });

  it('lets a forbid override every permit', () => {
    const text = `${permitAll}
      @id("not-ana") @sentence("{patient} is not to be read.")
      forbid (principal, action, resource in Chart::"ana");`;
    expect(modelOf(text).decide(facts)).toEqual(
      { permit: false, policies: ['not-ana'], explanation: 'ana is not to be read.' });
    expect(modelOf(text).decide({ ...facts, patient: 'ben' }).permit).toBe(true);
  });

  it('knows the person, her organisation, the chart, its section and its custodian by id', () => {
    const only = (scope: string): boolean =>
      modelOf(`@id("only") permit (${scope});`).decide(facts).permit;
    expect(only('principal == Person::"dr-rivas", action, resource')).toBe(true);
    expect(only('principal in Organisation::"tampa-general", action, resource')).toBe(true);
    expect(only('principal in Organisation::"boise-clinic", action, resource')).toBe(false);
    expect(only('principal, action, resource == ChartSection::"ana/allergies"')).toBe(true);
    expect(only('principal, action, resource in Organisation::"boise-clinic"')).toBe(true);
    expect(only('principal, action, resource in Chart::"ben"')).toBe(false);
  });

  it('leaves out a policy that fails while it is evaluated, and says so', () => {
    const text = `${permitAll}
      @id("overflows") forbid (principal, action, resource)
      when { context.onShift && 9223372036854775807 + 1 == 3 };`;
    const decision = modelOf(text).decide(facts);
    expect(decision.permit).toBe(true);
    expect(decision.explanation).toBe('Policy "all" decides. '
      + 'Policy "overflows" could not be evaluated and was left out.');
  });

  it('never matches a value that the schema does not name, and does not fail on it', () => {
    const model = modelOf(`@id("clinician") permit (principal, action, resource)
      when { context.role == Role::"clinician" };`);
    expect(model.decide({ ...facts, role: 'astrologer' }).permit).toBe(false);
  });
});

describe('An edited policy that is wrong', () => {
  const place = (text: string, schema?: string) => problemsOf(text, schema)
    .map(({ file, line, column, sentence }) => `${file} ${line}:${column} ${sentence}`);

  it('is placed where it stops making sense', () => {
    expect(place('@id("a")\npermit (principal, action, resource\nwhen { true };')[0])
      .toMatch(/^policy 3:1 This cannot be read from when on; expected /);
  });

  it('is placed after text beyond ASCII, which Cedar counts in bytes', () => {
    expect(place('// naïve 漢字 𝄞\n@id("é") permit (principal, action, resource)\n'
      + 'when { context.role == Role::"clinican" };')).toEqual([
      'policy 3:24 "clinican" is not a Role; the schema knows "clinician", "staff", '
        + '"coordinator", "adjudicator", "coder", "auditor", "proxy".']);
  });

  it('is told which fact was meant', () => {
    expect(place('@id("a") permit (principal, action, resource)\nwhen { context.onShfit };'))
      .toEqual(['policy 2:8 There is no fact called onShfit; did you mean `onShift`.']);
  });

  it.each([
    ['@id("a") permitt (principal, action, resource);',
      'policy 1:10 A policy begins with permit or forbid, not with permitt.'],
    ['permit (principal, action, resource);',
      'policy 1:1 This policy has no name: write @id("…") before it.'],
    [`${permitAll}\n// aside\n${permitAll}`,
      'policy 3:1 Two policies are called "all"; the other is on line 1.'],
    ['', 'policy 1:1 The file holds no policy, so nothing is permitted.'],
    ['// only a comment\n', 'policy 1:1 The file holds no policy, so nothing is permitted.'],
    ['@id("a") permit (principal == ?principal, action, resource);',
      'policy 1:1 This is a template (it has a ?slot); write the name of whom it is about instead.'],
    ['@id("a") permit (principal, action == Action::"write", resource);',
      'policy 1:39 There is no action "write"; did you mean `"read"`.'],
    ['@id("a") permit (principal is Doctor, action, resource);',
      'policy 1:31 There is no type called Doctor.'],
    ['@id("a") permit (principal, action, resource) when { principal.age };',
      'policy 1:54 A Person has no attribute age.'],
  ])('%s', (text, expected) => {
    expect(place(text)[0]).toBe(expected);
  });

  it('may not leave words in braces that nothing fills', () => {
    const [first] = place('@id("a")\n@sentence("{person} meets {nobody}.")\n'
      + 'permit (principal, action, resource);');
    expect(first).toMatch(/^policy 2:27 \{nobody\} stands for nothing; the words in braces are person/);
  });

  it('is not confused by a copy of itself in a comment', () => {
    expect(place('// permit (principal, action, resource);\npermit (principal, action, resource);'))
      .toEqual(['policy 2:1 This policy has no name: write @id("…") before it.']);
  });

  it('names the right one of more than ten policies', () => {
    const lines = Array.from({ length: 14 }, (_, index) => (index === 11
      ? 'permit (principal, action, resource);'
      : `@id("p${index}") permit (principal, action, resource);`));
    expect(place(lines.join('\n')))
      .toEqual(['policy 12:1 This policy has no name: write @id("…") before it.']);
  });

  it('in the schema is placed in the schema', () => {
    expect(place(permitAll, 'entity Person\nentity Chart;')[0])
      .toMatch(/^schema 2:1 This cannot be read from entity on; expected/);
    expect(place(permitAll, schemaText.replace('role: Role', 'role: Rle'))[0])
      .toMatch(/^schema \d+:9 There is no type called Rle\.$/);
  });

  it('and never applies is a warning, not a problem', () => {
    const reading = createAccessModel({ name: 'test', schemaText, cedar,
      policyText: `${permitAll}\n@id("no") permit (principal, action, resource) when { false };` });
    expect(reading.ok && reading.warnings.map(({ line, sentence }) => `${line} ${sentence}`))
      .toEqual(['2 This policy can never apply: no case meets its conditions.']);
  });
});

describe('What policies mention', () => {
  const mentions = (text: string) => {
    const reading = readPolicySet(cedar, text, schemaText);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return mentionsOf(reading.policies.map((policy) => policy.json));
  };

  it('is the facts they read, and no id where they name none', () => {
    const found = mentions(`@id("a") permit (principal is Person, action, resource)
      when { context.onShift && [Grant::"in-force"].contains(context.grant) };`);
    expect([...(found.facts ?? [])].sort()).toEqual(['grant', 'onShift']);
    expect(found.wholeIds).toBe(false);
    expect(memoKeyOf(found)(facts))
      .toBe(memoKeyOf(found)({ ...facts, person: 'porter', patient: 'ben', custodian: 'x' }));
    expect(memoKeyOf(found)(facts)).not.toBe(memoKeyOf(found)({ ...facts, onShift: false }));
  });

  it('tells the ids named from all others, and not the others from one another', () => {
    const found = mentions('@id("a") permit (principal == Person::"dr-rivas", action, resource);');
    const key = (person: string): string => memoKeyOf(found)({ ...facts, person });
    expect(key('dr-rivas')).not.toBe(key('porter'));
    expect(key('porter')).toBe(key('nurse'));
  });

  it('is every id once a party is used otherwise than beside a literal', () => {
    const found = mentions(
      '@id("a") permit (principal, action, resource) when { principal == resource };');
    expect(found.wholeIds).toBe(true);
    expect(memoKeyOf(found)(facts)).not.toBe(memoKeyOf(found)({ ...facts, person: 'porter' }));
    expect(mentions(`@id("a") permit (principal, action, resource)
      when { principal in (if context.onShift then Organisation::"a" else Organisation::"b") };`)
      .wholeIds).toBe(true);
  });

  it('is every fact once the context is used whole', () => {
    expect(mentions(`@id("a") permit (principal, action, resource) when { context == context };`)
      .facts).toBe(null);
  });
});

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  person: fc.constantFrom('dr-rivas', 'porter', 'nurse', 'ana'),
  role: fc.constantFrom('clinician', 'staff'),
  organisation: fc.constantFrom('tampa-general', 'boise-clinic', ''),
  organisationKind: fc.constantFrom('hospital', 'clinic'),
  patient: fc.constantFrom('ana', 'ben'),
  section: fc.constantFrom('allergies', 'claims'),
  custodian: fc.constantFrom('tampa-general', 'boise-clinic'),
  purpose: fc.constantFrom('treatment', 'payment'),
  sameOrganisation: fc.boolean(),
  memberOfNetwork: fc.boolean(),
  relationship: fc.constantFrom(...RELATIONSHIPS),
  grant: fc.constantFrom(...GRANT_STANDINGS),
  onShift: fc.boolean(),
  reach: fc.constantFrom(...REACHES),
});

/** Conditions that read facts, name ids in every way Cedar has, and mix parties. */
const condition = fc.constantFrom(
  'context.onShift', '!context.memberOfNetwork', 'context.grant == Grant::"in-force"',
  'context.role != Role::"staff"', '[Reach::"treating"].contains(context.reach)',
  'principal == Person::"porter"', 'Person::"nurse" != principal',
  'principal in Organisation::"tampa-general"', 'principal is Person in Organisation::"boise-clinic"',
  'principal in [Organisation::"boise-clinic", Organisation::"elsewhere"]',
  '[Person::"ana", Person::"nurse"].contains(principal)', 'resource in Chart::"ana"',
  'resource == ChartSection::"ben/claims"', 'resource in Organisation::"tampa-general"',
  'principal in (if context.sameOrganisation then Organisation::"tampa-general" else '
    + 'Organisation::"boise-clinic")',
  '(if context.onShift then principal else Person::"ana") == Person::"ana"',
  '{who: principal, what: context.purpose} == {who: Person::"porter", what: Purpose::"payment"}',
  'context has section && context.section == Section::"claims"',
);

const policyText = fc.array(
  fc.record({ effect: fc.constantFrom('permit', 'permit', 'forbid'),
    scope: fc.constantFrom('principal, action, resource',
      'principal == Person::"dr-rivas", action, resource',
      'principal in Organisation::"tampa-general", action, resource',
      'principal, action, resource in Chart::"ben"'),
    clauses: fc.array(fc.record({ kind: fc.constantFrom('when', 'unless'), condition }),
      { maxLength: 2 }) }),
  { minLength: 1, maxLength: 4 },
).map((policies) => policies.map(({ effect, scope, clauses }, index) =>
  `@id("p${index}") ${effect} (${scope}) ${
    clauses.map(({ kind, condition: body }) => `${kind} { ${body} }`).join(' ')};`).join('\n'));

describe('Remembered decisions', () => {
  it('are those the engine would give afresh, for random policies and thousands of cases', () => {
    let asked = 0;
    let hits = 0;
    fc.assert(fc.property(policyText, fc.array(anyFacts, { minLength: 40, maxLength: 40 }),
      (text, cases) => {
        const model = modelOf(text);
        for (const one of cases) {
          const { permit, policies } = model.decide(one);
          const afresh = verdictOf(cedar, model.digest, one);
          expect({ permit, policies }).toEqual({ permit: afresh.permit, policies: afresh.policies });
        }
        expect(model.work.hits + model.work.misses).toBe(cases.length);
        asked += cases.length;
        hits += model.work.hits;
      }), { numRuns: 120, endOnFailure: true });
    expect(asked).toBeGreaterThan(4_000);
    expect(hits).toBeGreaterThan(0);
  });

  it('are explained in the names of the case at hand, not of the one remembered', () => {
    const model = modelOf('@id("a") @sentence("{person} reads {patient}.") '
      + 'permit (principal, action, resource);');
    expect(model.decide(facts).explanation).toBe('dr-rivas reads ana.');
    expect(model.decide({ ...facts, person: 'porter', patient: 'ben' }).explanation)
      .toBe('porter reads ben.');
    expect(model.work).toEqual({ hits: 1, misses: 1 });
  });
});
