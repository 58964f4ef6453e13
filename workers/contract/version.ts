/** Same run = same scenario, settings, seed, files and this version. */
export const ENGINE_VERSION = '0.1.0';
