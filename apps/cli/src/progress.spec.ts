/** Progress on a stream that is no terminal, and none with `--json`. */
import { PassThrough } from 'node:stream';
import { startProgress } from './progress';

function sink(): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough({ encoding: 'utf8' });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => String(stream.read() ?? '') };
}

describe('given a stream that is no terminal', () => {
  it('when work goes on in small steps then a line is written at each further tenth, never twice', () => {
    const { stream, text } = sink();
    const progress = startProgress({ label: 'import', total: 40, stream });
    for (let done = 0; done <= 12; done += 1) progress.update(done, `${done} rows`);
    progress.update(40);
    progress.stop();
    expect(text()).toBe('import 10 %  4 rows\nimport 20 %  8 rows\nimport 30 %  12 rows\nimport 100 %\n');
  });

  it('when the total is 0 then nothing is written', () => {
    const { stream, text } = sink();
    startProgress({ label: 'import', total: 0, stream }).update(0);
    expect(text()).toBe('');
  });
});

it('given silence, when work goes on, then nothing is written', () => {
  const { stream, text } = sink();
  startProgress({ label: 'import', total: 4, silent: true, stream }).update(4, 'done');
  expect(text()).toBe('');
});
