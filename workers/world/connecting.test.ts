import { describe, expect, it } from 'vitest';
import { DELAY_LAWS } from '../net/delay.ts';
import { LATENCIES } from '../net/latency.ts';
import { settingAt } from '../settings/register.ts';

describe('the settings of the network', () => {
  it('offer the tables and the laws that the network has', () => {
    expect(settingAt('net.latency')?.choices).toEqual(LATENCIES);
    expect(settingAt('net.delay')?.choices).toEqual(DELAY_LAWS);
    expect(settingAt('network.cpu')?.choices).toEqual(['ideal', 'published']);
  });
});
