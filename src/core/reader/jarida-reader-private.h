/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-fetcher.h"
#include "jarida-picture-cache.h"
#include "jarida-reader.h"
#include "jarida-store.h"
#include "jarida-store-topics.h"
#include "jarida-undo.h"

G_BEGIN_DECLS

typedef struct _JaridaRefresh JaridaRefresh;
typedef struct _JaridaPixelCache JaridaPixelCache;
/* What the reader keeps of reports beside the shelf. */
typedef struct _JaridaReports JaridaReports;

struct _JaridaReader
{
  GObject              parent_instance;

  /* Owned */
  JaridaStore         *store;
  JaridaFetcher       *fetcher;
  JaridaFetcher       *discreet;           /* for the report service: says of us what it needs to know */
  JaridaPictureCache  *pictures;
  JaridaImageDecoder  *decoder;
  JaridaPixelCache    *pixels;
  JaridaUndo          *undo;
  JaridaReports       *reports;
  JaridaRefresh       *refresh;            /* (nullable) the one under way */
  JaridaAhead         *ahead;
  JaridaAgenda        *agenda;
  JaridaCatalogue     *catalogue;          /* (nullable) once it was asked for */
  GHashTable          *completing;         /* id of an article -> GPtrArray of GTask, who wait for its page */
  GHashTable          *videos;             /* addresses of pictures that are known to be of videos */
  GHashTable          *older;              /* address of a list -> JaridaOlderTrail, as the shelf has it */
  GHashTable          *resting;            /* (nullable) site of a portal -> gint64, until when it wants not to be searched */
  gboolean             subscribing;        /* to a newspaper of which an article was found at a portal */
  GQueue               to_subscribe;       /* GTask (owned), each waiting for the one before */
  char                *data_folder;
  char                *catalogue_path;     /* (nullable) NULL: the installed one */
  gpointer             cleaning;           /* (nullable) the one under way; jarida-clean.c */
  gpointer             safekeeping;        /* (nullable) borrowed, the GTask under way; jarida-safekeeping.c */
  gint64               cleaned_at;         /* when that was begun last, 0: not yet */
  GCancellable        *closing;            /* cancelled by jarida_reader_close() */
  GNetworkMonitor     *network;            /* (nullable) */
  GArray              *announced;          /* (nullable) JaridaAnnounced, not yet told */

  gulong               network_handler;
  guint                interval_minutes;
  guint                announce_timeout;
  guint                retention_days;     /* of sources that leave it open, 0: for ever */
  guint64              text_limit;         /* bytes that texts may take, 0: as many as there are */
  guint                refresh_done;
  guint                refresh_total;
  guint                refresh_failed;
  gboolean             refresh_cities;
  gboolean             online;
  gboolean             video_pictures;     /* whether those may be asked for */
  gboolean             told_of_pictures;   /* that they cannot be kept on disk */

  /* For tests. */
  gint64               clock;              /* what time it is, 0: the machine knows */
  double               dice;               /* what chance says, negative: chance */
};

/* For the other files of the room. */
void    _jarida_reader_set_progress (JaridaReader *self, guint done, guint total, guint failed);
void    _jarida_reader_set_refresh_cities (JaridaReader *self, gboolean cities);
void    _jarida_reader_set_refresh  (JaridaReader *self, JaridaRefresh *refresh);
void    _jarida_reader_set_online   (JaridaReader *self, gboolean online);
/* Says by the signal "failed" that something the person asked for was not kept; cancelled is not worth a word. */
void    _jarida_reader_fail         (JaridaReader *self, const GError *error);
/* What an HTTP status means that is neither a success nor "not modified", whoever asked. @retry_after: seconds, 0 when the server
 * gave none. */
JaridaOutcome jarida_outcome_from_status (guint status, gint64 retry_after);
/* What is asked for where a page is wanted. */
#define JARIDA_ACCEPT_PAGE "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
/* FALSE, with an error of #JARIDA_READER_ERROR, for a status that is no success. @address: what was asked for. */
gboolean jarida_response_check (const JaridaFetchResponse *response, const char *address, GError **error);
/* The end of a plain act, whose finish functions differ in name only: takes @reader, and a failure becomes its signal. */
typedef gboolean (*JaridaFinishFunc) (JaridaStore *store, GAsyncResult *result, GError **error);
void    _jarida_reader_end_act      (JaridaReader *reader, JaridaFinishFunc finish, GObject *store, GAsyncResult *result);
/* Forgets what was pushed with that data, and frees it. */
void    _jarida_reader_drop_undo    (JaridaReader *self, gpointer data);
/* Leaves behind how to take back what was just done; nothing on a shelf that can only be read. */
void    _jarida_reader_push_undo    (JaridaReader *self, JaridaUndoFunc func, gpointer data, GDestroyNotify destroy);
void    _jarida_reader_article_completed (JaridaReader *self, gint64 id);
/* jarida_reader_complete_article_async() with another place in the queue of the host. */
void    _jarida_reader_complete     (JaridaReader *self, gint64 id, JaridaFetchKind kind, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* By the signal of that name. */
void    _jarida_reader_pictures_judged (JaridaReader *self);
/* The picture is of a video, and those are switched off. */
gboolean _jarida_reader_refuses_video (JaridaReader *self, const char *address);
void    _jarida_reader_note_video_document (JaridaReader *self, JaridaDocument *document);
void    _jarida_reader_set_video_pictures (JaridaReader *self, gboolean shown);
/* Tells of what filters have found, by the signal "filter-matched". */
void    _jarida_reader_watch_announced (JaridaReader *self);
void    _jarida_reader_announce     (JaridaReader *self);
void    _jarida_reader_stop_announcing (JaridaReader *self);
void    _jarida_reader_filter_matched (JaridaReader *self, JaridaFilter *filter, GPtrArray *headlines, guint n);
/* What the shelf answered, handed on under the reader's own task: @list, or @error where that is %NULL. Takes all three. */
void    _jarida_reader_return_list  (GTask *task, GPtrArray *list, GError *error);
/* The same of what has no more to say than that it is done. */
void    _jarida_reader_return_done  (GTask *task, gboolean done, GError *error);
/* Seconds since 1970; the one place where the room looks at the clock. */
gint64  _jarida_reader_now          (JaridaReader *self);
/* From 0 up to 1; the one place where it asks chance. */
double  _jarida_reader_random       (JaridaReader *self);

G_END_DECLS
