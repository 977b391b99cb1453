-- Loads the records of the site: all of them or none. Run with
--   psql --set ON_ERROR_STOP=1 --no-psqlrc --dbname NAME --file load.sql
\set ON_ERROR_STOP on
\encoding UTF8
BEGIN;
SET LOCAL client_min_messages = warning;
\ir schema.sql
\ir data.sql
\ir indexes.sql
\ir functions.sql
COMMIT;
