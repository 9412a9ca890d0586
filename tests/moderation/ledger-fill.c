/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger-fill.h"

#include <string.h>

#include "jarida-picture-key.h"

gint64
fill_report (JaridaLedger *ledger,
             int           number,
             int           reporter,
             int           picture,
             int           reason,
             const char   *comment)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("report-%d", number);
  g_autofree char *url = g_strdup_printf ("https://img.example.org/%d.jpg", picture);
  JaridaIntake item = { .id = id, .url = url, .host = "img.example.org", .keys = 1 << JARIDA_KEY_URL, .reason = reason,
                        .comment = comment, .received_at = FILL_NOW };
  JaridaIntake *batch[] = { &item };
  JaridaPictureKey key;

  g_assert_true (jarida_picture_key_url (url, &key));
  memcpy (item.key[JARIDA_KEY_URL], key.bytes, sizeof key.bytes);
  memset (item.reporter, reporter, sizeof item.reporter);
  memset (item.body_hash, number, sizeof item.body_hash);
  memset (item.net_tag, reporter, sizeof item.net_tag);
  g_assert_true (jarida_ledger_begin (ledger, &error)
                 && jarida_ledger_find_reporters (ledger, batch, 1, FILL_NOW - FILL_DAY, FILL_NOW - 30 * FILL_DAY, &error)
                 && jarida_ledger_add_reporters (ledger, batch, 1, FILL_NOW / FILL_DAY, &error)
                 && jarida_ledger_upsert_subjects (ledger, batch, 1, &error)
                 && jarida_ledger_insert_reports (ledger, batch, 1, &error)
                 && jarida_ledger_commit (ledger, &error));
  g_assert_no_error (error);
  g_assert_true (item.stored);
  return item.subject;
}

void
fill_hide (JaridaLedger *ledger,
           gint64        picture,
           gint64        at)
{
  g_autoptr(JaridaSubject) subject = NULL;
  JaridaDecision decision = { .subject = picture, .action = JARIDA_ACTION_HIDE, .basis = JARIDA_BASIS_AUTOMATIC, .reason = 1,
                              .facts = (char *) "", .at = at, .expires_at = at + 14 * FILL_DAY };
  g_autoptr(GError) error = NULL;
  gboolean done;

  g_assert_true (jarida_ledger_get_subject (ledger, picture, &subject, &error));
  g_assert_true (jarida_ledger_begin (ledger, &error)
                 && jarida_ledger_decide (ledger, &decision, subject->version, &done, &error)
                 && jarida_ledger_commit (ledger, &error));
  g_assert_true (done);
  g_free (decision.id);
}
