-- The facts of one case as a fold makes them now: a row for each place where it stands or could have stood, with its columns as JSON.
SELECT cohort, branch, day, live, formatRow('JSONEachRow', * EXCEPT (cohort, branch, day, live, case_id, version)) AS columns
FROM {{facts}}
ORDER BY columns, day, cohort, branch
SETTINGS date_time_output_format = 'iso', output_format_json_quote_64bit_integers = 0
