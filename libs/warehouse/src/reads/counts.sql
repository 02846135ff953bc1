-- Whether a cell of a day counts at the as-of's local day: a contact is judged once the seventh day after it was closed is over, and is
-- being followed until then.
measure -> multiIf(
    measure IN ('resolution.closed', 'resolution.resolved'), day + 7 < toDate32({today:String}),
    measure = 'resolution.excluded.window_open', day + 7 >= toDate32({today:String}),
    true
) AS counts
