-- Whether some event of a history names the customer. Most do not, which their text tells sooner than its JSON.
arrayExists(entry -> position(entry.data, '"customer_ref"') > 0 AND JSONExtractString(entry.data, 'customer_ref') != '', history)
