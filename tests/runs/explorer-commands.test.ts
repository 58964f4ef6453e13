/** What the explorer's pages give to a shell: the tools of anybody come to the same. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashCommands, signatureCommands } from '../../src/screens/explorer/outside.ts';
import type { ExplorerPage } from '../../workers/contract.ts';
import { Explorer } from '../../workers/threads/explorer/explorer.ts';
import { openToEnd } from './open.ts';

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

let explorer: Explorer;
let end = 0;
beforeAll(async () => {
  const open = await openToEnd('patient-relocation');
  explorer = new Explorer(open);
  end = open.run.endsAt;
});

function page<K extends ExplorerPage['kind']>(kind: K, id: string): ExplorerPage & { kind: K } {
  const found = explorer.page({ kind, id }, end);
  if (found?.kind !== kind) throw new Error(`There is no ${kind} ${id}.`);
  return found as ExplorerPage & { kind: K };
}

describe('the commands that a page gives', () => {
  const shell = (commands: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerward-page-'));
    try {
      const { stdout, stderr } = spawnSync('sh', ['-e'], { cwd: folder, input: commands, encoding: 'utf8' });
      return stdout + stderr;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('have OpenSSL verify every signature, and refuse another text', () => {
    const signatures = explorer.sign({ kind: 'certificate', block: page('block', '10').hash });
    expect(shell(signatureCommands(signatures)).match(/Signature Verified Successfully/g)).toHaveLength(signatures.length);
    const [first] = signatures;
    expect(shell(signatureCommands([{ ...first!, preimage: `${first!.preimage} ` }]))).toMatch(/Failure/i);
  });

  it('have sha256sum find the hash of a block and the commitment to a record, whatever is in the text', () => {
    const { preimage, hash } = page('block', '10');
    expect(shell(hashCommands(preimage, hash))).toContain(hash);
    const [record] = page('chart', 'ana').sections.flatMap(({ records }) => records[0] ?? []).map(({ id }) => page('record', id));
    expect(shell(hashCommands(record!.text!, record!.commitment!, record!.salt!))).toContain(record!.commitment);
    const odd = 'it\'s $(rm x) `y` \\0101 %s \n“ω”';
    expect(shell(hashCommands(odd, '', '00ff27'))).toContain(sha256(Buffer.from('00ff27', 'hex'), odd));
  });
});
