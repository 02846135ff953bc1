-- Visits by local hour and weekday (1: Monday), and on how many days of the weekday anybody came.
SELECT hour, weekday, visits, days
FROM
(
    SELECT hour, toDayOfWeek(day) AS weekday, count() AS visits
    FROM ({{chosen_visits}})
    GROUP BY hour, weekday
) AS loads
INNER JOIN
(
    SELECT toDayOfWeek(day) AS weekday, uniqExact(day) AS days
    FROM ({{chosen_visits}})
    GROUP BY weekday
) AS open_days USING (weekday)
ORDER BY hour, weekday
