/** The handlers behind GET /charts/…. */
import { GetArrivalsHandler } from './get-arrivals.handler';
import { GetComplaintCountsHandler } from './get-complaint-counts.handler';
import { GetControlChartHandler } from './get-control-chart.handler';
import { GetCoverageHandler } from './get-coverage.handler';
import { GetFunnelHandler } from './get-funnel.handler';
import { GetLoadHandler } from './get-load.handler';
import { GetMatrixHandler } from './get-matrix.handler';
import { GetPeersHandler } from './get-peers.handler';
import { GetSeriesHandler } from './get-series.handler';
import { GetWaitsHandler } from './get-waits.handler';

export const CHART_HANDLERS = [
  GetArrivalsHandler,
  GetComplaintCountsHandler,
  GetControlChartHandler,
  GetCoverageHandler,
  GetFunnelHandler,
  GetLoadHandler,
  GetMatrixHandler,
  GetPeersHandler,
  GetSeriesHandler,
  GetWaitsHandler,
];
