/** P1: bulk NDJSON ingest with a durable answer, against a loop that only parses the same bytes. */
import { EmbeddedEventLog } from '@plumbline/event-log';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type BenchResult, cpuMicrosecondsAnEvent, interleaved, measure, median, ratios, secondsOf } from './report';
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
  try {
    await ingest(url, agent, bodiesOf('warm'));
    let round = 0;
    let bodies: readonly Buffer[] = [];
    const events = REQUESTS * EVENTS_PER_REQUEST;
    const measured = await interleaved(
      ROUNDS,
      () => {
        bodies = bodiesOf(`r${(round += 1)}`);
        return measure(async () => parseAll(bodies));
      },
      () => measure(() => ingest(url, agent, bodies), gateway.pid),
    );
    await ended(gateway);
    await assertInLog(dataDir, (1 + ROUNDS) * events);
    const [parsing, ingesting] = [secondsOf(measured.a), secondsOf(measured.b)];
    return {
      id: 'P1',
      name: 'bulk ingest, validated and durable ÷ JSON.parse alone',
      ...ratios(parsing, ingesting),
      floor: 0.4,
      stretch: 0.55,
      figures: {
        'ingest, events/s': events / median(ingesting),
        'parse alone, events/s': events / median(parsing),
        'ingest, CPU-µs an event': cpuMicrosecondsAnEvent(measured.b, events),
        'parse alone, CPU-µs an event': cpuMicrosecondsAnEvent(measured.a, events),
        'bytes an event': (bodies[0]?.length ?? 0) / EVENTS_PER_REQUEST,
      },
    };
  } finally {
    agent.destroy();
    gateway.kill('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Bodies of events that nobody sent before. */
function bodiesOf(name: string): Buffer[] {
  return Array.from({ length: REQUESTS }, (_, request) =>
    Buffer.from(visitLines(`${name}q${request}`, EVENTS_PER_REQUEST).join('\n')),
  );
}

async function ended(gateway: ChildProcess): Promise<void> {
  const ending = once(gateway, 'exit');
  gateway.kill('SIGTERM');
  await ending;
}

async function assertInLog(dataDir: string, events: number): Promise<void> {
  const log = await EmbeddedEventLog.open({ directory: path.join(dataDir, 'log') });
  const [end] = await log.ends('events');
  await log.close();
  if (end?.high !== BigInt(events)) throw new Error(`The log holds ${end?.high} events, not ${events}`);
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
