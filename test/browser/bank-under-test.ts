/** A platform with a simulated bank of two periods, for everything that a browser is pointed at. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlatformUnderTest } from '../harness/platform-under-test';

const PLUMBLINE = path.resolve(__dirname, '../../dist/apps/cli/src/main.js');
/** Two periods of 30 days, so that there is a change to explain; six branches: two of each peer group at least. */
const BANK = ['--days', '62', '--branches', '6', '--seed', '7'];

export async function startBank(): Promise<PlatformUnderTest> {
  const platform = new PlatformUnderTest();
  await platform.start();
  await promisify(execFile)(process.execPath, [PLUMBLINE, 'simulate', '--to', platform.url, ...BANK]);
  await platform.caughtUp();
  return platform;
}
