/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-row.h"
#include "jarida-columns.h"
#include "jarida-indexer.h"
#include "jarida-place-match.h"
#include "jarida-report-row.h"
#include "jarida-saved-search.h"
#include "jarida-search-run.h"
#include "jarida-section.h"
#include "jarida-mishap.h"
#include "jarida-shelf.h"
#include "jarida-source-row.h"
#include "jarida-store.h"
#include "jarida-topic-row.h"
#include "jarida-worker.h"

G_BEGIN_DECLS

/* One source in memory, also while it is removed. */
typedef struct
{
  JaridaSource     *source;    /* (owned) */
  JaridaFetchState *fetch;     /* (owned) */
  gboolean          removed;
  int               n_total;
  int               n_unread;
} JaridaSourceEntry;

typedef struct _JaridaAct JaridaAct;

/* The index as the main thread sees it; jarida-store-index.c. */
typedef struct
{
  JaridaWorker  *worker;         /* (owned) (nullable) it runs the indexer */
  JaridaIndexer *indexer;        /* (owned) (nullable) */
  GArray        *ids;            /* (owned) guint32: articles that it has not been told of */
  gboolean       look;           /* something may be laid aside */
  gboolean       remake;         /* the file was found damaged */
  gboolean       rebuild;        /* somebody wants all of it once more */
  gboolean       running;        /* a slice is under way */
  gboolean       known;          /* it has said how much it lacks */
  guint          n_left;         /* when it last said so */
  GQueue         waiting;        /* GTask, owned: until it has all */
  guint          pause_timeout;  /* until then it looks for nothing by itself */
  guint          changed_timeout;
} JaridaStoreIndex;

/* What the searching thread has; jarida-store-search.c. */
typedef struct
{
  JaridaWorker     *worker;      /* (owned) (nullable) made at the first search */
  JaridaSearcher   *searcher;    /* (owned) (nullable) */
  GCancellable     *counting;    /* (owned) (nullable) the count under way */
  guint             count_timeout;
} JaridaStoreSearch;

struct _JaridaStore
{
  GObject             parent_instance;

  char               *folder;           /* (owned) */
  char               *side_file;        /* (owned) */
  const char         *notice;           /* static (nullable) */
  int                 lock;             /* a shared lock on it says: somebody has the shelf open */
  gboolean            alone;            /* nobody else had, when it was opened */
  GMainContext       *context;          /* (owned) of the thread that opened */
  gboolean            closed;
  gboolean            frozen;           /* opened for reading only */

  /* The writing thread's while it runs. */
  JaridaShelf        *shelf;            /* (owned) (nullable) */
  JaridaWorker       *writer;           /* (owned) (nullable) */

  /* The reading thread's while it runs; the connections are made when first needed. */
  JaridaWorker       *loader;           /* (owned) (nullable) */
  JaridaConnection   *loader_library;   /* (owned) (nullable) */
  JaridaConnection   *loader_bodies;    /* (owned) (nullable) */

  /* The thread that folds the logs into the files. */
  JaridaWorker       *tidier;           /* (owned) (nullable) */
  JaridaConnection   *tidier_library;   /* (owned) (nullable) */
  JaridaConnection   *tidier_bodies;    /* (owned) (nullable) */
  int                 tidying;          /* atomic: it has been asked to */
  int                 resting;          /* atomic: nothing waits to be written in bulk */

  GAsyncQueue        *replies;          /* (owned) JaridaAct */
  GSource            *reply_source;     /* (owned) (nullable) its ready time is set by the threads */

  /* Main thread only from here. */
  JaridaConnection   *headlines;        /* (owned) (nullable) reads the rows of lists */
  JaridaColumns      *columns;          /* (owned) */
  gboolean            group_stories;    /* in lists of several newspapers a story is one row */
  gboolean            complete;         /* the columns hold all articles */
  guint64             serial;           /* of the last commit that the columns hold */
  guint               n_saved;
  GListStore         *sources;          /* (owned) */
  GListStore         *folders;          /* (owned) */
  JaridaReportRows   *reports;          /* (owned) */
  GHashTable         *entries;          /* (owned) source id -> JaridaSourceEntry */
  GHashTable         *addresses;        /* (owned) (nullable) feed-url without its scheme -> JaridaSource, as far as shown; made anew */
  guint8             *shown;            /* (owned) by source id: 1 it is there and not removed */
  JaridaCount         sections[JARIDA_N_SECTIONS];
  GArray             *byline_counts;    /* (owned) (nullable) JaridaCount, by id: from when somebody asks for them */
  GArray             *city_counts;      /* (owned) (nullable) likewise */
  gboolean            topics_stale;     /* the counts of topics are not right */
  GHashTable         *author_bylines;   /* (owned) author id -> GArray of guint32, rising: of those that are in use */
  GListStore         *section_topics;   /* (owned) JaridaTopic */
  GListStore         *followed;         /* (owned) JaridaTopic */
  GListStore         *searches;         /* (owned) JaridaSavedSearch */
  GListStore         *filters;          /* (owned) JaridaFilter */
  guint               n_filtered;       /* no fewer than the articles that filters hide */
  GHashTable         *moved;            /* (owned) ids that have become one with others -> these */
  GPtrArray          *lists;            /* JaridaHeadlineList, borrowed: they leave when they go */
  GQueue              marking;          /* borrowed: acts that change flags and are not kept yet */
  guint               n_unfinished;     /* acts under way */
  gboolean            sources_changed;  /* the lists are to be told when this turn's answers are done */
  guint               counts_idle;
  guint               side_file_timeout;
  JaridaWorker       *checker;          /* (owned) (nullable) after an end that was not clean */
  guint               check_timeout;
  gint                check_stopped;
  JaridaMishap       *mishap;           /* (owned) (nullable) */
  gboolean            damaged;          /* that was met since the opening */
  gboolean            noted;            /* that it is open: whoever closes it last takes that back */
  GFileMonitor       *monitor;          /* (owned) (nullable) */
  guint               look_timeout;
  JaridaStoreIndex    index;
  JaridaStoreSearch   search;
};

/* On the writing thread, inside a transaction. */
typedef gboolean (*JaridaActRun)   (JaridaShelf *shelf, gpointer data, GError **error);
/* On the main thread; @error NULL: it is kept. */
typedef void     (*JaridaActApply) (JaridaStore *self, gpointer data, const GError *error);

/* Opens the files, for writing or else for reading only, shows what they hold, and starts the threads. */
gboolean  jarida_store_open_all          (JaridaStore      *self,
                                          GError          **error);
/* Stops the threads, gives their last answers, closes the files and lets go of the lock. */
void      jarida_store_close_all         (JaridaStore      *self);
gboolean  jarida_store_fail_errno        (const char       *path,
                                          int               number,
                                          GError          **error);

/* Whether there is any use in opening for reading only. */
gboolean  jarida_store_may_freeze        (const GError     *error);
/* @error: why it cannot be written. It is cleared, or stays, or is made clearer. */
JaridaSnapshot *jarida_store_open_frozen (JaridaStore      *self,
                                          gsize             limit,
                                          GError          **error);
/* FALSE with error: nothing is to be given to the writing thread but questions. */
gboolean  jarida_store_can_keep          (JaridaStore      *self,
                                          GError          **error);

/* A person's act: written with a durable transaction, before anything else that waits; acts that wait together share one, and what one
 * of them is refused the others are not. @run does not touch the bodies. @task answers TRUE or the error; its task data are @data. */
void      jarida_store_act               (JaridaStore      *self,
                                          GTask            *task,
                                          JaridaActRun      run,
                                          JaridaActApply    apply);

/* Nobody's act: shares a transaction with the articles that are put, and is as durable as they. @run may fail with NOT_FOUND,
 * having written nothing; any other error costs the others theirs. */
void      jarida_store_act_in_bulk       (JaridaStore      *self,
                                          GTask            *task,
                                          JaridaActRun      run,
                                          JaridaActApply    apply);

/* On the reading thread, for @act: its connection to the library. NULL, and the act has the error, when there is none or nobody waits
 * for the answer any more. */
JaridaConnection *jarida_act_open_loader (JaridaAct        *act);

/* What the parts of the store share. Main thread. */
JaridaSourceEntry *jarida_store_find_entry (JaridaStore    *self,
                                          gint64            source_id);
void      jarida_store_count_all         (JaridaStore      *self);
void      jarida_store_count_folders     (JaridaStore      *self);
void      jarida_store_counts_changed    (JaridaStore      *self);
void      jarida_store_note_sources      (JaridaStore      *self);
void      jarida_store_serial_changed    (JaridaStore      *self,
                                          guint64           serial);
/* Asks the writing thread for a snapshot and shows it. */
void      jarida_store_read_again        (JaridaStore      *self);
void      jarida_store_show_snapshot     (JaridaStore      *self,
                                          JaridaSnapshot   *snapshot);
void      jarida_store_match_place       (JaridaStore      *self,
                                          const JaridaPlace *place,
                                          JaridaPlaceMatch *out_match);
/* The ids that a place may have: those of a day, or all. */
void      jarida_store_bound_place       (JaridaStore      *self,
                                          const JaridaPlace *place,
                                          guint32          *out_first,
                                          guint32          *out_last);
gboolean  jarida_store_place_has         (JaridaStore      *self,
                                          const JaridaPlace *place,
                                          JaridaSourceEntry *entry);
/* The bylines of an author: guint32, rising. (transfer none), never NULL. */
const GArray *jarida_store_get_bylines   (JaridaStore      *self,
                                          gint64            author);
/* Brings the objects of sections and of what is followed to the counts. */
void      jarida_store_update_topics     (JaridaStore      *self);
void      jarida_store_forget_list       (JaridaStore      *self,
                                          gpointer          list);
void      jarida_store_apply_marks       (JaridaStore      *self);
/* Whether acts that change the flags of an article are under way; and, when they may have met an article that was no more, has the
 * flags that it has in the columns written again. */
gboolean  jarida_store_is_marking        (JaridaStore      *self,
                                          guint32           id);
void      jarida_store_mark_again        (JaridaStore      *self,
                                          guint32           id);
/* The article that an id names: another one when the two have become one. */
guint32   jarida_store_resolve_id        (JaridaStore      *self,
                                          gint64            id);
/* A source, that is there, of the article: @preferred if that is one of them, else the first. NULL: there is none. */
JaridaSource *jarida_store_choose_source (JaridaStore      *self,
                                          guint32           id,
                                          gint64            first,
                                          gint64            preferred);

/* A source in the list, in its place by position. */
void      jarida_store_show_source       (JaridaStore      *self,
                                          JaridaSource     *source,
                                          gboolean          shown);
void      jarida_store_show_folder       (JaridaStore      *self,
                                          JaridaFolder     *folder,
                                          gboolean          shown);
void      jarida_store_add_entry         (JaridaStore      *self,
                                          JaridaSource     *source,
                                          JaridaFetchState *fetch,
                                          gboolean          removed);

/* One source of an act; jarida-store-sources.c. The first two run on the writing thread. */
typedef struct
{
  JaridaSource    *source;       /* (owned) main thread only */
  JaridaSourceRow *row;          /* (owned) as it shall be */
  gint64           removed_at;
  gboolean         revived;      /* it was there, removed */
} JaridaSourceAct;
JaridaSourceAct *jarida_source_act_new   (JaridaSource     *source) G_GNUC_WARN_UNUSED_RESULT;
void      jarida_source_act_free         (gpointer          data);
gboolean  jarida_source_act_add          (JaridaShelf      *shelf,
                                          gpointer          data,
                                          GError          **error);
/* Or brings back, when removed_at is 0. */
gboolean  jarida_source_act_remove       (JaridaShelf      *shelf,
                                          gpointer          data,
                                          GError          **error);
void      jarida_source_act_show_added   (JaridaStore      *self,
                                          gpointer          data,
                                          const GError     *error);
void      jarida_store_show_removed      (JaridaStore      *self,
                                          gint64            id,
                                          gboolean          removed);

/* What came of writing articles, into the columns, the counts and the lists. */
void      jarida_store_show_put          (JaridaStore      *self,
                                          JaridaPutResult  *result);

/* (element-type JaridaTopicRow) */
void      jarida_store_show_followed     (JaridaStore      *self,
                                          GPtrArray        *rows);
/* (element-type JaridaSavedSearchRow) */
void      jarida_store_show_searches     (JaridaStore      *self,
                                          GPtrArray        *rows);
/* (element-type JaridaFilterRow) */
void      jarida_store_show_filters      (JaridaStore      *self,
                                          GPtrArray        *rows);
/* Takes @rows. */
void      jarida_store_show_reports      (JaridaStore      *self,
                                          JaridaReportRows *rows);
/* What was being sent when the last process with this shelf ended is queued again. */
void      jarida_store_requeue_reports   (JaridaStore      *self);
void      jarida_store_reports_changed   (JaridaStore      *self);

/* Deletes, in slices, what is still removed. */
void      jarida_store_purge             (JaridaStore      *self);
void      jarida_store_clean_pages       (JaridaStore      *self);
void      jarida_store_purge_filters     (JaridaStore      *self);
/* Those that were last asked for, and heard of, before then: whether there are any; in a transaction, they go. */
gboolean  jarida_page_rows_are_old       (JaridaConnection *library,
                                          gint64            before,
                                          gboolean         *out_any,
                                          GError          **error);
gboolean  jarida_page_rows_clean         (JaridaConnection *library,
                                          gint64            before,
                                          GError          **error);
/* Finds, in slices, the sections, authors and cities of articles that were there before those were kept. */
void      jarida_store_fill              (JaridaStore      *self);
/* On the writing thread: while the log is too long, and unless a person waits. */
void      jarida_store_wait_for_log      (JaridaStore      *self,
                                          JaridaWorker     *worker);

/* One piece of work and its answer. */
struct _JaridaAct
{
  JaridaStore    *store;      /* (owned) */
  GTask          *task;       /* (owned) (nullable) */
  JaridaActRun    run;
  JaridaActApply  apply;      /* (nullable) */
  gpointer        data;       /* borrowed from the task, or owned with free_data */
  GDestroyNotify  free_data;  /* (nullable) */
  GError         *error;      /* (owned) (nullable) */
  guint64         serial;     /* after it was kept, else 0 */
  gboolean        foreign;    /* another process has written in between */
  gboolean        aside;      /* no change of the shelf: the side file need not wait for it */
};

JaridaAct *jarida_act_new                (JaridaStore      *store,
                                          GTask            *task,
                                          JaridaActRun      run,
                                          JaridaActApply    apply);
/* For work that changes nothing of the shelf. Takes @data. */
JaridaAct *jarida_act_new_aside          (JaridaStore      *store,
                                          gpointer          data,
                                          GDestroyNotify    free_data,
                                          JaridaActApply    apply);
/* Any thread: gives the answer to the main thread. Takes @act. */
void      jarida_act_reply               (JaridaAct        *act);
/* On the writing thread: runs it in a transaction of its own, which need not wait for the disk, and answers. Takes @act. */
void      jarida_act_run_alone           (JaridaAct        *act);
/* On the writing thread, when the transaction of @acts is lost or kept: answers and empties them. */
void      jarida_acts_fail               (GPtrArray        *acts,
                                          const GError     *error);
void      jarida_acts_keep               (JaridaShelf      *shelf,
                                          GPtrArray        *acts);
void      jarida_store_start_replies     (JaridaStore      *self);
/* Gives the answers that are there; nothing may come any more. */
void      jarida_store_stop_replies      (JaridaStore      *self);
/* Asks the writing thread whether another process has written, and shows what. */
void      jarida_store_look              (JaridaStore      *self);
/* Leaves word that the shelf is open; whoever closes it last takes it back. FALSE: there was such word, though nobody has it open. */
gboolean  jarida_store_note_open         (JaridaStore      *self);
void      jarida_store_note_closed       (JaridaStore      *self);
/* Has the files looked through, when that is due. */
void      jarida_store_start_check       (JaridaStore      *self,
                                          gboolean          was_clean);
void      jarida_store_stop_check        (JaridaStore      *self);
/* Leaves word for the next start, and says so by the signal. */
void      jarida_store_mark_damage       (JaridaStore      *self);
/* Any thread: has the logs folded into the files. @resting: nothing more comes now, so the files of the logs are emptied too. */
void      jarida_store_tidy              (JaridaStore      *self,
                                          gboolean          resting);
void      jarida_store_articles_arrived  (JaridaStore      *self,
                                          guint             n_new);
void      jarida_store_search_changed    (JaridaStore      *self);
/* Appends the objects of a few articles that are in the columns, in the order of @ids (guint32). */
void      jarida_store_append_headlines  (JaridaStore      *self,
                                          const GArray     *ids,
                                          GPtrArray        *out);
/* JaridaAnnounced */
void      jarida_store_articles_announced (JaridaStore     *self,
                                          GArray           *announced);

/* A question for the searching thread; jarida-store-search.c. What it is asked of and by whom is set by whoever asks. The second takes @ask. */
JaridaSearchAsk *jarida_store_make_ask   (JaridaStore      *self,
                                          const char       *text,
                                          const JaridaPlace *place,
                                          JaridaSearchFlags flags) G_GNUC_WARN_UNUSED_RESULT;
void      jarida_store_push_ask          (JaridaStore      *self,
                                          JaridaSearchAsk  *ask,
                                          JaridaRank        rank,
                                          JaridaActApply    apply);
void      jarida_store_note_search_damage (JaridaStore     *self,
                                          JaridaSearchAsk  *ask);

/* The counts of the searches that are kept; jarida-store-search-counts.c. Stale: they are made again, in a moment. */
void      jarida_store_search_counts_stale (JaridaStore    *self,
                                          JaridaSavedSearch *only);
/* What has been read meanwhile goes off them. */
void      jarida_store_recount_searches  (JaridaStore      *self);
/* A person asks something: what is being counted is counted later. */
void      jarida_store_pause_search_counts (JaridaStore    *self);
void      jarida_store_stop_search_counts (JaridaStore     *self);

/* Starts the thread of the index, which then finds out for itself what is missing there. */
void      jarida_store_start_index       (JaridaStore      *self);
/* Stops it, and the searching one. */
void      jarida_store_stop_index        (JaridaStore      *self);
void      jarida_store_stop_search       (JaridaStore      *self);
/* @ids: articles that may be new. @look: articles were corrected or deleted. */
void      jarida_store_note_index        (JaridaStore      *self,
                                          const guint32    *ids,
                                          gsize             n_ids,
                                          gboolean          look);
/* The file was found damaged: it is made anew. */
void      jarida_store_remake_index      (JaridaStore      *self);

G_END_DECLS
