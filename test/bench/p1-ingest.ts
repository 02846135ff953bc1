/** P1: bulk NDJSON ingest with a durable answer, against a loop that only parses the same bytes. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type BenchResult, interleaved, ratios } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const REQUESTS = 60;
const EVENTS_PER_REQUEST = 1_000;
const IN_FLIGHT = 4;

export async function benchIngest(): Promise<BenchResult> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
  const gateway = fork(path.join(__dirname, 'gateway-alone.js'), [dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve) => gateway.once('message', (message) => resolve(message as string)));
  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  let round = 0;
  let bodies: Buffer[] = [];
  const prepare = (): void => {
    round += 1;
    bodies = Array.from({ length: REQUESTS }, (_, request) =>
      Buffer.from(visitLines(`r${round}q${request}`, EVENTS_PER_REQUEST).join('\n')),
    );
  };
  try {
    prepare();
    await ingest(url, agent, bodies);
    prepare();
    const events = REQUESTS * EVENTS_PER_REQUEST;
    const times = await interleaved(
      ROUNDS,
      async () => parseAll(bodies),
      async () => {
        const sent = bodies;
        prepare();
        await ingest(url, agent, sent);
      },
    );
    const preparing = await measurePreparing(prepare);
    const ingesting = times.b.map((taken) => taken - preparing);
    return {
      id: 'P1',
      name: 'bulk ingest, validated and durable ÷ JSON.parse alone',
      ...ratios(times.a, ingesting),
      floor: 0.4,
      stretch: 0.55,
      figures: {
        'ingest, events/s': events / Math.min(...ingesting),
        'parse alone, events/s': events / Math.min(...times.a),
        'bytes an event': (bodies[0]?.length ?? 0) / EVENTS_PER_REQUEST,
      },
    };
  } finally {
    agent.destroy();
    gateway.kill('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Making unique bodies happens inside a round; this is what it takes, to be taken off. */
async function measurePreparing(prepare: () => void): Promise<number> {
  const startedAt = performance.now();
  prepare();
  return (performance.now() - startedAt) / 1_000;
}

function parseAll(bodies: readonly Buffer[]): void {
  for (const body of bodies) for (const line of body.toString('utf8').split('\n')) JSON.parse(line);
}

async function ingest(url: string, agent: http.Agent, bodies: readonly Buffer[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const accepted = await post(url, agent, body);
      if (accepted !== EVENTS_PER_REQUEST) throw new Error(`Only ${accepted} events of a request were accepted`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

function post(url: string, agent: http.Agent, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': body.length };
    const request = http.request(new URL('/api/v1/events', url), { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (part) => (text += String(part)));
      response.on('end', () => resolve((JSON.parse(text) as { accepted: number }).accepted));
    });
    request.on('error', reject);
    request.end(body);
  });
}
