-- PostgreSQL: what the generated texts take from SQL Server, with SQL Server's meaning.
-- The clock: the setting mlops.now, a UTC timestamp; where it is not set, the machine's clock.
CREATE COLLATION public.latin1_general_100_bin2 FROM "C";

CREATE FUNCTION public.sysutcdatetime() RETURNS timestamp
LANGUAGE sql STABLE PARALLEL SAFE
RETURN COALESCE(CAST(NULLIF(current_setting('mlops.now', true), '') AS timestamp), statement_timestamp() AT TIME ZONE 'UTC');

-- 1 for an object or an array, 0 for anything else, null for null.
CREATE FUNCTION public.isjson(document text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN document IS NULL THEN NULL
  WHEN pg_input_is_valid(document, 'jsonb') AND left(ltrim(document, E' \t\r\n'), 1) IN ('{', '[') THEN 1
  ELSE 0
END;

-- The scalar at a path such as $.a or $[0].a; null where there is none, or it has over 4000 characters.
CREATE FUNCTION public.tsql_json_value(document text, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS 'DECLARE
  item jsonb := CAST(document AS jsonb);
BEGIN
  IF path LIKE ''$.%'' AND jsonb_typeof(item) <> ''object'' THEN RETURN NULL; END IF;
  item := jsonb_path_query_first(item, CAST(path AS jsonpath));
  IF jsonb_typeof(item) IN (''object'', ''array'', ''null'') THEN RETURN NULL; END IF;
  RETURN CASE WHEN length(item #>> ''{}'') <= 4000 THEN item #>> ''{}'' END;
END';

-- The text as the inside of a JSON string.
CREATE FUNCTION public.string_escape(value text, kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(substr(CAST(to_json(value) AS text), 2, length(CAST(to_json(value) AS text)) - 2), '/', '\/');
