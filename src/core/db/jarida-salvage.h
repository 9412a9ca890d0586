/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"

G_BEGIN_DECLS

/* Getting out of a damaged file what can still be read. (The recover command of SQLite's own tool needs a module that
 * Debian's build does not have.) */

/* Whether the pages of a file hang together; takes a second for each gigabyte. TRUE also when there is no such file. */
gboolean jarida_salvage_is_sound (const char        *path,
                                  gboolean          *out_sound,
                                  GError           **error);
/* The path to which a damaged database would be moved: the first that is free. */
char    *jarida_salvage_choose_aside (const char       *path) G_GNUC_WARN_UNUSED_RESULT;
/* Moves a database with its log out of the way. */
gboolean jarida_salvage_set_aside (const char        *path,
                                   const char        *moved,
                                   GError           **error);
/* The reverse, however far it came: what was moved comes back, what was made in its place goes. */
gboolean jarida_salvage_bring_back (const char       *path,
                                   const char        *moved,
                                   GError           **error);
/* Copies what can be read of a table of the file @from into the same table of @to, by the columns both have, walking up an
 * integer key in whose order the table lies and stepping over what does not read. @key NULL: the rowid. @group: (nullable) a
 * column before it in the order; then @groups is a query on @to for its values. @out_n: rows copied. Fails only for @to. */
gboolean jarida_salvage_table    (JaridaConnection  *to,
                                  const char        *from,
                                  const char        *table,
                                  const char        *key,
                                  const char        *group,
                                  const char        *groups,
                                  gint64            *out_n,
                                  GError           **error);

G_END_DECLS
