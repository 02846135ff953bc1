-- Which rows an account sees. Every statement may run again.
-- First: everybody but analysts sees all rows. Without it, a policy for analysts may hide the table from all who have none, depending
-- on the server's users_without_row_policies_can_read_rows, and a projector that sees no facts would sum to nothing.
CREATE ROW POLICY IF NOT EXISTS plumbline_all_rows ON plumbline.* FOR SELECT USING 1 TO ALL EXCEPT plumbline_analysis;

-- Analysts see the branches that their account names. On a cluster the nodes ask each other as the analyst (`secret` in cluster.xml),
-- so what filters are the policies of the _local tables, where the rows are.
CREATE ROW POLICY IF NOT EXISTS plumbline_own_branches ON
    plumbline.visits, plumbline.visits_local,
    plumbline.transactions, plumbline.transactions_local,
    plumbline.complaints, plumbline.complaints_local,
    plumbline.survey_responses, plumbline.survey_responses_local,
    plumbline.inquiries, plumbline.inquiries_local,
    plumbline.interviews, plumbline.interviews_local,
    plumbline.contacts, plumbline.contacts_local,
    plumbline.observation_items, plumbline.observation_items_local,
    plumbline.visit_daily, plumbline.visit_daily_local,
    plumbline.transaction_daily, plumbline.transaction_daily_local,
    plumbline.complaint_daily, plumbline.complaint_daily_local,
    plumbline.survey_daily, plumbline.survey_daily_local,
    plumbline.inquiry_daily, plumbline.inquiry_daily_local,
    plumbline.interview_daily, plumbline.interview_daily_local,
    plumbline.contact_daily, plumbline.contact_daily_local,
    plumbline.observation_daily, plumbline.observation_daily_local
    FOR SELECT USING has(splitByChar(',', getSetting('SQL_plumbline_branches')), branch)
    TO plumbline_analysis;
