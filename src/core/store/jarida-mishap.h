/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was found damaged and what became of it, or what was restored and where the shelf of before is: for whoever wants to know. It
 * stays beside the shelf until it was read. A value. */
typedef struct
{
  gint64  when;         /* unix seconds */
  char   *library;      /* (owned) (nullable) the path of the damaged file of articles, where that was damaged */
  char   *bodies;       /* (owned) (nullable) likewise, of the texts */
  char   *aside;        /* (owned) (nullable) the folder of the shelf of before, where one was restored */
  gint64  made_at;      /* of the backup, where one was restored; else 0 */
  guint   n_articles;   /* that were brought over */
  guint   n_texts;
} JaridaMishap;

/* NULL: there was none. */
JaridaMishap *jarida_mishap_read   (const char         *folder) G_GNUC_WARN_UNUSED_RESULT;
gboolean      jarida_mishap_write  (const JaridaMishap *self, const char *folder);
void          jarida_mishap_forget (const char         *folder);
void          jarida_mishap_free   (JaridaMishap       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaMishap, jarida_mishap_free)

G_END_DECLS
