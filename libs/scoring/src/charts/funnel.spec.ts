/** Funnels: figures of another program (Python's math and statistics), and the two ends of overdispersion. */
import { falseDiscoveryRates } from './false-discovery';
import { funnel } from './funnel';

function groups(pairs: readonly (readonly [value: number, size: number])[]) {
  return pairs.map(([value, size]) => ({ value, size }));
}

describe('funnel', () => {
  it('given shares that differ by chance, then chance alone draws it', () => {
    const drawn = funnel('share', groups([[0.9, 400], [0.91, 100], [0.89, 100], [0.9, 400]])); // prettier-ignore
    expect(drawn.centre).toBeCloseTo(0.9, 12);
    expect(drawn.phi).toBeCloseTo(0.02729992928727389, 12);
    expect(drawn.tau2).toBe(0);
    expect(drawn.places[1]?.z).toBeCloseTo(0.34115800762489545, 10);
    expect(drawn.places[0]?.inner[0]).toBeCloseTo(0.8687277737953633, 10);
    expect(drawn.places[0]?.outer[1]).toBeCloseTo(0.9414012612023407, 10);
    expect(drawn.places.map(({ verdict }) => verdict)).toEqual(Array(4).fill('as_expected'));
  });

  it('given shares that differ more than chance, then the funnel is as wide as they spread', () => {
    const drawn = funnel('share', groups([[0.9, 400], [0.91, 500], [0.89, 300], [0.9, 200], [0.7, 400]])); // prettier-ignore
    expect(drawn.phi).toBeCloseTo(7.954224962329022, 10);
    expect(drawn.tau2).toBeCloseTo(0.00633740400206311, 12);
    expect(drawn.places[4]?.z).toBeCloseTo(-2.2933936931199748, 10);
    expect(drawn.places[4]?.q).toBeCloseTo(0.10912674705352843, 8);
  });

  it('given rates, then on the scale of roots', () => {
    const drawn = funnel('rate', groups([[0.004, 5000], [0.005, 4000], [0.0045, 6000], [0.012, 5000]])); // prettier-ignore
    expect(drawn.centre).toBeCloseTo(0.00635, 12);
    expect(drawn.places[3]?.z).toBeCloseTo(1.7772921102376993, 10);
    expect(drawn.places[0]?.inner[1]).toBeCloseTo(0.012681893458513659, 12);
  });

  it('given estimates, then by their standard errors', () => {
    const drawn = funnel('estimate', [[70, 2], [72, 2], [71, 4], [60, 1]].map(([value = 0, standardError = 0]) => ({ value, size: 0, standardError }))); // prettier-ignore
    expect(drawn.centre).toBeCloseTo(63.96, 12);
    expect(drawn.places[3]?.z).toBeCloseTo(-0.6747549529041469, 10);
    expect(drawn.places[0]?.outer[0]).toBeCloseTo(45.05213346748427, 8);
  });

  it('given one far group among many, then it alone is lower', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ value: 0.9 + (index % 5) * 0.004, size: 400 }));
    const verdicts = funnel('share', [...many, { value: 0.75, size: 400 }]).places.map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict !== 'as_expected')).toEqual(['lower']);
    expect(verdicts.at(-1)).toBe('lower');
  });
});

describe('falseDiscoveryRates', () => {
  it('given p values, then the least rate at which each is found (Benjamini and Hochberg)', () => {
    // Ranks 1 … 4 of 0.01, 0.02, 0.03, 0.5: 0.04, 0.04, 0.04, 0.5.
    expect(falseDiscoveryRates([0.5, 0.01, 0.03, 0.02]).map((q) => Number(q.toFixed(12)))).toEqual([
      0.5, 0.04, 0.04, 0.04,
    ]);
  });
});
