/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-agenda.h"
#include "jarida-ahead.h"
#include "jarida-article.h"
#include "jarida-catalogue.h"
#include "jarida-document.h"
#include "jarida-filter.h"
#include "jarida-folder.h"
#include "jarida-headline-list.h"
#include "jarida-image.h"
#include "jarida-outcome.h"
#include "jarida-place.h"
#include "jarida-reports.h"
#include "jarida-saved-search.h"
#include "jarida-search.h"
#include "jarida-source-settings.h"
#include "jarida-topic.h"

G_BEGIN_DECLS

/* Errors that the reader itself makes: the code is a JaridaOutcome. */
#define JARIDA_READER_ERROR (jarida_reader_error_quark ())
GQuark jarida_reader_error_quark (void);

#define JARIDA_TYPE_READER (jarida_reader_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReader, jarida_reader, JARIDA, READER, GObject)

/* Introduces the rooms to each other: the window and the command line talk to this and to nothing below it. Main thread; never blocks after
 * opening. Properties (all notify): "refreshing" (boolean), "refresh-done" and "refresh-total" (uint, sources), "refresh-failed" (uint),
 * "refresh-cities" (boolean: the newspapers of a portal are done, and its cities are read), "online" (boolean), "can-undo" (boolean),
 * "interval-minutes" (uint, writable: how often sources without an interval of their own are fetched while the program runs; 0: only when
 * asked), "text-limit" (uint64, writable: bytes that texts may take, 0: as many as there are), "report-service" (string, writable), "list-time" (int64).
 * Signals: "articles-arrived" (guint n_new); "failed" (GError *): something the person asked for was not kept; "pictures-judged";
 * "article-completed" (gint64 id): an article's own page has brought its text; "counts-changed": articles were read, came or left. */

/* @data_folder: the shelf; @cache_folder: pictures. Errors: those of the store. */
JaridaReader  *jarida_reader_open                   (const char *data_folder, const char *cache_folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_reader_close                  (JaridaReader *self);
const char    *jarida_reader_get_notice             (JaridaReader *self);
/* The shelf can only be read until the next start: acts fail by the signal "failed" and leave nothing to undo, nothing is fetched. */
gboolean       jarida_reader_get_frozen             (JaridaReader *self);
/* Opens it for writing, if that can be done now; FALSE: it is as it was, and the error says why. */
gboolean       jarida_reader_thaw                   (JaridaReader *self, GError **error);

/* What is there. (transfer none) */
GListModel    *jarida_reader_get_sources            (JaridaReader *self);   /* JaridaSource */
GListModel    *jarida_reader_get_folders            (JaridaReader *self);   /* JaridaFolder */
JaridaSource  *jarida_reader_find_source            (JaridaReader *self, gint64 id);
JaridaFolder  *jarida_reader_find_folder            (JaridaReader *self, gint64 id);
JaridaHeadlineList *jarida_reader_list_headlines    (JaridaReader *self, const JaridaPlace *place) G_GNUC_WARN_UNUSED_RESULT;
guint          jarida_reader_count                  (JaridaReader *self, const JaridaPlace *place);
guint          jarida_reader_count_unread           (JaridaReader *self, const JaridaPlace *place);
gint64         jarida_reader_get_newest             (JaridaReader *self);

/* From what a person typed to the feeds behind it: the address itself when it is a feed, those its page names, well-known paths. */
typedef struct
{
  char      *address;       /* (owned) of the feed */
  char      *title;         /* (owned) (nullable) */
  char      *site_url;      /* (owned) (nullable) */
  char      *icon;          /* (owned) (nullable) */
  char      *language;      /* (owned) (nullable) */
  guint      n_items;       /* 0 when it was only named by the page and not read */
  char     **titles;        /* (owned) (nullable) the first few headlines, for the preview */
  gint64     source_id;     /* of the source that has this address already, else 0 */
} JaridaCandidate;
void           jarida_candidate_free                (JaridaCandidate *self);

void           jarida_reader_discover_async         (JaridaReader *self, const char *input, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (element-type JaridaCandidate) (transfer full), never empty: no feed found is an error. */
GPtrArray     *jarida_reader_discover_finish        (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds and fetches it. */
void           jarida_reader_subscribe_async        (JaridaReader *self, const char *feed_url, const char *title, gint64 folder_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaSource  *jarida_reader_subscribe_finish       (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL @source_ids: all that are due; n_ids 0 with a non-NULL pointer is nothing. @force: due or not. One refresh at a time: a second call joins it. */
void           jarida_reader_refresh_async          (JaridaReader *self, const gint64 *source_ids, gsize n_ids, gboolean force, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE only when cancelled or the shelf cannot be written: what failed at a source is on the source. */
gboolean       jarida_reader_refresh_finish         (JaridaReader *self, GAsyncResult *result, guint *out_n_new, guint *out_n_failed, GError **error);
void           jarida_reader_cancel_refresh         (JaridaReader *self);
gboolean       jarida_reader_get_refreshing         (JaridaReader *self);
gboolean       jarida_reader_get_online             (JaridaReader *self);

/* Refreshes without being asked. (transfer none) */
JaridaAgenda  *jarida_reader_get_agenda             (JaridaReader *self);

/* The newspapers that can be proposed. @path names another file than the installed one (nullable; the environment variable
 * JARIDA_CATALOGUE does too), before the first load. What a person adds lies in catalogue.d/ in the folder of the shelf; a file there that
 * is no catalogue is told by the signal "failed". Kept by the reader. */
void           jarida_reader_set_catalogue_path     (JaridaReader *self, const char *path);
void           jarida_reader_load_catalogue_async   (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
const JaridaCatalogue *jarida_reader_load_catalogue_finish (JaridaReader *self, GAsyncResult *result, GError **error);
/* Adds (element-type JaridaCatalogueNewspaper) and unsubscribes (element-type JaridaSource), each nullable, as one act that
 * jarida_reader_undo() takes back. Those of an edition go to a folder of its country, "المغرب", "Maroc". The first of an edition bring
 * the source of its videos too, and the last take it away. Nothing is fetched. @add may be borrowed from the catalogue. */
void           jarida_reader_choose_newspapers_async  (JaridaReader *self, GPtrArray *add, GPtrArray *remove, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (element-type JaridaSource) (transfer full): those that were added. */
GPtrArray     *jarida_reader_choose_newspapers_finish (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The source with that newspaper, or NULL. (transfer none) */
JaridaSource  *jarida_reader_find_newspaper         (JaridaReader *self, const JaridaCatalogueNewspaper *newspaper);

/* An article of which a listing gave the headline, or a feed the beginning, as the person wants it for its newspaper: its own page gives
 * the text. See jarida_reader_complete_article_async(). */
gboolean       jarida_reader_needs_completion        (JaridaReader *self, const JaridaArticle *article);
void           jarida_reader_complete_article_async  (JaridaReader *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_complete_article_finish (JaridaReader *self, GAsyncResult *result, GError **error);

/* Fetches what nobody has opened yet. (transfer none) */
JaridaAhead   *jarida_reader_get_ahead               (JaridaReader *self);
/* All of these articles are to be on this computer, however old they are; an act. Where nothing speaks against it, it begins at once. */
void           jarida_reader_want                    (JaridaReader *self, const gint64 *ids, gsize n_ids);
gboolean       jarida_reader_is_kept                 (JaridaReader *self, gint64 id);
gboolean       jarida_reader_is_wanted               (JaridaReader *self, gint64 id);
/* What is not kept of a place, and about how many bytes that would be, by what is kept. A value. */
typedef struct
{
  GArray  *ids;      /* (owned) gint64 */
  guint    n_all;    /* articles of the place */
  guint64  bytes;
} JaridaOfflineEstimate;
void           jarida_reader_estimate_offline_async  (JaridaReader *self, const JaridaPlace *place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaOfflineEstimate *jarida_reader_estimate_offline_finish (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_offline_estimate_free          (JaridaOfflineEstimate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaOfflineEstimate, jarida_offline_estimate_free)

/* Sections, authors, cities and days: see the calls of the same names in jarida-store-topics.h. */
GListModel    *jarida_reader_get_sections            (JaridaReader *self);   /* JaridaTopic */
GListModel    *jarida_reader_get_followed            (JaridaReader *self);   /* JaridaTopic */
void           jarida_reader_follow                  (JaridaReader *self, JaridaPlaceKind kind, gint64 id, gboolean follow);   /* an act, undone like the others */
void           jarida_reader_list_topics_async       (JaridaReader *self, JaridaPlaceKind kind, const char *words, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *jarida_reader_list_topics_finish      (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_reader_find_topic_async        (JaridaReader *self, JaridaPlaceKind kind, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaTopic   *jarida_reader_find_topic_finish       (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What portals show of a city now, when a person goes there; nothing is asked where that was done a moment ago. Of all that are listed
 * above, also those of which nothing is kept yet. */
void           jarida_reader_load_city_async         (JaridaReader *self, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_load_city_finish        (JaridaReader *self, GAsyncResult *result, guint *out_n_new, GError **error);
void           jarida_reader_count_days              (JaridaReader *self, guint32 first_julian, guint n, guint *out_counts);
/* @out_n: of how many, as jarida_store_find_same_async() says. */
void           jarida_reader_find_same_async         (JaridaReader *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *jarida_reader_find_same_finish        (JaridaReader *self, GAsyncResult *result, guint *out_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Stories: see the calls of the same names in jarida-store-stories.h. The act is undone like the others. */
void           jarida_reader_set_group_stories       (JaridaReader *self, gboolean group);
GArray        *jarida_reader_get_story               (JaridaReader *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_reader_set_apart               (JaridaReader *self, gint64 id, gboolean apart);

/* Searching: see the calls of the same names in jarida-store-search.h, and jarida-search.h for what they answer. The signal
 * "search-changed" (no argument) is handed on. */
void           jarida_reader_search_async            (JaridaReader *self, const char *text, const JaridaPlace *place, guint limit, gint64 older_than, JaridaSearchFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaSearchResult *jarida_reader_search_finish      (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_reader_count_found_async       (JaridaReader *self, const char *text, const JaridaPlace *place, JaridaSearchFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_count_found_finish      (JaridaReader *self, GAsyncResult *result, guint *out_n, GError **error);
JaridaHeadlineList *jarida_reader_list_found         (JaridaReader *self, const JaridaSearchResult *found) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_reader_load_snippets_async     (JaridaReader *self, JaridaSearchResult *found, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *jarida_reader_load_snippets_finish    (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* JaridaSnippet */
guint          jarida_reader_get_unindexed           (JaridaReader *self);
void           jarida_reader_index_async             (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_index_finish            (JaridaReader *self, GAsyncResult *result, GError **error);
void           jarida_reader_rebuild_index_async     (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_rebuild_index_finish    (JaridaReader *self, GAsyncResult *result, GError **error);

/* Searches that are kept, and filters: see jarida-store-filters.h.
 *
 * Signal "filter-matched" (JaridaFilter *filter, GPtrArray of JaridaHeadline, guint n): new articles that a filter of
 * %JARIDA_FILTER_ACTION_NOTIFY has found, for the person to be told of: after a refresh, or a second after they came without one, once for
 * each such filter. The headlines are the newest, up to twenty; @n is how many articles they are in all. Both are of articles that are to be
 * seen and unread. */
GListModel        *jarida_reader_get_saved_searches  (JaridaReader *self);   /* JaridaSavedSearch, in their order */
JaridaSavedSearch *jarida_reader_find_saved_search   (JaridaReader *self, gint64 id);
GListModel        *jarida_reader_get_filters         (JaridaReader *self);   /* JaridaFilter, in their order */
JaridaFilter      *jarida_reader_find_filter         (JaridaReader *self, gint64 id);
/* Acts. A new one goes to the end, and has an id when it is kept; then, and not before, it is in the list. */
void           jarida_reader_keep_search_async       (JaridaReader *self, JaridaSavedSearch *search, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_keep_search_finish      (JaridaReader *self, GAsyncResult *result, GError **error);
/* Shown at once, undone by jarida_reader_undo(), a failure comes by the signal "failed". */
void           jarida_reader_keep_search             (JaridaReader *self, const char *name, const char *query);
void           jarida_reader_rename_search           (JaridaReader *self, JaridaSavedSearch *search, const char *name);
/* To where it stands before @before, or (NULL) at the end. */
void           jarida_reader_move_search             (JaridaReader *self, JaridaSavedSearch *search, JaridaSavedSearch *before);
void           jarida_reader_remove_search           (JaridaReader *self, JaridaSavedSearch *search);
void           jarida_reader_set_filter_enabled      (JaridaReader *self, JaridaFilter *filter, gboolean enabled);
void           jarida_reader_remove_filter           (JaridaReader *self, JaridaFilter *filter);
/* Whatever filters say, the article is there. */
void           jarida_reader_show_all_the_same       (JaridaReader *self, gint64 id);
gboolean       jarida_reader_is_filtered             (JaridaReader *self, gint64 id);
/* For how many articles a filter with that question would change something now (all it would have told of), of all that its newspaper
 * (0: every one) has. */
void           jarida_reader_try_filter_async        (JaridaReader *self, const char *query, gint64 source_id, JaridaFilterAction action, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_try_filter_finish       (JaridaReader *self, GAsyncResult *result, guint *out_n, guint *out_n_all, GError **error);
/* Does with what is kept already what the filter does with what is new, but telling the person of it. An act, which is undone as a whole;
 * cancelled or failed, what is done until then is done, and undone. */
typedef void (*JaridaFilterProgress) (guint n_done, guint n_total, gpointer data);
void           jarida_reader_apply_filter_async      (JaridaReader *self, JaridaFilter *filter, GCancellable *cancellable, JaridaFilterProgress progress, gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_apply_filter_finish     (JaridaReader *self, GAsyncResult *result, guint *out_n, GError **error);
/* One without an id is new, and has one when it is kept. */
void           jarida_reader_save_filter_async       (JaridaReader *self, JaridaFilter *filter, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_save_filter_finish      (JaridaReader *self, GAsyncResult *result, GError **error);

/* Back pages of a portal: of a newspaper, a section, an author or a city. A few pages at a time, until something new comes;
 * G_IO_ERROR_NOT_FOUND when there are no more. */
void           jarida_reader_load_older_async        (JaridaReader *self, const JaridaPlace *place, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_load_older_finish       (JaridaReader *self, GAsyncResult *result, guint *out_n_new, GError **error);

/* Article and its document, built off the main thread. Not cached: opening costs little. */
void            jarida_reader_load_article_async    (JaridaReader *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaArticle  *jarida_reader_load_article_finish   (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @head is copied. @hyphens: it is for a view that hyphenates, which must not wait for a dictionary. */
void            jarida_reader_build_document_async  (JaridaReader *self, JaridaArticle *article, const JaridaDocumentHead *head, gboolean hyphens, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaDocument *jarida_reader_build_document_finish (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A picture, from disk or the web, decoded to fit; small ones are kept in memory for lists. @cached_only: no request. While the property
 * "video-pictures" is FALSE none is made for a picture of a video either: JARIDA_PICTURE_ERROR_VIDEO, unless it is kept. */
void           jarida_reader_load_picture_async     (JaridaReader *self, const char *address, int max_width, int max_height, gboolean cached_only, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaPixels  *jarida_reader_load_picture_finish    (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Says that the picture is of a video, which no address does; before it is asked for. Those of an article that is opened are known. */
void           jarida_reader_note_video_picture     (JaridaReader *self, const char *address);
/* The person asks again for one that could not be loaded: the next load is not answered from memory. */
void           jarida_reader_retry_picture          (JaridaReader *self, const char *address);
/* The bytes as they came, to save to a file. */
void           jarida_reader_load_picture_bytes_async  (JaridaReader *self, const char *address, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes        *jarida_reader_load_picture_bytes_finish (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_reader_set_picture_limit      (JaridaReader *self, guint64 bytes);
guint64        jarida_reader_get_picture_size       (JaridaReader *self);

/* Acts: shown at once, undone by jarida_reader_undo(), a failure comes by the signal "failed". */
void           jarida_reader_mark_read              (JaridaReader *self, gint64 id, gboolean read);   /* by hand */
gboolean       jarida_reader_is_unread              (JaridaReader *self, gint64 id);
/* Because it was opened or seen: nobody did that, and it is not what Undo takes back. */
void           jarida_reader_set_read               (JaridaReader *self, gint64 id, gboolean read);
void           jarida_reader_set_saved              (JaridaReader *self, gint64 id, gboolean saved);
void           jarida_reader_mark_all_read          (JaridaReader *self, const JaridaPlace *place);
void           jarida_reader_rename_source          (JaridaReader *self, JaridaSource *source, const char *title);
void           jarida_reader_move_source            (JaridaReader *self, JaridaSource *source, gint64 folder_id, int position);
void           jarida_reader_remove_source          (JaridaReader *self, JaridaSource *source);
/* @told: of everything new in it, see jarida_reader_get_source_news(). One act with the settings. FALSE where nothing changes. */
gboolean       jarida_reader_change_source          (JaridaReader *self, JaridaSource *source, const JaridaSourceSettings *settings, gboolean told);
void           jarida_reader_save_source            (JaridaReader *self, JaridaSource *source);   /* what it is now, without an undo */
void           jarida_reader_add_folder             (JaridaReader *self, const char *name, gint64 parent_id);
void           jarida_reader_rename_folder          (JaridaReader *self, JaridaFolder *folder, const char *name);
void           jarida_reader_move_folder            (JaridaReader *self, JaridaFolder *folder, gint64 parent_id, int position);
void           jarida_reader_remove_folder          (JaridaReader *self, JaridaFolder *folder);
gboolean       jarida_reader_get_can_undo           (JaridaReader *self);
void           jarida_reader_undo                   (JaridaReader *self);

/* OPML. Import adds what is not there yet, with its folders. Stopped or failed, it keeps what it has added until then, and the numbers
 * are told then too. */
typedef void (*JaridaImportProgress) (guint n_done, guint n_total, gpointer data);
void           jarida_reader_import_async           (JaridaReader *self, GBytes *opml, GCancellable *cancellable, JaridaImportProgress progress, gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data);
gboolean       jarida_reader_import_finish          (JaridaReader *self, GAsyncResult *result, guint *out_n_added, guint *out_n_known, GError **error);
GBytes        *jarida_reader_export                 (JaridaReader *self) G_GNUC_WARN_UNUSED_RESULT;

/* Sentences for people, in their language: what happened and what to do next. (transfer full) */
char          *jarida_outcome_text                  (JaridaOutcome outcome, int status) G_GNUC_WARN_UNUSED_RESULT;
char          *jarida_error_text                    (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* Why an address was not added: nothing was kept of it, so nothing will be tried again by itself. */
char          *jarida_add_error_text                (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* Why a picture is not there. */
char          *jarida_picture_error_text            (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char          *jarida_notice_text                   (const char *notice) G_GNUC_WARN_UNUSED_RESULT;
/* UNKNOWN for what no room of ours says. */
JaridaOutcome  jarida_outcome_from_error            (const GError *error);

G_END_DECLS
