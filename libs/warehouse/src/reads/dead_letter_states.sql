-- Every letter with what became of it. A letter whose re-driven event died again is done with: the newer letter stands for the event.
SELECT
    l.topic, l.partition, l.offset, l.id AS id, l.key, l.type, l.headers, l.content, l.content_n, l.appended_at, l.reason, l.message,
    l.faults, l.redrive_of, again.died_as AS died_again_as,
    multiIf(again.died_as != '', 'dead_again', acts.redriven, 'redriven', acts.repaired, 'repaired', 'open') AS status
FROM dead_letters AS l FINAL
LEFT JOIN
(
    SELECT letter, max(kind = 'redriven') AS redriven, max(kind = 'repaired') AS repaired
    FROM dead_letter_acts
    GROUP BY letter
) AS acts ON acts.letter = l.id
LEFT JOIN
(
    SELECT redrive_of AS letter, argMax(id, (partition, offset)) AS died_as
    FROM dead_letters
    WHERE redrive_of != ''
    GROUP BY redrive_of
) AS again ON again.letter = l.id
