/** What has happened between this process and Kafka since it started, for those who watch. */
export class Counters {
  /** Times that a reader was given its partitions anew. */
  rebalances = 0;
  /** Readers that kafkajs gave up, of itself or since it could not go on. */
  consumerCrashes = 0;
  /** Readers that showed no life and were made anew. */
  consumerStalls = 0;
  /** Producers that were given up and made anew, since nobody can tell how far a failed one came. */
  producersGivenUp = 0;
  /** Requests that a broker did not answer in time. */
  requestTimeouts = 0;
}
