/**
 * What waits to be sent: appends cut into pieces of bounded size, and pieces of several small appends joined to one send.
 * An append is told once: durable when its last piece is, refused when its first piece is; then the rest of it is not sent.
 */
import type { Topic } from '../port';
import { type Message, messageBytes } from './record-codec';

const MOST_SEND_RECORDS = 1_000;
/** A topic takes twice as much in one batch (infra/kafka/topics.yaml); a record at the limit goes alone. */
const MOST_SEND_BYTES = 1_000_000;

/** One append as its caller sees it. */
interface Append {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  piecesLeft: number;
}

interface Piece {
  readonly append: Append;
  readonly topic: Topic;
  readonly messages: readonly Message[];
  readonly bytes: number;
  /** Whether it goes alone, since a send that it shared with others failed. */
  readonly isAlone?: true;
}

/** What goes to the broker in one request each: records of one topic, in order. */
export interface Send {
  readonly topic: Topic;
  readonly messages: readonly Message[];
  readonly bytes: number;
  readonly pieces: readonly Piece[];
}

export class AppendQueue {
  private pieces: Piece[] = [];
  private unsettledBytes = 0;

  /** Bytes of everything that was neither acknowledged nor refused. */
  get bytes(): number {
    return this.unsettledBytes;
  }

  get isEmpty(): boolean {
    return this.pieces.length === 0;
  }

  /** Resolves when all messages were acknowledged. */
  add(topic: Topic, messages: readonly Message[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const cut = cutMessages(messages);
      const append = { resolve, reject, piecesLeft: cut.length };
      for (const piece of cut) {
        this.pieces.push({ append, topic, ...piece });
        this.unsettledBytes += piece.bytes;
      }
      if (cut.length === 0) resolve();
    });
  }

  /** The next send: as many pieces of one topic as fit. */
  take(): Send | undefined {
    const [first] = this.pieces;
    if (!first) return undefined;
    let [count, records, bytes] = [1, first.messages.length, first.bytes];
    for (const piece of this.pieces.slice(1, first.isAlone ? 1 : MOST_SEND_RECORDS)) {
      records += piece.messages.length;
      if (piece.topic !== first.topic || piece.isAlone) break;
      if (records > MOST_SEND_RECORDS || bytes + piece.bytes > MOST_SEND_BYTES) break;
      bytes += piece.bytes;
      count += 1;
    }
    const pieces = this.pieces.splice(0, count);
    return { topic: first.topic, messages: pieces.flatMap(({ messages }) => messages), bytes, pieces };
  }

  /** Puts a send back in front, to be tried once more, each piece alone: so that one cannot spoil the others. */
  putBackApart({ pieces }: Send): void {
    this.pieces.unshift(...pieces.map((piece) => ({ ...piece, isAlone: true as const })));
  }

  acknowledge({ pieces }: Send): void {
    for (const { append, bytes } of pieces) {
      this.unsettledBytes -= bytes;
      append.piecesLeft -= 1;
      if (append.piecesLeft === 0) append.resolve();
    }
  }

  /** Refuses the appends of a send, whole: what still waits of them is dropped. */
  refuse({ pieces }: Send, error: Error): void {
    const refused = new Set(pieces.map(({ append }) => append));
    for (const append of refused) append.reject(error);
    for (const { bytes } of pieces) this.unsettledBytes -= bytes;
    this.pieces = this.pieces.filter((piece) => {
      if (!refused.has(piece.append)) return true;
      this.unsettledBytes -= piece.bytes;
      return false;
    });
  }

  refuseAll(error: Error): void {
    for (let send = this.take(); send; send = this.take()) this.refuse(send, error);
  }
}

function cutMessages(messages: readonly Message[]): { messages: Message[]; bytes: number }[] {
  const pieces: { messages: Message[]; bytes: number }[] = [];
  for (const message of messages) {
    const bytes = messageBytes(message);
    const last = pieces.at(-1);
    if (last && last.messages.length < MOST_SEND_RECORDS && last.bytes + bytes <= MOST_SEND_BYTES) {
      last.messages.push(message);
      last.bytes += bytes;
    } else {
      pieces.push({ messages: [message], bytes });
    }
  }
  return pieces;
}
