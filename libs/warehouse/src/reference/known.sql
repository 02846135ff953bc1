-- A statement that reads reference data by its names, with the reference data that two clocks let be known.
-- optimize_and_compare_chain compares every pair of conditions by the whole text below them, which takes ten times as long as all the rest
-- of the analysis of a fold, and finds nothing in it.
{{relations}}
{{statement}}
SETTINGS optimize_and_compare_chain = 0, date_time_output_format = 'iso'
