/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-list.h"
#include "jarida-ledger.h"

G_BEGIN_DECLS

/* The published lists, in their order, as the ledger's changes tell them: the newest whole, and the way to it from those before.
 * Two machines with one ledger come to the same files, byte for byte. */
typedef struct _JaridaListHistory JaridaListHistory;

typedef struct
{
  guint32  from;
  gint64   at;          /* when the list that it leads to was published */
  char    *path;        /* (owned) "delta/4710-77aa01….pbl" */
  GBytes  *bytes;       /* (owned) */
} JaridaListStep;

JaridaListHistory *jarida_list_history_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_list_history_free      (JaridaListHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaListHistory, jarida_list_history_free)

/* Takes the publications that came since. An error of JARIDA_LIST_ERROR: the ledger contradicts itself. */
gboolean           jarida_list_history_catch_up  (JaridaListHistory *self, JaridaLedger *ledger, GError **error);
/* NULL before the first publication. (transfer none) */
JaridaBlockList   *jarida_list_history_get_list  (JaridaListHistory *self);
const JaridaPublication *jarida_list_history_get_last (JaridaListHistory *self);
/* (element-type JaridaListStep) newest first; at most JARIDA_LIST_MAX_CHAIN. (transfer none) */
GPtrArray         *jarida_list_history_get_steps (JaridaListHistory *self);
/* How many of them the manifest names: on a busy day most of what a client downloads is these lines, with every manifest; on a
 * quiet one they hardly change. */
guint              jarida_list_history_count_listed (JaridaListHistory *self);
/* What leads from the last list to @wanted, as changes of the number @seq; and the list that it makes. */
JaridaBlockList   *jarida_list_history_plan      (JaridaListHistory *self, GArray *wanted, gint64 seq, GArray *out_changes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* After a restore: whoever reads the list may have had publications that the ledger knows no more, and takes no number below theirs.
 * Publishes the last list once more under a number that cannot have been given out, between begin and commit. */
gboolean           jarida_list_history_leap      (JaridaListHistory *self, JaridaLedger *ledger, gint64 now, GError **error);

char              *jarida_list_name_file         (const char *folder, guint32 number, GBytes *bytes, const char *suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
