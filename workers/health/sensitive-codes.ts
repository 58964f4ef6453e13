/**
 * Which codes make a record sensitive, and how. An approximation: real labelling services use value
 * sets of thousands of codes (SAMHSA's Consent2Share sets at VSAC, 2.16.840.1.113762.1.4.1142.*,
 * which IHE Privacy Consent on FHIR also points to). These are the codes of the sample data and a
 * few that data like it has, with the names that the publishers give them there; the sensitivities
 * are those that v3-ActCode defines. What a code is about is our reading of its name.
 */
const SNOMED = 'http://snomed.info/sct';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

const TABLE: readonly (readonly [system: string, labels: string, codes: string])[] = [
  // Child attention deficit disorder; Major depression disorder; Depression screening.
  [SNOMED, 'MH PSY', '192127007 370143000'],
  [SNOMED, 'MH', '171207006'],
  // Methylphenidate, atomoxetine, sertraline and fluoxetine, as the samples prescribe them.
  [RXNORM, 'MH PSY', '1091392 608139 328670 406022'],
  // Alcoholism; Opioid abuse (disorder); Drug overdose.
  [SNOMED, 'ETH ETHUD SUD', '7200002'],
  [SNOMED, 'ETH OPIOIDUD SUD', '5602001'],
  [SNOMED, 'ETH SUD', '55680006'],
  // Human immunodeficiency virus infection; its antigen test.
  [SNOMED, 'HIV STD', '86406008'],
  [SNOMED, 'HIV', '31676001'],
  // Tests for Chlamydia antigen, gonorrhea, syphilis.
  [SNOMED, 'SEX STD', '310861008 165829005 269828009'],
  // Normal pregnancy; Miscarriage in first trimester; Tubal pregnancy; Preeclampsia; Fetus with
  // unknown complication; Standard pregnancy test; Ultrasound scan for fetal viability.
  [SNOMED, 'SEX', '72892002 19169002 79586000 398254007 156073000 252160004 169230002'],
  // Termination of pregnancy: counselling, induction, care, examination after it.
  [SNOMED, 'SEX', '10383002 714812005 386394001 5880005'],
  // Contraceptive devices: insertion, replacement, removal.
  [SNOMED, 'SEX', '65200003 46706006 68254000 169553002 755621000000101 301807007'],
  // Contraceptives, as the samples prescribe them.
  [RXNORM, 'SEX', '389221 757594 748962 748856 1000126 831533 807283 1367439 978950 1534809 '
    + '1000156 1605257 1856546 749785 235389 749882'],
  // Bullet wound.
  [SNOMED, 'VIO', '262574004'],
];

/** Labels by `system|code`. */
export const SENSITIVE_CODES: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.flatMap(([system, labels, codes]) => codes.split(' ')
    .map((code) => [`${system}|${code}`, labels.split(' ')] as const)));
