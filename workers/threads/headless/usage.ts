/** What `sim help` prints. */
export const USAGE = `Usage (FILE is a path, or a name under scenarios/):

  sim check FILE…                 every problem, as file:line:column sentence
  sim run FILE [--seed N] [--set path=value]… [--chart PATIENT=file.json]…
          [--format text|json] [--trace out.ndjson] [--report] [--strict]
                                  --report: a load in the columns of Hyperledger Caliper
  sim transcript FILE [--seed N] [--set path=value]…
                                  the run told as a story, without its numbers
  sim races FILE [--vary path=a,b,c]… [--seed N] [--set path=value]… [--format text|json]
                                  how long a withdrawn grant still opened the chart, node by node,
                                  under every combination; --vary is by default
                                  network.consensus, all of them, and consensus.blockIntervalSeconds=1,2,5
  sim prevent FILE [--leak N|leak/ROW] [--seed N] [--set path=value]… [--format text|json]
                                  what would have prevented each leak, every claim proved by a run
                                  (docs/HEADLESS.md); --leak: one of them, counted from 1 or as its page is called
  sim validate [--only ROW] [--format text|json]
                                  reruns published figures: expected, simulated, tolerance, pass;
                                  exits with 3 where one does not come out (docs/VALIDATION.md)
  sim format FILE                 the scenario in its canonical form, on standard output
  sim verify FILE [--seed N] [--set path=value]… [--member NAME] [--tamper HEIGHT:BYTE]
                                  recomputes the stored chain; --tamper flips one byte first
  sim export-chain FILE --out chain.json [--seed N] [--set path=value]… [--member NAME]
                                  the chain with every preimage, key and signature (docs/EXPORT.md)
  sim page FILE --of KIND/ID [--seed N] [--set path=value]…
                                  a page of the explorer at the run's end, as JSON, with real
                                  signatures; such as block/10 or grant/NAME (docs/HEADLESS.md)
  sim consent FILE [--root scope|exception] [--format text|json]
                                  what a FHIR R4 Consent permits and denies, in words; FILE is a
                                  path, or a sample such as hl7/consent-example-basic
  sim export-consents FILE --out consents.json [--seed N] [--set path=value]…
                                  every grant of a run as a FHIR R4 Consent (docs/CONSENT.md)
  sim record FILE [--seed N] [--set path=value]…
                                  the first picture as JSON, for a page to show while it starts
  sim cards FILE…                 what the gallery shows of each, as a line of JSON
  sim swarm …                     the same as npm run swarm

A broken check is a result and exits with 0; with --strict it exits with 3, and so does
a run that consensus ended by breaking its promise.
`;
