-- The working-day calendar of a given hash, in the place of the one in force.
SELECT date, working, ordinal, provisional FROM calendars FINAL WHERE sha256 = {calendar:String}
