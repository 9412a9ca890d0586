/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-arrival.h"

/* The table `known`: which articles a source has given, and what they last looked like. Inside the room. */
typedef struct
{
  gint64  guid_h;      /* first: the key of the table in memory */
  gint64  content_h;   /* as a feed gave it; 0: no feed has */
  gint64  partial_h;   /* as a listing gave it; 0: none has */
  guint32 id;          /* 0: it is not known */
} JaridaKnown;

/* Before articles of @source_id are looked up: reads what is known of it in one range, unless that would be far more than @n_wanted. */
gboolean  jarida_known_rows_begin  (JaridaShelf         *shelf,
                                    gint64               source_id,
                                    guint                n_wanted,
                                    GError             **error);
gboolean  jarida_known_rows_find   (JaridaShelf         *shelf,
                                    const JaridaArrival *arrival,
                                    JaridaKnown         *out,
                                    GError             **error);
/* Notes what the arrival looks like; of another source's article too, as whose further source it came. */
gboolean  jarida_known_rows_save   (JaridaShelf         *shelf,
                                    const JaridaArrival *arrival,
                                    const JaridaKnown   *before,
                                    guint32              id,
                                    GError             **error);
/* All that a source has given as @from it has given as @to. @guid_h: as which it probably has. */
gboolean  jarida_known_rows_move   (JaridaShelf         *shelf,
                                    gint64               source_id,
                                    gint64               guid_h,
                                    guint32              from,
                                    guint32              to,
                                    GError             **error);
/* Notes the address at its own newspaper. */
gboolean  jarida_known_rows_set_source (JaridaShelf     *shelf,
                                    const JaridaArrival *arrival,
                                    guint32              id,
                                    GError             **error);
