import { ScriptEngine } from '../bridge/script.ts';
import { HOME, type StageRoute } from '../router/route.ts';
import { baseAddress } from '../state/base.ts';
import { unpack } from './pack.ts';

/** The script that a run is a branch of, as it is written; null where it cannot be had. */
export async function rootText({ scenario, packed }: StageRoute): Promise<string | null> {
  if (packed === null) return scenarioText(scenario ?? HOME);
  const unpacked = await unpack(packed);
  return unpacked.ok ? unpacked.text : null;
}

/** The text of a scenario that comes with the page; null where there is none of that name. */
export async function scenarioText(name: string): Promise<string | null> {
  const engine = new ScriptEngine(baseAddress());
  try {
    return await engine.scenario(name);
  } catch {
    return null;
  } finally {
    engine.close();
  }
}
