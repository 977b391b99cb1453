-- What the functions look things up in, made from what was loaded.
UPDATE casebook.sections SET vector = casebook.vector(heading, 'B') || casebook.vector(body, 'D');

-- A title counts most, then names, the summary, labels and headings, then text.
UPDATE casebook.documents AS d SET vector =
  casebook.vector(d.title, 'A') || casebook.vector(d.names, 'B') || casebook.vector(d.summary, 'B')
  || casebook.vector(d.labels, 'C')
  || casebook.vector((SELECT string_agg(heading, E'\n' ORDER BY position) FROM casebook.sections WHERE document = d.name), 'C')
  || casebook.vector((SELECT string_agg(body, E'\n' ORDER BY position) FROM casebook.sections WHERE document = d.name), 'D');

CREATE INDEX ON casebook.documents USING gin (vector);
CREATE INDEX ON casebook.documents USING gin (facets);

-- Every word as it is written, for the correction of slips.
CREATE TABLE casebook.words AS
  SELECT word, ndoc AS documents
  FROM ts_stat($$
    SELECT to_tsvector('simple', casebook.plain(left(d.title || ' ' || d.names || ' ' || d.summary || ' ' || d.labels, 200000)))
      || coalesce(to_tsvector('simple', casebook.plain(left(s.text, 200000))), ''::tsvector)
    FROM casebook.documents d
    LEFT JOIN (SELECT document, string_agg(heading || ' ' || body, ' ') AS text FROM casebook.sections GROUP BY document) s
      ON s.document = d.name
  $$)
  WHERE length(word) BETWEEN 4 AND 40 AND word !~ '\d';

-- Spelling needs the extension pg_trgm. Without it search works, and corrects nothing.
DO $do$
DECLARE place text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'The extension pg_trgm cannot be had here (%), so spelling is not corrected.', SQLERRM;
  END;
  SELECT n.nspname INTO place FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  IF place IS NULL THEN
    CREATE FUNCTION casebook.nearest(typed text) RETURNS text
    LANGUAGE sql STABLE AS 'SELECT NULL::text';
    RETURN;
  END IF;
  EXECUTE format('CREATE INDEX ON casebook.words USING gin (word %I.gin_trgm_ops)', place);
  -- One word like it, with the same first letter; short words are not corrected.
  EXECUTE format($f$
    CREATE FUNCTION casebook.nearest(typed text) RETURNS text
    LANGUAGE sql STABLE AS $$
      SELECT word FROM casebook.words
      WHERE length(typed) >= 5 AND left(word, 1) = left(lower(typed), 1)
        AND abs(length(word) - length(typed)) <= 2
        AND %1$I.similarity(word, lower(typed)) >= 0.4
      ORDER BY %1$I.similarity(word, lower(typed)) DESC, documents DESC, word
      LIMIT 1
    $$
  $f$, place);
END
$do$;
