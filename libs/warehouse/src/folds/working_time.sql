-- The working-day calendar that libs/calendar wrote, as arrays from its first day on, and what is computed from it:
--   nth_working_day(day, n)   the nth working day after a day (scoring.md 3.10); for n = 0 the day itself, worked or not
--   is_provisional(day)       whether the calendar of that day is a guess (no published and no shipped year)
--   working_ms(instant)       working milliseconds (09:00-17:00 on working days) since the calendar's first day
(SELECT groupArray(ordinal) FROM (SELECT ordinal FROM calendar_days ORDER BY date)) AS ordinals,
(SELECT groupArray(provisional) FROM (SELECT provisional FROM calendar_days ORDER BY date)) AS provisional_days,
(SELECT groupArray(date) FROM (SELECT date FROM calendar_days WHERE working ORDER BY date)) AS working_days,
(SELECT toInt32(min(date)) - 1 FROM calendar_days) AS before_first_day,
(day, n) -> greatest(day, working_days[ordinals[toInt32(day) - before_first_day] + n]) AS nth_working_day,
day -> provisional_days[toInt32(day) - before_first_day] AS is_provisional,
instant -> (toHour(instant, {time_zone:String}) * 3600 + toMinute(instant, {time_zone:String}) * 60 + toSecond(instant, {time_zone:String})) * 1000
    + toMillisecond(instant) AS local_ms,
position -> ordinals[position - 1] * 28800000 AS working_ms_before,
instant -> toInt64(working_ms_before(toInt32(toDate32(instant, {time_zone:String})) - before_first_day))
    + (ordinals[toInt32(toDate32(instant, {time_zone:String})) - before_first_day] - ordinals[toInt32(toDate32(instant, {time_zone:String})) - before_first_day - 1])
    * least(greatest(toInt64(local_ms(instant)) - 32400000, 0), 28800000) AS working_ms
