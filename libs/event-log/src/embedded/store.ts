/** The log's files: an LMDB environment with frames, group positions and known identities (infra/decisions/0003-log-frames.md). */
import { type Database, open, type RootDatabase } from 'lmdb';

/** Virtual size of the map: an upper bound of the log, not memory. */
const MAP_BYTES = 256 * 2 ** 30;

export interface Store {
  readonly root: RootDatabase;
  /** [topic number, first offset] → frame */
  readonly frames: Database<Buffer, [number, number]>;
  /** [topic number, group] → next offset to read */
  readonly groups: Database<number, [number, string]>;
  /** identity → digest and append time (ms as f64) */
  readonly identities: Database<Buffer, Buffer>;
}

/** Opens the environment; every thread of the process opens it for itself. */
export function openStore(directory: string): Store {
  const root = open({ path: directory, mapSize: MAP_BYTES, overlappingSync: false, maxDbs: 8 });
  return {
    root,
    frames: root.openDB<Buffer, [number, number]>({ name: 'frames', encoding: 'binary', compression: true }),
    groups: root.openDB<number, [number, string]>({ name: 'groups', encoding: 'msgpack' }),
    identities: root.openDB<Buffer, Buffer>({ name: 'identities', encoding: 'binary', keyEncoding: 'binary' }),
  };
}
