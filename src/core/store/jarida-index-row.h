/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-shelf.h"

G_BEGIN_DECLS

/* The table `index_queue` of the library. A new article needs no row there: whatever the library has and the index has not is found by
 * comparing their ids. But who takes a text out of the index must say it to the letter, and when an article is corrected or deleted its old
 * text goes: so it is laid aside here, in the same transaction, until the index has followed. */

/* In a transaction, before the article is written over or deleted. Nothing when there is no such article. */
gboolean  jarida_index_rows_lay_aside (JaridaShelf       *shelf,
                                       guint32            id,
                                       GError           **error);
/* In a transaction: the index has followed what was laid aside of the article up to row @number. */
gboolean  jarida_index_rows_forget    (JaridaShelf       *shelf,
                                       guint32            id,
                                       gint64             number,
                                       GError           **error);

/* The first articles that have something laid aside, up to @limit: guint32. */
GArray   *jarida_index_rows_read      (JaridaConnection  *library,
                                       guint              limit,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was laid aside of an article with that hash: packed, *out_old NULL when there is none. @out_number: the last row of it. */
gboolean  jarida_index_row_find       (JaridaConnection  *library,
                                       guint32            id,
                                       gint64             hash,
                                       GBytes           **out_old,
                                       gint64            *out_number,
                                       GError           **error);

G_END_DECLS
