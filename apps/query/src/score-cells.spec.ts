/** What the model reads by bin is what daily rows keep by bin: a measure of one that is none of the other would be read as nothing. */
import { METRICS, readsOf } from '@plumbline/indicators';
import { PROJECTED_FAMILIES } from '@plumbline/warehouse';

it('given the measures that metrics read by bin, then they are the histograms of their families', () => {
  const read = METRICS.flatMap(readsOf)
    .filter(({ keyedBy }) => keyedBy === 'bin')
    .map(({ family, measure }) => `${family} ${measure}`);
  const kept = PROJECTED_FAMILIES.flatMap(({ name, histograms = [] }) =>
    histograms.map((measure) => `${name} ${measure}`),
  );
  expect(kept.toSorted()).toEqual([...new Set(read)].toSorted());
});
