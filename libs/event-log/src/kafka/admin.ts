/** Questions to the cluster. A connection that failed is given up, and the question asked once more on a new one: its idea of who leads may be old. */
import type { Admin } from 'kafkajs';
import { LogNotSetUp } from '../errors';
import { GivableConnection, type KafkaConnection } from './connection';
import { explain } from './failures';
import { within } from './waiting';

const ANSWER_TIMEOUT_MS = 10_000;
const ATTEMPTS = 2;

interface Client {
  readonly connection: GivableConnection;
  readonly admin: Admin;
  readonly connected: Promise<void>;
}

export class KafkaAdmin {
  private client: Client | undefined;

  constructor(private readonly connection: KafkaConnection) {}

  /** @throws LogNotSetUp, LogUnavailable */
  async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const client = (this.client ??= this.connect());
      try {
        const answer = client.connected.then(() => question(client.admin));
        return await client.connection.within(ANSWER_TIMEOUT_MS, answer);
      } catch (error) {
        client.connection.giveUp();
        if (this.client === client) this.client = undefined;
        const explained = explain(error, this.connection);
        if (attempt === ATTEMPTS || explained instanceof LogNotSetUp) throw explained;
      }
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (!client) return;
    await within(ANSWER_TIMEOUT_MS, client.admin.disconnect()).catch(() => undefined);
    client.connection.giveUp();
  }

  private connect(): Client {
    const connection = new GivableConnection(this.connection);
    const admin = connection.kafka.admin();
    const connected = admin.connect();
    connected.catch(() => undefined); // told where a question waits for it
    return { connection, admin, connected };
  }
}
