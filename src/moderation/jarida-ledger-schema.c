/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ledger-private.h"

/* One text for all engines: PostgreSQL makes the domain "blob" first, SQLite ignores the widths of integers. Never change a
 * script that was released: add the next one. */
static const char first_schema[] =
  "CREATE TABLE reporter("
  "  id BLOB PRIMARY KEY, first_day BIGINT NOT NULL,"
  "  agreed BIGINT NOT NULL DEFAULT 0, disagreed BIGINT NOT NULL DEFAULT 0,"
  "  role SMALLINT NOT NULL DEFAULT 0, warned_at BIGINT, suspended_until BIGINT);"
  "CREATE TABLE subject("
  "  id BIGINT PRIMARY KEY,"
  "  url TEXT, host TEXT NOT NULL, sha256 BLOB, pdq BLOB, pdq_q SMALLINT,"
  "  verified SMALLINT NOT NULL DEFAULT 0, family_id BIGINT,"
  "  state SMALLINT NOT NULL DEFAULT 0, reason SMALLINT, score_milli BIGINT NOT NULL DEFAULT 0,"
  "  first_at BIGINT NOT NULL, last_at BIGINT NOT NULL, expires_at BIGINT,"
  "  version BIGINT NOT NULL DEFAULT 1);"
  "CREATE TABLE image_key("
  "  kind SMALLINT NOT NULL, key BLOB NOT NULL,"
  "  subject_id BIGINT NOT NULL REFERENCES subject(id), PRIMARY KEY(kind, key));"
  "CREATE INDEX image_key_subject ON image_key(subject_id);"
  "CREATE TABLE report("
  "  id TEXT PRIMARY KEY, subject_id BIGINT NOT NULL REFERENCES subject(id), reporter_id BLOB,"
  "  body_hash BLOB NOT NULL, reason SMALLINT NOT NULL, comment TEXT,"
  "  addr_tag BLOB, net_tag BLOB, as_tag BLOB, hosting SMALLINT NOT NULL DEFAULT 0,"
  "  received_at BIGINT NOT NULL, withdrawn_at BIGINT, outcome SMALLINT,"
  "  UNIQUE(subject_id, reporter_id));"
  "CREATE INDEX report_reporter ON report(reporter_id, received_at);"
  /* The queue, what may end by time, and what the list is made of. */
  "CREATE INDEX subject_queue ON subject(score_milli, last_at) WHERE state IN (0,1);"
  "CREATE INDEX subject_listed ON subject(state, expires_at) WHERE state IN (1,2,3);"
  "CREATE INDEX subject_last ON subject(last_at);"
  "CREATE TABLE family_hash(family_id BIGINT NOT NULL, pdq BLOB NOT NULL, crop SMALLINT NOT NULL, PRIMARY KEY(family_id, pdq));"
  "CREATE TABLE decision("
  "  id TEXT PRIMARY KEY, subject_id BIGINT NOT NULL REFERENCES subject(id), family_id BIGINT,"
  "  action SMALLINT NOT NULL, basis SMALLINT NOT NULL, reason SMALLINT NOT NULL, facts TEXT NOT NULL,"
  "  reviewer TEXT, at BIGINT NOT NULL, expires_at BIGINT, supersedes TEXT, log_index BIGINT UNIQUE);"
  "CREATE INDEX decision_subject ON decision(subject_id, at);"
  "CREATE INDEX decision_at ON decision(at);"
  "CREATE TABLE appeal("
  "  id TEXT PRIMARY KEY, decision_id TEXT NOT NULL REFERENCES decision(id), role SMALLINT NOT NULL,"
  "  body TEXT NOT NULL, contact TEXT, received_at BIGINT NOT NULL, closed_at BIGINT, outcome SMALLINT);"
  "CREATE TABLE list_change(seq BIGINT NOT NULL, kind SMALLINT NOT NULL, key BLOB NOT NULL, op SMALLINT NOT NULL,"
  "  reason SMALLINT, PRIMARY KEY(seq, kind, key));"
  "CREATE TABLE publication(seq BIGINT PRIMARY KEY, at BIGINT NOT NULL, state_sha256 BLOB NOT NULL,"
  "  entries BIGINT NOT NULL, bytes BIGINT NOT NULL);"
  "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL);"
  "CREATE TABLE image_host(host TEXT PRIMARY KEY, newspaper TEXT NOT NULL);"
  "CREATE TABLE alert(id BIGINT PRIMARY KEY, kind TEXT NOT NULL, subject_id BIGINT, at BIGINT NOT NULL, sent_at BIGINT);"
  "CREATE INDEX alert_subject ON alert(subject_id);"
  "CREATE INDEX alert_waiting ON alert(id) WHERE sent_at IS NULL;"
  "CREATE TABLE audit(id BIGINT PRIMARY KEY, at BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, target TEXT NOT NULL,"
  "  before TEXT, after TEXT, why TEXT);";

/* What one reviewer said where two must. */
static const char proposals[] =
  "CREATE TABLE proposal(subject_id BIGINT PRIMARY KEY REFERENCES subject(id), version BIGINT NOT NULL, action SMALLINT NOT NULL,"
  "  reason SMALLINT NOT NULL, expires_at BIGINT, why TEXT NOT NULL, reviewer TEXT NOT NULL, at BIGINT NOT NULL);";

/* What is forgotten by time is found without walking through all reports. */
static const char retention[] =
  "CREATE INDEX report_tagged ON report(subject_id) WHERE addr_tag IS NOT NULL AND outcome IS NOT NULL;"
  "CREATE INDEX report_linked ON report(subject_id) WHERE reporter_id IS NOT NULL AND outcome IS NOT NULL;"
  "CREATE INDEX report_undecided ON report(received_at) WHERE outcome IS NULL;";

/* Pictures that readers cannot hide for a time, by their key: they need not have been reported yet. */
static const char pinned[] =
  "CREATE TABLE always_human(kind SMALLINT NOT NULL, key BLOB NOT NULL, until_at BIGINT NOT NULL, PRIMARY KEY(kind, key));";

const char *const jarida_ledger_scripts[] = { first_schema, proposals, retention, pinned };
const guint       jarida_ledger_n_scripts = G_N_ELEMENTS (jarida_ledger_scripts);
