-- Not for the embedded database. The group of people who read the run log.
CREATE USER [operators] WITH SID = {{operators_object_id}}, TYPE = X;

GRANT SELECT ON SCHEMA::mlops TO [operators];
