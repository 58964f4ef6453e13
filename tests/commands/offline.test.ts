/** What the built offline worker promises to keep is the build, whole, and nothing else. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeOfflineList } from '../../scripts/offline.mjs';
import type { BuildFiles } from '../../workers/contract.ts';

const dist = join(import.meta.dirname, '../../dist');
const worker = readFileSync(join(dist, 'sw.js'), 'utf8');

function listIn(text: string): BuildFiles {
  return JSON.parse(/^const OFFLINE_BUILD = (.*);\n/.exec(text)?.[1] ?? 'null') as BuildFiles;
}

describe('the list of the built app', () => {
  const { files } = listIn(worker);

  it('is every file that the page can ask for, with its own hash', () => {
    const there = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1).replaceAll('\\', '/'))
      .filter((path) => !/\.map$|\.md$/.test(path) && !['sw.js', '.sources'].includes(path));
    expect(files.map(({ path }) => path)).toEqual(there.sort());
    for (const { path, bytes, sha256 } of files) {
      const content = readFileSync(join(dist, path));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
  });

  it('holds what is made after the bundle: the first picture and the cards', () => {
    const paths = files.map(({ path }) => path);
    for (const path of ['index.html', 'first-frame.json', 'cards.json', 'manifest.webmanifest', 'geo/land-110m.json']) {
      expect(paths).toContain(path);
    }
  });

  it('stands in a script of one file, since an older browser lets such a worker import nothing', () => {
    const code = worker.slice(worker.indexOf('\n') + 1);
    expect(code).toContain('respondWith');
    expect(code).not.toMatch(/\bimport\b|\bexport\b|sourceMappingURL/);
    expect(() => new Script(worker)).not.toThrow();
  });
});

describe('the version', () => {
  let folder: string;
  const write = (path: string, text: string): void => { writeFileSync(join(folder, path), text); };
  const version = (): string => {
    writeOfflineList(folder);
    return listIn(readFileSync(join(folder, 'sw.js'), 'utf8')).version;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerward-'));
    mkdirSync(join(folder, 'assets'));
    write('index.html', '<p>one</p>');
    write('assets/a-1.js', 'a');
    write('sw.js', 'console.info(OFFLINE_BUILD);\n//# sourceMappingURL=sw.js.map\n');
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  it('is the same for the same build, and another for any other file, name or worker', () => {
    const seen = [version()];
    expect(version()).toBe(seen[0]);
    write('.sources', 'stamp');
    write('assets/a-1.js.map', '{}');
    expect(version()).toBe(seen[0]);
    write('index.html', '<p>two</p>');
    seen.push(version());
    cpSync(join(folder, 'assets/a-1.js'), join(folder, 'assets/b-1.js'));
    seen.push(version());
    write('sw.js', `${readFileSync(join(folder, 'sw.js'), 'utf8')}void 0;\n`);
    seen.push(version());
    expect(new Set(seen).size).toBe(4);
  });

  it.each(['import x from "./a.js";', 'import{x as y}from"./a.js";', 'import"./a.js";', 'import("./a.js");'])(
    'is refused to a worker that is not one file: %s', (line) => {
      write('sw.js', `${line}\n`);
      expect(() => { writeOfflineList(folder); }).toThrow(/must be one file/);
    });
});
