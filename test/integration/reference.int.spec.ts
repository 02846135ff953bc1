/** Reference data is read anew when its events are others, and only then: by registration, by correction, and as of any moment. */
import { asOf, migrate, presently, Projection, readBranches, type WarehouseClient } from '@plumbline/warehouse';
import { EngineUnderTest } from '../harness/engine';
import { lineOf } from '../harness/warehouse';

const FIRST_MS = Date.parse('2026-06-01T00:00:00Z');
const SECOND_MS = Date.parse('2026-06-02T00:00:00Z');
const THIRD_MS = Date.parse('2026-06-03T00:00:00Z');
const TYPE = 'plumbline.reference.branch_registered.v1';

function registered(id: string, region: string, at: string) {
  return {
    id,
    source: '/org',
    type: TYPE,
    time: at,
    branchid: 'B001',
    data: { name: 'B001', region, peer_group: 'urban' },
  };
}

const CORRECTION = {
  id: 'c1',
  source: '/org',
  type: 'plumbline.reference.event_corrected.v1',
  time: '2026-06-03T00:00:00Z',
  branchid: 'B001',
  partitionkey: 'B001',
  data: {
    target: { source: '/org', id: 'r2', type: TYPE },
    patch: { data: { region: 'east' } },
    reason_code: 'typing_error',
  },
};

describe('reference data', () => {
  const engine = new EngineUnderTest();
  let client: WarehouseClient;
  let projection: Projection;

  const regions = async (moment = presently()): Promise<string[]> =>
    (await readBranches(client, moment)).map(({ region }) => region);

  beforeAll(async () => {
    await engine.start();
    client = await engine.database('reference');
    await migrate(client);
    projection = new Projection(client, { timeZone: 'Asia/Shanghai', projector: 'test' });
  });
  afterAll(() => engine.stop());

  it('given registrations and a correction one after the other, then each is seen, and what was known before is as it was', async () => {
    expect(await regions()).toEqual([]);
    await projection.land([lineOf(registered('r1', 'north', '2026-06-01T00:00:00Z'), FIRST_MS)]);
    expect(await regions()).toEqual(['north']);
    await projection.land([lineOf(registered('r2', 'south', '2026-06-02T00:00:00Z'), SECOND_MS)]);
    expect(await regions()).toEqual(['south']);
    await projection.land([lineOf(CORRECTION, THIRD_MS)]);
    expect(await regions()).toEqual(['east']);
    expect(await regions(asOf(FIRST_MS))).toEqual(['north']);
    expect(await regions(asOf(SECOND_MS))).toEqual(['south']);
    expect(await regions(asOf(FIRST_MS - 1))).toEqual([]);
    expect(await regions()).toEqual(['east']);
  });

  it('given the same events, then the engine is asked for their version and no more', async () => {
    await regions();
    const asked = jest.spyOn(client, 'rows');
    await regions();
    expect(asked.mock.calls.map(([statement]) => statement.includes('branch_registered'))).toEqual([false]);
    asked.mockRestore();
  });
});
