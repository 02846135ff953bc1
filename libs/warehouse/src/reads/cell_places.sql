-- What a cell does not say of itself: its service line, which for a visit is that of its item, and the region of its branch.
if(family = 'visit', transform(cell.service_item, {items:Array(String)}, {lines:Array(String)}, 'unknown'), cell.service_line) AS line,
if(registered.region = '', 'unknown', registered.region) AS branch_region
