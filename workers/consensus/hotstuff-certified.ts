import type { QuorumCertificate } from './hotstuff-qc.ts';

/** The certificate of each node above the last executed one, the first that was seen, by view. */
export class Certified {
  private readonly qcs: QuorumCertificate[] = [];

  add(qc: QuorumCertificate): void {
    const { qcs } = this;
    let place = qcs.length;
    while (place > 0 && qcs[place - 1]!.view > qc.view) place -= 1;
    for (let index = place - 1; index >= 0 && qcs[index]!.view === qc.view; index -= 1) {
      if (qcs[index]!.node.id === qc.node.id) return;
    }
    if (place === qcs.length) qcs.push(qc);
    else qcs.splice(place, 0, qc);
  }

  of(id: string): QuorumCertificate | undefined {
    for (let index = this.qcs.length - 1; index >= 0; index -= 1) {
      if (this.qcs[index]!.node.id === id) return this.qcs[index];
    }
    return undefined;
  }

  forgetBelow(view: number): void {
    while (this.qcs.length > 0 && this.qcs[0]!.view < view) this.qcs.shift();
  }
}
