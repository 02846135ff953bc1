/** Simulated events written to a file instead of posted: one a line (NDJSON). */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { CliError, EXIT } from '../cli-error';
import type { EventDestination } from './play';

const LINES_PER_WRITE = 1_000;

export class EventFile implements EventDestination {
  taken = 0;
  readonly refused = 0;

  private constructor(
    private readonly file: string,
    private readonly stream: WriteStream,
  ) {}

  /** Opens the file anew. @throws CliError (exit code `EXIT.usage`) where it cannot be written */
  static async open(file: string): Promise<EventFile> {
    const stream = createWriteStream(file);
    await once(stream, 'open').catch((error: unknown) => {
      throw new CliError(`The file ${file} cannot be written: ${(error as Error).message}`, EXIT.usage);
    });
    return new EventFile(file, stream);
  }

  /** Writes events of any number, reading on only as they are written: memory holds a few. */
  async postAll(events: Iterable<object> | AsyncIterable<object>): Promise<void> {
    let lines: string[] = [];
    const flush = async (): Promise<void> => {
      const text = lines.join('');
      lines = [];
      if (!this.stream.write(text)) await once(this.stream, 'drain');
    };
    for await (const event of events) {
      lines.push(`${JSON.stringify(event)}\n`);
      this.taken += 1;
      if (lines.length === LINES_PER_WRITE) await flush();
    }
    await flush();
  }

  summary(): object {
    return { file: this.file, written: this.taken };
  }

  inWords(): string {
    return `${this.taken.toLocaleString('en')} events written to ${this.file}.`;
  }

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }
}
