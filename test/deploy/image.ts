/** What infra/docker/Dockerfile gives a container that compose does not set otherwise. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DockerfileParser, JSONInstruction } from 'dockerfile-ast';
import { ROOT } from './compose-file';

const FILE = DockerfileParser.parse(readFileSync(path.join(ROOT, 'infra/docker/Dockerfile'), 'utf8'));

export function imageEnvironment(): Record<string, string> {
  const properties = FILE.getENVs().flatMap((env) => env.getProperties());
  return Object.fromEntries(properties.map((property) => [property.getName(), property.getValue() ?? '']));
}

/** CMD, in words. */
export function imageCommand(): readonly string[] {
  return words(FILE.getCMDs().at(-1));
}

/** What HEALTHCHECK runs, in words. */
export function imageHealthCheck(): readonly string[] {
  const text = FILE.getHEALTHCHECKs().at(-1)?.getTextContent() ?? '';
  return JSON.parse(/CMD (\[.*\])\s*$/s.exec(text)?.[1] ?? '[]') as string[];
}

function words(instruction: JSONInstruction | undefined): readonly string[] {
  return instruction?.getJSONStrings().map((word) => JSON.parse(word.getValue()) as string) ?? [];
}
