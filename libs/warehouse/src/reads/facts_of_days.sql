-- What a fold gives for some days, without the places where its cases only could stand.
SELECT * FROM ({{fold}}) WHERE live AND {{places}}
