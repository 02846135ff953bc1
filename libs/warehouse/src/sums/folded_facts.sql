-- The facts of one case as a fold makes them of the events, at the two instants that the fold is given. What is folded together with it
-- is left out.
(SELECT * FROM ({{fold}}) WHERE ({{fact_family}}, case_id) = ({case_family:String}, {case_id:String})) AS folded
