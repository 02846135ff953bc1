-- The working-day calendar that libs/calendar wrote, as arrays from its first day on, and what is computed from it:
--   nth_working_day(day, n)   the nth working day after a day (scoring.md 3.10); for n = 0 the day itself, worked or not
--   is_guess(after, up_to)    whether a guess is counted on: any day after the first, up to and with the second, is of a year that was
--                             neither published nor shipped, or lies past the table
--   working_ms(instant)       working milliseconds (09:00-17:00 on working days) since the calendar's first day
(SELECT groupArray(ordinal) FROM (SELECT ordinal FROM calendar_days ORDER BY date)) AS ordinals,
(SELECT arrayCumSum(groupArray(toInt64(provisional))) FROM (SELECT provisional FROM calendar_days ORDER BY date)) AS guesses,
(SELECT groupArray(date) FROM (SELECT date FROM calendar_days WHERE working ORDER BY date)) AS working_days,
(SELECT toInt32(min(date)) - 1 FROM calendar_days) AS before_first_day,
(SELECT toInt64(count()) FROM calendar_days) AS calendar_length,
(day, n) -> greatest(day, working_days[ordinals[toInt32(day) - before_first_day] + n]) AS nth_working_day,
day -> toInt64(toInt32(day)) - before_first_day AS calendar_position,
day -> if(
    calendar_position(day) < 1, 0,
    guesses[least(calendar_position(day), calendar_length)] + greatest(calendar_position(day) - calendar_length, 0)
) AS guesses_by,
(after, up_to) -> guesses_by(up_to) > guesses_by(after) AS is_guess,
instant -> (toHour(instant, {time_zone:String}) * 3600 + toMinute(instant, {time_zone:String}) * 60 + toSecond(instant, {time_zone:String})) * 1000
    + toMillisecond(instant) AS local_ms,
position -> ordinals[position - 1] * 28800000 AS working_ms_before,
instant -> toInt64(working_ms_before(toInt32(toDate32(instant, {time_zone:String})) - before_first_day))
    + (ordinals[toInt32(toDate32(instant, {time_zone:String})) - before_first_day] - ordinals[toInt32(toDate32(instant, {time_zone:String})) - before_first_day - 1])
    * least(greatest(toInt64(local_ms(instant)) - 32400000, 0), 28800000) AS working_ms
