import { loadFinal, loadRefused, loadSubmitted } from '../world/entries.ts';
import { known } from './speakers.ts';

/** What clients of a load and the members tell one another. */
known(loadSubmitted, ({ load, number }, node) =>
  `A client sends transaction ${number} of load ${load} to ${node}.`);
known(loadFinal, ({ load, number, height }, node) =>
  `${node} tells a client that transaction ${number} of load ${load} is final, in block ${height}.`);
known(loadRefused, ({ load, number, why }, node) =>
  `${node} does not take transaction ${number} of load ${load}: ${why}`);
