-- What the records are kept in. The schema is made anew each time: keep nothing of your own in it.
DROP SCHEMA IF EXISTS casebook CASCADE;
CREATE SCHEMA casebook;

CREATE TEXT SEARCH CONFIGURATION casebook.words (COPY = pg_catalog.{language});

CREATE TABLE casebook.documents (
  name text PRIMARY KEY,
  position integer NOT NULL,
  kind text NOT NULL,
  kind_label text NOT NULL,
  url text NOT NULL,
  title text NOT NULL,
  names text NOT NULL,
  summary text NOT NULL,
  labels text NOT NULL,
  facets jsonb NOT NULL,
  weight real NOT NULL,
  vector tsvector
);

CREATE TABLE casebook.sections (
  document text NOT NULL REFERENCES casebook.documents,
  position integer NOT NULL,
  anchor text NOT NULL,
  heading text NOT NULL,
  body text NOT NULL,
  vector tsvector,
  PRIMARY KEY (document, position)
);

-- What is typed, and what is searched for besides.
CREATE TABLE casebook.synonyms (
  typed text NOT NULL,
  also text NOT NULL,
  keys text[],
  query tsquery,
  PRIMARY KEY (typed, also)
);

-- Words that are not searched for, unless they are written in capitals.
CREATE TABLE casebook.empty_words (word text PRIMARY KEY);

-- A text without accents and without signs that the parser would make something of.
CREATE FUNCTION casebook.spaced(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          translate(normalize(coalesce(given, ''), NFKD), '‘’ʼ', ''''''''),
          '[\u0300-\u036f]', '', 'g'),
        '[][!"#$%()*+/:;<=>?@\\^_`{|}~“”„…–—‐‑-]+', ' ', 'g'),
      '''[sS]\M|''', '', 'g'),
    '(?<!\d)[.,]|[.,](?!\d)', ' ', 'g')
$$;

-- The same with short forms such as A&E as one word.
CREATE FUNCTION casebook.plain(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(regexp_replace(casebook.spaced(given), '\m(\w{1,2})&(\w)', '\1and\2', 'g'), '&', ' ')
$$;

-- Words in capitals, which stand for themselves only: DPIA becomes '=DPIA'.
CREATE FUNCTION casebook.capitals(given text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(format('''=%s'':1%s', word, weight), ' ' ORDER BY word), '')::tsvector
  FROM (
    SELECT DISTINCT found[1] AS word
    FROM regexp_matches(casebook.spaced(given), '\m([A-Z0-9][A-Z0-9&]{0,37}[A-Z0-9])s?\M', 'g') AS found
    WHERE found[1] ~ '[A-Z]'
  ) AS words
$$;

-- A text as what is looked up. Beyond this length it is cut, as a tsvector holds 1 MB.
CREATE FUNCTION casebook.vector(given text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('casebook.words', casebook.plain(left(given, 200000))), weight)
    || casebook.capitals(left(given, 200000), weight)
$$;
