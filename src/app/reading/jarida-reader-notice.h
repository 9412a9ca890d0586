/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_READER_NOTICE_NONE,
  JARIDA_READER_NOTICE_NO_TEXT,     /* the feed names the article and does not carry it */
  JARIDA_READER_NOTICE_FETCHING,    /* its page is being asked for */
  JARIDA_READER_NOTICE_OFFLINE,     /* it can be, when there is a network */
  JARIDA_READER_NOTICE_QUEUED,      /* it will be then */
  JARIDA_READER_NOTICE_FAILED,      /* it could not be had */
} JaridaReaderNoticeState;

#define JARIDA_TYPE_READER_NOTICE (jarida_reader_notice_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReaderNotice, jarida_reader_notice, JARIDA, READER_NOTICE, GtkWidget)

/* A quiet line below an article that is not all there: why, and what can be done. Signals: "retry"; "keep": it is to
 * be fetched as soon as that can be done. */
GtkWidget               *jarida_reader_notice_new       (void);
/* @error of FAILED, else NULL. */
void                     jarida_reader_notice_show      (JaridaReaderNotice      *self,
                                                         JaridaReaderNoticeState  state,
                                                         const GError            *error);
JaridaReaderNoticeState  jarida_reader_notice_get_state (JaridaReaderNotice      *self);

G_END_DECLS
