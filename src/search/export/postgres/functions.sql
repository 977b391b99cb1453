-- What answers a query. Nothing of it becomes part of a statement.

-- Whether a word is written in capitals, and so stands for itself only.
CREATE FUNCTION casebook.is_capital(word text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT length(word) >= 2 AND word ~ '^[A-Z0-9][A-Z0-9&]*s?$' AND word ~ '[A-Z]' $$;

-- The words of a query in their order, without what says nothing. One in capitals is kept so.
CREATE FUNCTION casebook.asked(query text) RETURNS text[]
LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(word ORDER BY place), '{}')
  FROM (
    SELECT word, place
    FROM regexp_split_to_table(casebook.spaced(left(query, 1000)), '\s+') WITH ORDINALITY AS split(word, place)
    WHERE word ~ '\w'
      AND (casebook.is_capital(word) OR lower(word) NOT IN (SELECT e.word FROM casebook.empty_words e))
    ORDER BY place
    LIMIT 24
  ) AS words
$$;

-- What all forms of a word share, to compare words with those of synonyms.
CREATE FUNCTION casebook.key(word text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce((tsvector_to_array(to_tsvector('casebook.words', casebook.plain(word))))[1], lower(word))
$$;

CREATE FUNCTION casebook.keys(words text[]) RETURNS text[]
LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(casebook.key(word) ORDER BY place), '{}')
  FROM unnest(words) WITH ORDINALITY AS w(word, place)
$$;

UPDATE casebook.synonyms SET
  keys = casebook.keys(casebook.asked(typed)),
  query = plainto_tsquery('casebook.words', casebook.plain(also));
DELETE FROM casebook.synonyms WHERE cardinality(keys) = 0 OR numnode(query) = 0;
CREATE INDEX ON casebook.synonyms (keys);

-- A word as a query: in capitals it stands for itself, an unfinished one for all that begins so, an
-- unknown one for the word most like it.
CREATE FUNCTION casebook.word(typed text, capital boolean, unfinished boolean, literal boolean) RETURNS tsquery
LANGUAGE plpgsql STABLE AS $$
DECLARE
  own tsquery := plainto_tsquery('casebook.words', casebook.plain(typed));
  exact tsquery;
  meant text;
BEGIN
  IF capital THEN
    exact := format('''=%s''', rtrim(typed, 's'))::tsquery;
    IF EXISTS (SELECT FROM casebook.documents WHERE vector @@ exact) THEN
      RETURN exact;
    END IF;
  END IF;
  IF unfinished AND numnode(own) = 1 THEN
    own := own || to_tsquery('simple', quote_literal(lower(casebook.plain(typed))) || ':*');
  END IF;
  IF NOT literal AND NOT EXISTS (SELECT FROM casebook.documents WHERE vector @@ own) THEN
    meant := casebook.nearest(casebook.plain(typed));
    IF meant IS NOT NULL THEN
      RETURN plainto_tsquery('casebook.words', meant);
    END IF;
  END IF;
  RETURN own;
END
$$;

-- A query as units, each a word or a run of words with all that stands for it.
CREATE FUNCTION casebook.units(query text, literal boolean DEFAULT false) RETURNS tsquery[]
LANGUAGE plpgsql STABLE SET client_min_messages = warning AS $$
DECLARE
  words text[] := casebook.asked(query);
  lemmas text[] := casebook.keys(words);
  shouted boolean := cardinality(words) > 1 AND (SELECT bool_and(casebook.is_capital(w)) FROM unnest(words) w);
  units tsquery[] := '{}';
  at integer := 1;
  run integer;
  unit tsquery;
  other tsquery;
BEGIN
  WHILE at <= cardinality(words) LOOP
    SELECT max(cardinality(s.keys)) INTO run FROM casebook.synonyms s
      WHERE NOT literal AND s.keys[1] = lemmas[at] AND s.keys = lemmas[at : at + cardinality(s.keys) - 1];
    run := coalesce(run, 1);
    unit := NULL;
    FOR n IN at .. at + run - 1 LOOP
      other := casebook.word(words[n], casebook.is_capital(words[n]) AND NOT shouted,
        n = cardinality(words) AND query ~ '\w$', literal);
      unit := CASE WHEN unit IS NULL OR numnode(unit) = 0 THEN other ELSE unit && other END;
    END LOOP;
    FOR other IN
      SELECT DISTINCT s.query FROM casebook.synonyms s
      WHERE NOT literal AND s.keys = lemmas[at : at + run - 1] ORDER BY s.query LIMIT 6
    LOOP
      unit := unit || other;
    END LOOP;
    IF numnode(unit) > 0 THEN
      units := units || unit;
    END IF;
    at := at + run;
  END LOOP;
  RETURN units;
END
$$;

-- Words in quotation marks, which must stand side by side; NULL when there are none, or nowhere.
CREATE FUNCTION casebook.phrases(query text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET client_min_messages = warning AS $$
DECLARE
  found text[];
  every tsquery;
  own tsquery;
BEGIN
  FOR found IN SELECT regexp_matches(left(query, 1000), '["“”„]([^"“”„]+)["“”„]', 'g') LOOP
    own := phraseto_tsquery('casebook.words', casebook.plain(found[1]));
    every := CASE WHEN every IS NULL THEN own ELSE every && own END;
  END LOOP;
  IF EXISTS (SELECT FROM casebook.documents WHERE vector @@ every) THEN
    RETURN every;
  END IF;
  RETURN NULL;
END
$$;

-- The best part of a document for a query, if it is not the top of its page.
CREATE FUNCTION casebook.place(name text, query tsquery) RETURNS TABLE (anchor text, heading text)
LANGUAGE sql STABLE AS $$
  SELECT best.anchor, best.heading
  FROM (
    SELECT s.anchor, s.heading FROM casebook.sections s
    WHERE s.document = name AND s.vector @@ query
    ORDER BY ts_rank('{0.3, 0.3, 0.6, 1.0}', s.vector, query, 1) DESC, s.position
    LIMIT 1
  ) AS best
  WHERE best.anchor <> ''
$$;

-- The answers to a query, best first: casebook.search('A&E triage', 10). With `literal`, neither
-- synonyms nor corrections.
--
-- ts_rank does not know how rare a word is, so each unit is ranked by itself and weighed by its rarity
-- (as in BM25). Up to three units, documents with all of them come first; a longer query is a sentence.
CREATE FUNCTION casebook.search(query text, most integer DEFAULT 10, literal boolean DEFAULT false)
RETURNS TABLE (name text, kind text, url text, title text, summary text, heading text, score real)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  alternatives tsquery[] := casebook.units(query, literal);
  side_by_side tsquery := casebook.phrases(query);
  total bigint := (SELECT count(*) FROM casebook.documents);
BEGIN
  RETURN QUERY
  WITH asked AS (
    SELECT u.unit, u.place, (SELECT count(*) FROM casebook.documents d WHERE d.vector @@ u.unit) AS found
    FROM unnest(alternatives) WITH ORDINALITY AS u(unit, place)
  ), weighed AS (
    SELECT a.unit, ln(1 + (total - a.found + 0.5) / (a.found + 0.5)) AS rarity FROM asked a WHERE a.found > 0
  ), whole AS (
    SELECT sum(w.rarity) AS rarity, count(*) AS units FROM weighed w
  ), scored AS (
    SELECT d.name,
      sum(w.rarity * ts_rank('{0.3, 0.5, 0.7, 1.0}', d.vector, w.unit, 0)) AS score,
      sum(w.rarity) / (SELECT rarity FROM whole) AS share,
      count(*) AS units,
      count(*) FILTER (WHERE ts_filter(d.vector, '{a}') @@ w.unit) AS titled
    FROM casebook.documents d JOIN weighed w ON d.vector @@ w.unit
    WHERE side_by_side IS NULL OR d.vector @@ side_by_side
    GROUP BY d.name
  ), ranked AS (
    SELECT s.name,
      whole.units < 4 AND s.units < whole.units AS behind,
      s.score * s.share * d.weight
        * CASE WHEN s.titled < whole.units THEN 1
            WHEN casebook.keys(casebook.asked(d.title)) = casebook.keys(casebook.asked(query)) THEN 2
            ELSE 1.4 END AS score
    FROM scored s JOIN casebook.documents d ON d.name = s.name CROSS JOIN whole
    WHERE s.share >= 0.3
    ORDER BY behind, score DESC, d.position
    LIMIT greatest(least(most, 1000), 0)
  )
  SELECT d.name, d.kind,
    CASE WHEN p.anchor IS NULL THEN d.url ELSE split_part(d.url, '#', 1) || '#' || p.anchor END,
    d.title, d.summary, coalesce(p.heading, ''), r.score::real
  FROM ranked r
  JOIN casebook.documents d ON d.name = r.name
  LEFT JOIN LATERAL casebook.place(d.name, (SELECT string_agg('(' || unit::text || ')', ' | ')::tsquery FROM unnest(alternatives) AS unit)) p ON true
  ORDER BY r.behind, r.score DESC, d.position;
END
$$;
