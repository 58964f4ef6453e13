import { assert } from '../kernel/assert.ts';
import type { Draws, Stream } from '../kernel/draw.ts';
import { exp, log, pow } from '../kernel/mathematics.ts';
import { MICROS_PER_HOUR, MICROS_PER_MILLISECOND, type Micros } from '../kernel/micros.ts';

export const DELAY_LAWS = [
  'constant', 'uniform', 'normal', 'log-normal', 'exponential', 'pareto',
] as const;
export type DelayLaw = (typeof DELAY_LAWS)[number];

/** A heavy tail has no end; a message that took longer than this would be given up in practice. */
export const DELAY_MICROS_MAX = MICROS_PER_HOUR;

/** SimBlock's constants: scale = mean − 5 ms, shape = mean in milliseconds ÷ 5. */
const PARETO_BELOW_MEAN = 5 * MICROS_PER_MILLISECOND;

/**
 * How long a message is on its way, once its bytes are sent, around the mean of its link:
 *
 *     constant     the mean
 *     uniform      mean ± jitter, each microsecond as likely as another
 *     normal       standard deviation = jitter; what falls below zero is zero
 *     log-normal   standard deviation = jitter; always above zero
 *     exponential  memoryless: deviation = mean, jitter unused
 *     pareto       never below mean − 5 ms, with a long tail: SimBlock's law
 *                  (Aoki et al. 2019, NetworkConfiguration); its own parameters, jitter unused
 *
 * All have the mean of the link (the normal one a little more where it meets zero), none is ever
 * negative, none above DELAY_MICROS_MAX or the mean where that is more. SimBlock's law exists for
 * means above 5 ms only (its shape is then above 1): shorter links are constant under it.
 */
export class Delays {
  readonly #law: DelayLaw;
  readonly #jitterPercent: number;
  /** Of the logarithm, for the log-normal law: σ² = ln(1 + (deviation ÷ mean)²). */
  readonly #sigma: number;

  constructor(law: DelayLaw, jitterPercent: number) {
    assert(jitterPercent >= 0 && jitterPercent <= 100, 'Jitter is between 0 and 100 %.');
    this.#law = law;
    this.#jitterPercent = jitterPercent;
    const share = jitterPercent / 100;
    this.#sigma = Math.sqrt(log(1 + share * share));
  }

  /** A pure function of its arguments: drawn by (stream, occasion, k) alone. */
  draw(mean: Micros, draws: Draws, stream: Stream, occasion: string, k: number): Micros {
    switch (this.#law) {
      case 'constant': return mean;
      case 'uniform': {
        const span = Math.floor((mean * this.#jitterPercent) / 100);
        if (span === 0) return mean;
        return mean + draws.belowIn(stream, 2 * span + 1, occasion, k) - span;
      }
      case 'normal': {
        const deviation = (mean * this.#jitterPercent) / 100;
        if (deviation === 0) return mean;
        const drawn = Math.round(mean + deviation * draws.normalIn(stream, occasion, k));
        return drawn > 0 ? bounded(drawn, mean) : 0;
      }
      case 'log-normal': {
        const sigma = this.#sigma;
        if (sigma === 0) return mean;
        const power = sigma * draws.normalIn(stream, occasion, k) - (sigma * sigma) / 2;
        return bounded(Math.round(mean * exp(power)), mean);
      }
      case 'exponential': {
        // 1 − u is never zero, so the logarithm is finite.
        return bounded(Math.round(-mean * log(1 - draws.unitIn(stream, occasion, k))), mean);
      }
      case 'pareto': {
        const scale = mean - PARETO_BELOW_MEAN;
        if (scale <= 0) return mean;
        // 1 − u is never zero, so the quotient is finite.
        const u = 1 - draws.unitIn(stream, occasion, k);
        return bounded(Math.round(scale / pow(u, PARETO_BELOW_MEAN / mean)), mean);
      }
    }
  }
}

function bounded(drawn: Micros, mean: Micros): Micros {
  return Math.min(drawn, Math.max(mean, DELAY_MICROS_MAX));
}
