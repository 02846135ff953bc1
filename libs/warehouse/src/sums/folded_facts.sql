-- The facts as a fold makes them of the events, at the two instants that the fold is given.
({{fold}}) AS folded
