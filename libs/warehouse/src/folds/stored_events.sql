-- The appends that have landed.
events FINAL
