-- What else keeps sums apart: nothing, bin (histograms), stratum, service_item or priority_class.
multiIf(
    {key_by:String} = 'bin', toString(cell.bin),
    {key_by:String} = 'stratum', concat(line, '|', cell.channel, '|', cell.priority_class),
    {key_by:String} = 'service_item', cell.service_item,
    {key_by:String} = 'priority_class', cell.priority_class,
    ''
)
