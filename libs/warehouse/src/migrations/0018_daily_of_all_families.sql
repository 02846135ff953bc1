-- The daily rows of all families under one name, for reads. A view holds nothing: the migration of the next family replaces it whole.
-- cluster: sharded by cityHash64(branch)
CREATE OR REPLACE VIEW daily AS
SELECT 'visit' AS family, * FROM visit_daily FINAL
UNION ALL
SELECT 'transaction' AS family, * FROM transaction_daily FINAL
UNION ALL
SELECT 'complaint' AS family, * FROM complaint_daily FINAL
UNION ALL
SELECT 'survey' AS family, * FROM survey_daily FINAL
UNION ALL
SELECT 'inquiry' AS family, * FROM inquiry_daily FINAL
UNION ALL
SELECT 'interview' AS family, * FROM interview_daily FINAL
UNION ALL
SELECT 'contact' AS family, * FROM contact_daily FINAL
UNION ALL
SELECT 'observation' AS family, * FROM observation_daily FINAL;
