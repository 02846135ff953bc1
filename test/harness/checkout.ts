/** Where the checkout is, whether this runs from the sources or compiled. */
import { existsSync } from 'node:fs';
import path from 'node:path';

function rootAbove(folder: string): string {
  return existsSync(path.join(folder, 'package-lock.json')) ? folder : rootAbove(path.dirname(folder));
}

export const CHECKOUT = rootAbove(__dirname);
