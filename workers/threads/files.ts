import type { Scenario } from '../script/scenario.ts';
import type { RunSettings } from './settings-of.ts';

/** A scenario's text read, and the settings that it runs under where nothing else is asked for. */
export interface Story extends RunSettings {
  readonly scenario: Scenario;
}

/** The app's own files, wherever they lie: fetched in a browser, read from disc by Node. */
export interface AppFiles {
  /** A scenario by its name that was read beforehand; null where its text has to be read. */
  story(name: string): Promise<Story | null>;
  /** Text of a scenario by its name; null where there is none. */
  scenario(name: string): Promise<string | null>;
  scenarioNames(): Promise<readonly string[]>;
  /** Text of a file under scenarios/policies/. */
  policy(file: string): Promise<string>;
  /** Bytes of a chart by the name a scenario gives it; null where there is none. */
  chart(name: string): Promise<Uint8Array | null>;
  /** Bytes of a FHIR Consent by the name a scenario gives it; null where there is none. */
  consent(name: string): Promise<Uint8Array | null>;
  /** Whether a chart may be a .json file of the user's own. */
  readonly ownCharts: boolean;
  /** Names of the charts that come with the app. */
  chartNames(): Promise<readonly string[]>;
  /** Cedar's WebAssembly. */
  cedarWasm(): Promise<BufferSource>;
}
