/**
 * The worker's half of Comlink, of which the page has the other. Of all that can be asked over it
 * these workers are asked to call a function and, at the end, to be released; Comlink's own half
 * brings along all that a page needs, too.
 */
interface Call {
  readonly id: string;
  readonly type: 'APPLY' | 'RELEASE';
  /** Absent where it is released. */
  readonly path?: readonly string[];
  readonly argumentList?: readonly { readonly value: never }[];
}

type Answers = Readonly<Record<string, (...values: never[]) => unknown>>;

interface Port {
  addEventListener(type: 'message', listener: (event: MessageEvent<Call>) => void): void;
  postMessage(message: object, transfer: Transferable[]): void;
}

/** Calls are begun in the order in which they come. `saying`: what is said of a call that failed. */
export function serve(
  answers: object, port: Port, saying: (error: unknown) => Promise<string> | string = messageOf,
): void {
  port.addEventListener('message', ({ data }) => void reply(data, answers as Answers, port, saying));
}

async function reply(
  { id, type, path: [name = ''] = [], argumentList = [] }: Call, answers: Answers, port: Port,
  saying: (error: unknown) => Promise<string> | string,
): Promise<void> {
  try {
    const value = type === 'APPLY' ? await answerOf(answers, name)(...argumentList.map((each) => each.value))
      : undefined;
    // A frame is given away, since it is made for whoever asks; everything else is copied.
    port.postMessage({ id, type: 'RAW', value }, value instanceof ArrayBuffer ? [value] : []);
  } catch (error) {
    let message = messageOf(error);
    // Better said badly than not at all: its words are fetched, and whoever asked waits.
    try { message = await saying(error); } catch { /* As it is. */ }
    port.postMessage({ id, type: 'HANDLER', name: 'throw', value: { isError: true, value: { message } } }, []);
  }
}

/** Of its own, and not what every object can do. */
function answerOf(answers: Answers, name: string): Answers[string] {
  if (!Object.hasOwn(answers, name)) throw new Error(`Nothing here answers to "${name}".`);
  return answers[name]!;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
