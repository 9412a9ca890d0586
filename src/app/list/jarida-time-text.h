/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times in a person's words, in the language of the window. @now and @then are seconds since 1970; days are those of the
 * local time zone. Nothing here reads the clock. Owned by the caller. */

/* "Just now", "12 min ago", "3 h ago", "14:05", "12 October": as short as it stays clear. */
char *jarida_time_text_ago      (gint64   then,
                                 gint64   now,
                                 gboolean day_only) G_GNUC_WARN_UNUSED_RESULT;
/* "Today", "Yesterday", "Wednesday 7 October". */
char *jarida_time_text_day      (gint64   then,
                                 gint64   now) G_GNUC_WARN_UNUSED_RESULT;
/* Of days by g_date_get_julian(), short: "Today", "Yesterday", "Wednesday 7", and a week ago "7 October". */
char *jarida_time_text_julian   (guint32  julian,
                                 guint32  today) G_GNUC_WARN_UNUSED_RESULT;
/* "12 October 2020" */
char *jarida_time_text_date     (gint64   then) G_GNUC_WARN_UNUSED_RESULT;
/* "14:05" today, else "12 October, 14:05" */
char *jarida_time_text_moment   (gint64   then,
                                 gint64   now) G_GNUC_WARN_UNUSED_RESULT;

/* Where the day is known: as above today, else "14:05", or NULL when the day is all that is known. */
char *jarida_time_text_in_edition (gint64   then,
                                   gint64   now,
                                   gboolean day_only) G_GNUC_WARN_UNUSED_RESULT;
/* Of a day by g_date_get_julian(): "Wednesday 7 October 2020" */
char *jarida_time_text_edition  (guint32  julian) G_GNUC_WARN_UNUSED_RESULT;
/* The same where there is little room: "7 Oct", and of another year "7 Oct 2020". */
char *jarida_time_text_edition_short (guint32 julian,
                                      guint32 today) G_GNUC_WARN_UNUSED_RESULT;
/* "October 2020"; months from 1. */
char *jarida_time_text_month    (int      year,
                                 int      month) G_GNUC_WARN_UNUSED_RESULT;
/* As short as a column of a calendar is; 1 is Monday. Static. */
const char *jarida_time_text_weekday_letters (int weekday);

G_END_DECLS
