-- In the place of the regions, where a question has nothing to do with them.
SELECT '' AS branch, '' AS region WHERE false
