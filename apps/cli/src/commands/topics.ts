/** `plumbline topics apply|diff`: Kafka's topics made, mended and compared as infra/kafka/topics.yaml says. */
import type { Command } from 'commander';
import { applyTopics, diffTopics, readTopicSpecifications, type TopicDifference } from '@plumbline/event-log';
import { EXIT } from '../cli-error';
import { KAFKA_VARIABLES, kafkaTopics, withLogErrors } from '../event-logs';

export function register(program: Command): void {
  const topics = program
    .command('topics')
    .description('Make, mend and compare the topics that the event log needs on Kafka.');
  topics
    .command('apply')
    .description(
      'Make the topics that are missing, and mend those that differ, where Kafka allows it. Never deletes anything.',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `\n${KAFKA_VARIABLES}\nExit codes: 0 all is as it must be; 1 something is left that Kafka does not change; 2 faults of the configuration; 3 no Kafka.`,
    )
    .action(({ json }: { json?: true }) => withLogErrors(() => apply(json === true)));
  topics
    .command('diff')
    .description('Say how the topics differ from what they must be; change nothing.')
    .option('--json', 'print the differences as JSON')
    .addHelpText(
      'after',
      `\n${KAFKA_VARIABLES}\nExit codes: 0 no difference; 1 differences; 2 faults of the configuration; 3 no Kafka.`,
    )
    .action(({ json }: { json?: true }) => withLogErrors(() => diff(json === true)));
}

async function apply(json: boolean): Promise<void> {
  const { kafka, replicationFactor } = kafkaTopics(process.env);
  const { mended, left } = await applyTopics(kafka, readTopicSpecifications(replicationFactor));
  if (json) console.log(JSON.stringify({ mended, left }));
  else {
    for (const { name, what, expected, actual } of mended) {
      console.log(what === 'topic' ? `made    ${name}` : `mended  ${name}: ${what} ${actual} → ${expected}`);
    }
    for (const difference of left) console.log(`left    ${inWords(difference)}`);
    if (mended.length + left.length === 0) console.log('The topics are as they must be.');
  }
  if (left.length > 0) process.exitCode = EXIT.findings;
}

async function diff(json: boolean): Promise<void> {
  const { kafka, replicationFactor } = kafkaTopics(process.env);
  const differences = await diffTopics(kafka, readTopicSpecifications(replicationFactor));
  if (json) console.log(JSON.stringify(differences));
  else {
    for (const difference of differences) console.log(inWords(difference));
    if (differences.length === 0) console.log('The topics are as they must be.');
  }
  if (differences.length > 0) process.exitCode = EXIT.findings;
}

function inWords({ name, what, expected, actual, remedy }: TopicDifference): string {
  return `${name}: ${what} is ${actual}, must be ${expected}. Mend it with: ${remedy}`;
}
