// An engine thread as the HTTP side sees it: a worker that takes one query at a time, and the queue of what it answers.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromThread, ToThread } from './worker-protocol';

export class EngineThread {
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly arrived: FromThread[] = [];
  private wake: () => void = () => undefined;

  /** @param onLost called when the thread ends, for whatever reason: the engine of the process goes with it */
  constructor(dataDir: string, onLost: (error: Error) => void) {
    this.worker = new Worker(path.join(__dirname, 'engine-worker.js'), { workerData: { dataDir } });
    this.worker.on('error', onLost);
    this.worker.on('exit', (code) => onLost(new Error(`an engine thread ended with code ${code}`)));
    this.worker.on('message', (message: FromThread) => {
      this.arrived.push(message);
      this.wake();
    });
    this.ready = this.next().then(() => undefined);
  }

  post(message: ToThread): void {
    this.worker.postMessage(message);
  }

  /** The next message in order. One reader at a time. */
  async next(): Promise<FromThread> {
    for (;;) {
      const message = this.arrived.shift();
      if (message) return message;
      await new Promise<void>((wake) => (this.wake = wake));
    }
  }
}
