// Appends to a log until it is killed; prints the texts of a block when they are acknowledged. Runs the compiled log.
const path = require('node:path');
const { EmbeddedEventLog } = require(path.resolve(__dirname, '../../dist/libs/event-log/src'));

async function main(directory, run) {
  const log = await EmbeddedEventLog.open({ directory });
  for (let block = 0; ; block += 1) {
    const texts = Array.from({ length: 1 + (block % 5) }, (_, index) => `${run}-${block}-${index}`);
    await log.append(
      'events',
      texts.map((text) => ({ key: 'k', value: Buffer.from(text), headers: {}, timestampMs: 0 })),
    );
    process.stdout.write(`${texts.join(' ')}\n`);
  }
}

void main(process.argv[2], process.argv[3]);
