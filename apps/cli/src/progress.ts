/** Shows how far a command is: a bar on a terminal, a line at each tenth elsewhere, nothing for a reader of JSON. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** `done` of the total, and a few words beside it such as "12,300 rows". */
  update(done: number, note?: string): void;
  /** Ends the display; the bar stays as it was last drawn. */
  stop(): void;
}

export interface ProgressOptions {
  readonly label: string;
  /** What `done` counts up to, in any unit. */
  readonly total: number;
  /** True with `--json`: nothing is shown. */
  readonly silent?: boolean;
  /** Where it is shown; standard output is for results. */
  readonly stream?: NodeJS.WriteStream;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

export function startProgress({ label, total, silent = false, stream = process.stderr }: ProgressOptions): Progress {
  if (silent) return SILENT;
  return stream.isTTY ? bar(label, total, stream) : lines(label, total, stream);
}

function bar(label: string, total: number, stream: NodeJS.WriteStream): Progress {
  const display = new SingleBar(
    { stream, format: `${label} {bar} {percentage} %  {note}`, hideCursor: true, barsize: 30 },
    Presets.shades_classic,
  );
  display.start(total, 0, { note: '' });
  return {
    update: (done, note = '') => display.update(Math.min(done, total), { note }),
    stop: () => display.stop(),
  };
}

function lines(label: string, total: number, stream: NodeJS.WriteStream): Progress {
  let tenthsShown = 0;
  return {
    update: (done, note = '') => {
      const tenths = total > 0 ? Math.min(10, Math.floor((10 * done) / total)) : 0;
      if (tenths <= tenthsShown) return;
      tenthsShown = tenths;
      stream.write(`${label} ${tenths * 10} %${note === '' ? '' : `  ${note}`}\n`);
    },
    stop: () => undefined,
  };
}
