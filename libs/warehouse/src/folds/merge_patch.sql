-- merge_patch(target, patch): RFC 7396 on objects as JSON text. null removes, objects merge, everything else replaces, lists as a whole.
-- JSONMergePatch of ClickHouse keeps the nulls. One lambda a level, since SQL lambdas cannot call themselves: t the target, p the patch,
-- k a key of either, m the members that stay. Three levels: no declared data has objects in objects deeper (test/integration/merge-patch.int.spec.ts).
(t0, p0) -> p0 AS merge_0,
(t1, p1) -> concat('{', arrayStringConcat(arrayFilter(m1 -> m1 != '', arrayMap(
    k1 -> multiIf(
        JSONExtractRaw(p1, k1) = 'null', '',
        JSONExtractRaw(p1, k1) = '', concat(toJSONString(k1), ':', JSONExtractRaw(t1, k1)),
        startsWith(JSONExtractRaw(p1, k1), '{'), concat(toJSONString(k1), ':', merge_0(JSONExtractRaw(t1, k1), JSONExtractRaw(p1, k1))),
        concat(toJSONString(k1), ':', JSONExtractRaw(p1, k1))
    ),
    arrayDistinct(arrayConcat(JSONExtractKeys(t1), JSONExtractKeys(p1)))
)), ','), '}') AS merge_1,
(t2, p2) -> concat('{', arrayStringConcat(arrayFilter(m2 -> m2 != '', arrayMap(
    k2 -> multiIf(
        JSONExtractRaw(p2, k2) = 'null', '',
        JSONExtractRaw(p2, k2) = '', concat(toJSONString(k2), ':', JSONExtractRaw(t2, k2)),
        startsWith(JSONExtractRaw(p2, k2), '{'), concat(toJSONString(k2), ':', merge_1(JSONExtractRaw(t2, k2), JSONExtractRaw(p2, k2))),
        concat(toJSONString(k2), ':', JSONExtractRaw(p2, k2))
    ),
    arrayDistinct(arrayConcat(JSONExtractKeys(t2), JSONExtractKeys(p2)))
)), ','), '}') AS merge_2,
(t3, p3) -> concat('{', arrayStringConcat(arrayFilter(m3 -> m3 != '', arrayMap(
    k3 -> multiIf(
        JSONExtractRaw(p3, k3) = 'null', '',
        JSONExtractRaw(p3, k3) = '', concat(toJSONString(k3), ':', JSONExtractRaw(t3, k3)),
        startsWith(JSONExtractRaw(p3, k3), '{'), concat(toJSONString(k3), ':', merge_2(JSONExtractRaw(t3, k3), JSONExtractRaw(p3, k3))),
        concat(toJSONString(k3), ':', JSONExtractRaw(p3, k3))
    ),
    arrayDistinct(arrayConcat(JSONExtractKeys(t3), JSONExtractKeys(p3)))
)), ','), '}') AS merge_patch
