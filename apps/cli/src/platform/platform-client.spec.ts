/** Calls of a platform, and commands that tell what became of them, against a small HTTP server. */
import { Command } from 'commander';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXIT } from '../cli-error';
import { register as registerRebuild } from '../commands/rebuild';
import { PlatformClient } from './platform-client';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function rebuild(url: string): Promise<void> {
  const program = new Command();
  registerRebuild(program);
  await program.parseAsync(['node', 'plumbline', 'rebuild', 'visit', '--json', '--to', url]);
}

const failure = (message: RegExp): object => ({
  exitCode: EXIT.gateway,
  message: expect.stringMatching(message) as string,
});

describe('calls of a platform', () => {
  it('given an address with a path, then the API is looked for below it', async () => {
    const url = await serve(({ url: path }, response) => response.end(JSON.stringify({ time_zone: path })));
    expect(await new PlatformClient(`${url}/plumbline/`).status()).toEqual({ time_zone: '/plumbline/api/v1/status' });
  });

  it('given a problem document, then its words are told', async () => {
    const url = await serve((_, response) =>
      response.writeHead(400).end('{"title":"No such family","detail":"Try visit"}'),
    );
    await expect(new PlatformClient(url).rebuild(['x'])).rejects.toMatchObject({
      ...failure(/No such family\. Try visit/),
      exitCode: EXIT.usage,
    });
  });

  it('given something else that answers, then it is told', async () => {
    const url = await serve((_, response) => response.writeHead(200).end('<html>'));
    await expect(new PlatformClient(url).status()).rejects.toMatchObject(
      failure(/is no platform \(status 200, no JSON\)/),
    );
  });
});

describe('plumbline rebuild', () => {
  const isRebuild = ({ method }: http.IncomingMessage): boolean => method === 'POST';

  it('given nobody who listens, then it says that no platform answers', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    await expect(rebuild(url)).rejects.toMatchObject(failure(/^No platform answers at .* \(ECONNREFUSED\)/));
  });

  it('given a connection that breaks before the answer, then it says that the rebuild goes on', async () => {
    const url = await serve((request, response) => {
      if (isRebuild(request)) request.socket.destroy();
      else response.end('{"projectors":[]}');
    });
    await expect(rebuild(url)).rejects.toMatchObject(
      failure(/ broke before .* the rebuild goes on: see "plumbline status"/),
    );
  });

  it('given a connection that breaks within the answer, then it says so too', async () => {
    const url = await serve((request, response) => {
      if (!isRebuild(request)) return response.end('{"projectors":[]}');
      response.writeHead(200, { 'content-length': 100 });
      return response.write('{"families":', () => request.socket.destroy());
    });
    await expect(rebuild(url)).rejects.toMatchObject(failure(/ broke before .* the rebuild goes on/));
  });
});
