/** The platform's own API description, to hold answers against it: nothing described may be missing, and nothing else may be there. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { PlatformUnderTest } from './platform-under-test';

interface Described {
  readonly schema?: object;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Described>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Described>> }>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

export class DescribedApi {
  private constructor(readonly paths: Paths) {}

  static async of(platform: PlatformUnderTest): Promise<DescribedApi> {
    return new DescribedApi((await platform.get<{ paths: Paths }>('/api/v1/openapi.json')).body.paths);
  }

  /** What in an answer is not as described; also where its status is not described. */
  faultsOf(
    method: string,
    path: string,
    { status, body }: { readonly status: number; readonly body: unknown },
  ): unknown[] {
    const response = this.paths[path]?.[method]?.responses[status];
    if (!response) return [`${method} ${path} does not say that it answers ${status}`];
    const [described] = Object.values(response.content ?? {});
    if (!described?.schema) return [`${method} ${path} does not say what it answers with ${status}`];
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
    ajv.validate(closed(described.schema), body);
    return (ajv.errors ?? []).map(({ instancePath, message, params }) => ({ instancePath, message, params }));
  }
}

/** The same schema, with every object that names its properties closed to others. */
function closed(schema: unknown): object {
  if (Array.isArray(schema)) return schema.map((part) => (typeof part === 'object' ? closed(part) : (part as object)));
  const parts = Object.entries(schema as object).map(([name, part]) => [
    name,
    typeof part === 'object' && part !== null ? closed(part) : (part as unknown),
  ]);
  const copy = Object.fromEntries(parts) as Record<string, unknown>;
  return copy['type'] === 'object' && copy['properties'] ? { additionalProperties: false, ...copy } : copy;
}
