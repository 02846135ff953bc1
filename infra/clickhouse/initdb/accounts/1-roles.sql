-- What the platform's accounts may do, as roles; who they are stands in users/. Every statement may run again.
-- The names with _local are those of a cluster's nodes (libs/warehouse/src/topology.ts); on one node they name nothing.
CREATE ROLE IF NOT EXISTS plumbline_writing, plumbline_reading, plumbline_analysis, plumbline_dashboards;

-- The projector: makes the schema, lands, folds, sums and rebuilds, all in its database.
-- A rebuild replaces, exchanges and drops tables, which takes CREATE, DROP, SELECT and INSERT on both.
GRANT
    SELECT, INSERT, CREATE DATABASE, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW, ALTER ADD COLUMN, TRUNCATE ON plumbline.*
    TO plumbline_writing;
-- Inserts under way, which a rebuild lets come in.
GRANT SELECT ON system.processes TO plumbline_writing;
-- Asked for only where the server's table_engines_require_grant is set.
GRANT
    TABLE ENGINE ON MergeTree, TABLE ENGINE ON ReplacingMergeTree, TABLE ENGINE ON Memory,
    TABLE ENGINE ON ReplicatedMergeTree, TABLE ENGINE ON ReplicatedReplacingMergeTree, TABLE ENGINE ON Distributed
    TO plumbline_writing;
-- On a cluster: statements on all nodes, Distributed tables, waiting for replicas, and how many of these there are.
GRANT CLUSTER, REMOTE ON *.* TO plumbline_writing;
GRANT SYSTEM SYNC REPLICA ON plumbline.* TO plumbline_writing;
GRANT SELECT ON system.clusters TO plumbline_writing;

-- The query API: reads everything, events included (lineage). It writes what one question is answered from and then dropped (what was known
-- at another time), and the working-day calendars that were in force then; nothing else.
GRANT
    SELECT ON plumbline.*, INSERT ON plumbline.calendars,
    INSERT ON plumbline.scratch_*, CREATE TABLE ON plumbline.scratch_*, DROP TABLE ON plumbline.scratch_*
    TO plumbline_reading;
GRANT
    TABLE ENGINE ON Memory, TABLE ENGINE ON ReplacingMergeTree, TABLE ENGINE ON ReplicatedReplacingMergeTree
    TO plumbline_reading;

-- Analysts: facts and daily rows of the branches that a row policy gives them (2-row-policies.sql). Not `events`, whose data may hold
-- what a person wrote; not who served or was observed, since a score of a person is not for everybody; neither who came again nor what
-- was found in one interview.
-- Tables, and not views made for them (SQL SECURITY DEFINER): over Distributed tables ClickHouse refuses those.
GRANT
    SELECT ON plumbline.visits, SELECT ON plumbline.visits_local,
    SELECT ON plumbline.transactions, SELECT ON plumbline.transactions_local,
    SELECT ON plumbline.complaints, SELECT ON plumbline.complaints_local,
    SELECT ON plumbline.survey_responses, SELECT ON plumbline.survey_responses_local,
    SELECT ON plumbline.inquiries, SELECT ON plumbline.inquiries_local,
    SELECT ON plumbline.interviews, SELECT ON plumbline.interviews_local,
    SELECT ON plumbline.contacts, SELECT ON plumbline.contacts_local,
    SELECT ON plumbline.observation_items, SELECT ON plumbline.observation_items_local
    TO plumbline_analysis;
REVOKE
    SELECT(staff_ref) ON plumbline.visits, SELECT(staff_ref) ON plumbline.visits_local,
    SELECT(staff_ref) ON plumbline.transactions, SELECT(staff_ref) ON plumbline.transactions_local,
    SELECT(staff_ref) ON plumbline.complaints, SELECT(staff_ref) ON plumbline.complaints_local,
    SELECT(teamwork_micropoints) ON plumbline.interviews, SELECT(teamwork_micropoints) ON plumbline.interviews_local,
    SELECT(customer) ON plumbline.contacts, SELECT(customer) ON plumbline.contacts_local,
    SELECT(observer_ref, subject_staff_ref) ON plumbline.observation_items,
    SELECT(observer_ref, subject_staff_ref) ON plumbline.observation_items_local
    FROM plumbline_analysis;

-- Dashboards and analysts: the daily rows, which know no case and no staff.
GRANT
    SELECT ON plumbline.daily, SELECT ON plumbline.daily_local,
    SELECT ON plumbline.visit_daily, SELECT ON plumbline.visit_daily_local,
    SELECT ON plumbline.transaction_daily, SELECT ON plumbline.transaction_daily_local,
    SELECT ON plumbline.complaint_daily, SELECT ON plumbline.complaint_daily_local,
    SELECT ON plumbline.survey_daily, SELECT ON plumbline.survey_daily_local,
    SELECT ON plumbline.inquiry_daily, SELECT ON plumbline.inquiry_daily_local,
    SELECT ON plumbline.interview_daily, SELECT ON plumbline.interview_daily_local,
    SELECT ON plumbline.contact_daily, SELECT ON plumbline.contact_daily_local,
    SELECT ON plumbline.observation_daily, SELECT ON plumbline.observation_daily_local
    TO plumbline_analysis, plumbline_dashboards;
-- Dashboards: how the server itself does.
GRANT
    SELECT ON system.metrics, SELECT ON system.asynchronous_metrics, SELECT ON system.events, SELECT ON system.errors,
    SELECT ON system.parts, SELECT ON system.merges, SELECT ON system.replicas, SELECT ON system.clusters, SELECT ON system.query_log
    TO plumbline_dashboards;

-- A setting may be changed (clients do: formats, time-outs) but none of these beyond its limit. Not readonly: that would keep it from the
-- tables of a question, and its grants say already what else it cannot write.
-- A question whose caller has gone is not worked on any further.
CREATE SETTINGS PROFILE IF NOT EXISTS plumbline_reading SETTINGS
    max_execution_time = 60 MAX 300,
    max_memory_usage = 8000000000 MAX 8000000000,
    cancel_http_readonly_queries_on_client_close = 1
    TO plumbline_reading;

-- `final`: a row that a later one replaced is never seen, whether or not the question says FINAL.
-- No branches until an account is given some: ALTER USER … SETTINGS SQL_plumbline_branches = 'B001,B002' CONST
CREATE SETTINGS PROFILE IF NOT EXISTS plumbline_analysis SETTINGS
    readonly = 2,
    max_execution_time = 30 MAX 60,
    timeout_overflow_mode = 'throw' CONST,
    max_rows_to_read = 2000000000 MAX 2000000000,
    read_overflow_mode = 'throw' CONST,
    max_memory_usage = 4000000000 MAX 4000000000,
    max_result_rows = 1000000 MAX 1000000,
    max_concurrent_queries_for_user = 4 CONST,
    max_threads = 4 MAX 8,
    final = 1 CONST,
    SQL_plumbline_branches = '' CONST
    TO plumbline_analysis;

CREATE SETTINGS PROFILE IF NOT EXISTS plumbline_dashboards SETTINGS
    readonly = 2,
    max_execution_time = 15 MAX 30,
    max_rows_to_read = 1000000000 MAX 1000000000,
    max_memory_usage = 4000000000 MAX 4000000000,
    max_concurrent_queries_for_user = 20 CONST,
    max_threads = 4 MAX 8
    TO plumbline_dashboards;

-- What an account may use up in an hour: a notebook in a loop stops itself, and not the projector.
CREATE QUOTA IF NOT EXISTS plumbline_analysis KEYED BY user_name
    FOR INTERVAL 1 hour MAX queries = 2000, execution_time = 1800, read_rows = 50000000000
    TO plumbline_analysis;
CREATE QUOTA IF NOT EXISTS plumbline_dashboards KEYED BY user_name
    FOR INTERVAL 1 hour MAX queries = 50000, execution_time = 7200
    TO plumbline_dashboards;
