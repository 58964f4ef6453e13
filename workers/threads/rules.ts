/**
 * In the page's own build, what each assertion of the engine holds to, by number (vite.rules.ts).
 * Empty in the source, where every assertion says so itself.
 */
export const RULES: readonly string[] = [];
