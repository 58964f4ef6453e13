/** A story in which blocks are taken back, and others are put forward in vain. */
export const TAKEN_BACK = `scenario "A block is taken back"
seed 42
network
  consensus nakamoto, block every 60s
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  set consensus.confirmationBlocks 2
people
  patient   ana       at tampa-general, chart "synthea/Norma_Pagan"
  clinician dr-rivas  cardiologist at tampa-general
story
  day 1 09:00  boise-clinic double-spends transactions of ana
  day 1 10:00  ana asks tampa-general to erase ana/allergies
`;
