/** A compose file as `docker compose` would see it: YAML merges and ${VARIABLES} resolved. Only the shapes that ours use. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  user?: string;
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  tmpfs?: string[];
  ports?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  deploy?: { replicas?: string; resources?: { limits?: { cpus?: string; memory?: string; pids?: number } } };
  logging?: { options?: { 'max-size'?: string } };
  restart?: string;
  stop_grace_period?: string;
  init?: boolean;
  read_only?: boolean;
  privileged?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  network_mode?: string;
  pid?: string;
  ipc?: string;
}

export interface Compose {
  name: string;
  services: Record<string, Service>;
  networks?: Record<string, { internal?: boolean }>;
  volumes?: Record<string, unknown>;
  secrets?: Record<string, { file: string }>;
}

/** `file` from the root of the checkout. */
export interface ComposeFile {
  readonly file: string;
  /** What relative paths in it start from. */
  readonly folder: string;
  readonly compose: Compose;
}

export const ROOT = path.resolve(__dirname, '../..');

/** @throws Error where a variable has neither a value nor a default */
export function readComposeFile(file: string, env: Readonly<Record<string, string>> = {}): ComposeFile {
  const absolute = path.join(ROOT, file);
  const compose = interpolate(parse(readFileSync(absolute, 'utf8'), { merge: true }), env) as Compose;
  return { file, folder: path.dirname(absolute), compose };
}

/** `$$`, or `${NAME}`, `${NAME:-default}`; in values alone, as Compose does. */
const VARIABLE = /\$(?:\$|\{(\w+)(?::-([^}]*))?\})/g;

export function interpolate(value: unknown, env: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    return value.replace(VARIABLE, (text, name: string | undefined, otherwise: string | undefined) => {
      if (name === undefined) return '$';
      const given = env[name] || otherwise;
      if (given === undefined) throw new Error(`${text} has no default, and starting without it would fail`);
      return given;
    });
  }
  if (Array.isArray(value)) return value.map((item) => interpolate(item, env));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item, env)]));
  }
  return value;
}
