/**
 * A connection of kafkajs to the cluster that can be given up for good. kafkajs itself goes on in the background after a time-out or
 * a disconnect, and connects again to finish what it was at; who gives up must be sure that nothing more is sent in his name.
 */
import net from 'node:net';
import tls from 'node:tls';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import { unexpectedLine } from './client-log';
import { TookTooLong, within } from './waiting';

export interface KafkaConnection {
  /** host:port of one or more brokers; the rest of the cluster is found from them. */
  readonly brokers: readonly string[];
  readonly tls?: {
    /** PEM of the authority that signed the brokers' certificates, where the system does not know it. */
    readonly ca?: string;
  };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Names this process in the brokers' logs and quotas. */
  readonly clientId: string;
  readonly log: (line: string) => void;
}

const CONNECT_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_DELAY_MS = 60_000;
/** The cap matters: without one a broker that came back is asked only after half a minute. 18 s in all. */
const RETRY = { initialRetryTime: 200, maxRetryTime: 2_000, retries: 12 };

export class GivableConnection {
  readonly kafka: Kafka;
  private readonly sockets = new Set<net.Socket>();
  private isGivenUp = false;
  /** What the last socket failed of; undefined from when one connects. */
  private socketFailure: Error | undefined;

  constructor(connection: KafkaConnection) {
    const { brokers, clientId, log, tls: secure, sasl } = connection;
    this.kafka = new Kafka({
      clientId,
      // No brokers is the one answer at which kafkajs stops to try again.
      brokers: () => (this.isGivenUp ? [] : [...brokers]),
      ...(secure ? { ssl: secure.ca === undefined ? {} : { ca: [secure.ca] } } : {}),
      ...(sasl ? { sasl: sasl as SASLOptions } : {}),
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      retry: RETRY,
      logLevel: logLevel.ERROR,
      logCreator: () => (entry) => {
        const line = this.isGivenUp ? undefined : unexpectedLine(entry);
        if (line !== undefined) log(line);
      },
      socketFactory: ({ host, port, ssl, onConnect }) => this.connect(host, port, ssl, onConnect),
    });
  }

  /** The result of work over this connection, or TookTooLong with what its sockets met: kafkajs tries on, and keeps that to itself. */
  async within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
    try {
      return await within(timeoutMs, work);
    } catch (error) {
      if (error instanceof TookTooLong && this.socketFailure) throw new TookTooLong(timeoutMs, this.socketFailure);
      throw error;
    }
  }

  /** Cuts every socket and opens none any more. */
  giveUp(): void {
    this.isGivenUp = true;
    for (const socket of this.sockets) socket.destroy(new Error('given up'));
  }

  private connect(
    host: string,
    port: number,
    ssl: tls.ConnectionOptions | undefined,
    onConnect: () => void,
  ): net.Socket {
    if (this.isGivenUp) throw new Error('given up');
    const socket = ssl
      ? tls.connect({ host, port, ...(net.isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
      : net.connect({ host, port }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_DELAY_MS);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.once(ssl ? 'secureConnect' : 'connect', () => (this.socketFailure = undefined));
    socket.once('error', (error: Error) => (this.socketFailure = error));
    return socket;
  }
}
