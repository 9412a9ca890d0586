/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reader-private.h"

#include "jarida-agenda-private.h"
#include "jarida-ahead-private.h"
#include "jarida-clean.h"
#include "jarida-older.h"
#include "jarida-pixel-cache.h"
#include "jarida-refresh.h"
#include "jarida-safekeeping.h"
#include "jarida-schedule.h"
#include "jarida-reports-private.h"

#define PIXEL_CACHE_BYTES (24u * 1024 * 1024)

G_DEFINE_FINAL_TYPE (JaridaReader, jarida_reader, G_TYPE_OBJECT)
G_DEFINE_QUARK (jarida-reader-error-quark, jarida_reader_error)

enum
{
  PROP_0,
  PROP_REFRESHING,
  PROP_REFRESH_DONE,
  PROP_REFRESH_TOTAL,
  PROP_REFRESH_FAILED,
  PROP_REFRESH_CITIES,
  PROP_ONLINE,
  PROP_CAN_UNDO,
  PROP_INTERVAL_MINUTES,
  PROP_RETENTION_DAYS,
  PROP_TEXT_LIMIT,
  PROP_VIDEO_PICTURES,
  PROP_REPORT_SERVICE,
  PROP_LIST_TIME,
  N_PROPS
};

enum
{
  ARTICLES_ARRIVED,
  FAILED,
  PICTURES_JUDGED,
  ARTICLE_COMPLETED,
  FILTER_MATCHED,
  SEARCH_CHANGED,
  COUNTS_CHANGED,
  DAMAGE_FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
_jarida_reader_return_list (GTask     *task,
                            GPtrArray *list,
                            GError    *error)
{
  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

void
_jarida_reader_return_done (GTask    *task,
                            gboolean  done,
                            GError   *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

gint64
_jarida_reader_now (JaridaReader *self)
{
  return self->clock != 0 ? self->clock : g_get_real_time () / G_USEC_PER_SEC;
}

double
_jarida_reader_random (JaridaReader *self)
{
  return self->dice >= 0 ? self->dice : g_random_double ();
}

void
_jarida_reader_set_progress (JaridaReader *self,
                             guint         done,
                             guint         total,
                             guint         failed)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->refresh_done != done)
    g_object_notify_by_pspec (object, properties[PROP_REFRESH_DONE]);
  if (self->refresh_total != total)
    g_object_notify_by_pspec (object, properties[PROP_REFRESH_TOTAL]);
  if (self->refresh_failed != failed)
    g_object_notify_by_pspec (object, properties[PROP_REFRESH_FAILED]);
  self->refresh_done = done;
  self->refresh_total = total;
  self->refresh_failed = failed;
  g_object_thaw_notify (object);
}

void
_jarida_reader_set_refresh_cities (JaridaReader *self,
                                   gboolean      cities)
{
  if (self->refresh_cities == !!cities)
    return;
  self->refresh_cities = !!cities;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESH_CITIES]);
}

void
_jarida_reader_set_refresh (JaridaReader  *self,
                            JaridaRefresh *refresh)
{
  if (self->refresh == refresh)
    return;
  self->refresh = refresh;
  _jarida_reader_set_refresh_cities (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHING]);
  if (refresh == NULL)
    {
      _jarida_reader_announce (self);
      _jarida_reader_clean_sometimes (self);
    }
  if (refresh == NULL && self->ahead->enabled)
    jarida_ahead_start (self->ahead);
}

void
_jarida_reader_set_online (JaridaReader *self,
                           gboolean      online)
{
  if (self->online == !!online)
    return;
  self->online = !!online;
  /* What was lost on the way says nothing of the network that is there now. */
  if (online)
    jarida_picture_cache_retry (self->pictures, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

void
_jarida_reader_fail (JaridaReader *self,
                     const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

void
_jarida_reader_pictures_judged (JaridaReader *self)
{
  g_signal_emit (self, signals[PICTURES_JUDGED], 0);
}

void
_jarida_reader_filter_matched (JaridaReader *self,
                               JaridaFilter *filter,
                               GPtrArray    *headlines,
                               guint         n)
{
  g_signal_emit (self, signals[FILTER_MATCHED], 0, filter, headlines, n);
}

void
_jarida_reader_article_completed (JaridaReader *self,
                                  gint64        id)
{
  g_signal_emit (self, signals[ARTICLE_COMPLETED], 0, id);
}

static void
network_changed_cb (GNetworkMonitor *monitor,
                    gboolean         available,
                    gpointer         user_data)
{
  _jarida_reader_set_online (user_data, available);
}

static void
articles_arrived_cb (JaridaStore *store,
                     guint        n_new,
                     gpointer     user_data)
{
  g_signal_emit (user_data, signals[ARTICLES_ARRIVED], 0, n_new);
}

static void
damage_found_cb (JaridaStore *store,
                 gpointer     user_data)
{
  g_signal_emit (user_data, signals[DAMAGE_FOUND], 0);
}

static void
search_changed_cb (JaridaStore *store,
                   gpointer     user_data)
{
  g_signal_emit (user_data, signals[SEARCH_CHANGED], 0);
}

static void
counts_changed_cb (JaridaStore *store,
                   gpointer     user_data)
{
  g_signal_emit (user_data, signals[COUNTS_CHANGED], 0);
}

/* Pictures that cannot be kept are shown all the same, so once is enough to be told. */
static void
picture_not_kept_cb (JaridaPictureCache *cache,
                     const GError       *error,
                     gpointer            user_data)
{
  JaridaReader *self = user_data;

  if (!self->told_of_pictures)
    _jarida_reader_fail (self, error);
  self->told_of_pictures = TRUE;
}

static void
set_interval_minutes (JaridaReader *self,
                      guint         minutes)
{
  if (self->interval_minutes == minutes)
    return;
  self->interval_minutes = minutes;
  jarida_agenda_update (self->agenda);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERVAL_MINUTES]);
}

static void
jarida_reader_dispose (GObject *object)
{
  JaridaReader *self = JARIDA_READER (object);

  jarida_reader_close (self);
  g_clear_object (&self->agenda);
  g_clear_object (&self->ahead);
  g_clear_pointer (&self->reports, _jarida_reports_free);
  g_clear_pointer (&self->undo, jarida_undo_free);
  g_clear_pointer (&self->pixels, jarida_pixel_cache_free);
  g_clear_object (&self->decoder);
  g_clear_object (&self->pictures);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->discreet);
  g_clear_object (&self->store);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->catalogue, jarida_catalogue_free);
  g_clear_pointer (&self->completing, g_hash_table_unref);
  g_clear_pointer (&self->videos, g_hash_table_unref);
  g_clear_pointer (&self->older, g_hash_table_unref);
  g_clear_pointer (&self->resting, g_hash_table_unref);
  g_clear_pointer (&self->data_folder, g_free);
  g_clear_pointer (&self->catalogue_path, g_free);
  G_OBJECT_CLASS (jarida_reader_parent_class)->dispose (object);
}

static void
jarida_reader_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaReader *self = JARIDA_READER (object);

  switch (prop_id)
    {
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refresh != NULL);
      break;
    case PROP_REFRESH_DONE:
      g_value_set_uint (value, self->refresh_done);
      break;
    case PROP_REFRESH_TOTAL:
      g_value_set_uint (value, self->refresh_total);
      break;
    case PROP_REFRESH_CITIES:
      g_value_set_boolean (value, self->refresh_cities);
      break;
    case PROP_REFRESH_FAILED:
      g_value_set_uint (value, self->refresh_failed);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, jarida_reader_get_can_undo (self));
      break;
    case PROP_INTERVAL_MINUTES:
      g_value_set_uint (value, self->interval_minutes);
      break;
    case PROP_RETENTION_DAYS:
      g_value_set_uint (value, self->retention_days);
      break;
    case PROP_TEXT_LIMIT:
      g_value_set_uint64 (value, self->text_limit);
      break;
    case PROP_VIDEO_PICTURES:
      g_value_set_boolean (value, self->video_pictures);
      break;
    case PROP_REPORT_SERVICE:
      g_value_set_string (value, jarida_reader_get_report_service (self));
      break;
    case PROP_LIST_TIME:
      g_value_set_int64 (value, jarida_reader_get_list_time (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_reader_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_INTERVAL_MINUTES:
      set_interval_minutes (JARIDA_READER (object), g_value_get_uint (value));
      break;
    case PROP_RETENTION_DAYS:
      JARIDA_READER (object)->retention_days = g_value_get_uint (value);
      break;
    case PROP_TEXT_LIMIT:
      JARIDA_READER (object)->text_limit = g_value_get_uint64 (value);
      break;
    case PROP_VIDEO_PICTURES:
      _jarida_reader_set_video_pictures (JARIDA_READER (object), g_value_get_boolean (value));
      break;
    case PROP_REPORT_SERVICE:
      jarida_reader_set_report_service (JARIDA_READER (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_reader_class_init (JaridaReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_reader_dispose;
  object_class->get_property = jarida_reader_get_property;
  object_class->set_property = jarida_reader_set_property;

  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, readable);
  properties[PROP_REFRESH_DONE] = g_param_spec_uint ("refresh-done", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_REFRESH_TOTAL] = g_param_spec_uint ("refresh-total", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_REFRESH_CITIES] = g_param_spec_boolean ("refresh-cities", NULL, NULL, FALSE, readable);
  properties[PROP_REFRESH_FAILED] = g_param_spec_uint ("refresh-failed", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, readable);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_INTERVAL_MINUTES] =
    g_param_spec_uint ("interval-minutes", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RETENTION_DAYS] =
    g_param_spec_uint ("retention-days", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT_LIMIT] =
    g_param_spec_uint64 ("text-limit", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIDEO_PICTURES] =
    g_param_spec_boolean ("video-pictures", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REPORT_SERVICE] =
    g_param_spec_string ("report-service", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIST_TIME] = g_param_spec_int64 ("list-time", NULL, NULL, 0, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ARTICLES_ARRIVED] = g_signal_new ("articles-arrived", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[PICTURES_JUDGED] = g_signal_new ("pictures-judged", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER_MATCHED] = g_signal_new ("filter-matched", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 3, JARIDA_TYPE_FILTER, G_TYPE_PTR_ARRAY, G_TYPE_UINT);
  signals[DAMAGE_FOUND] = g_signal_new ("damage-found", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ARTICLE_COMPLETED] = g_signal_new ("article-completed", JARIDA_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
jarida_reader_init (JaridaReader *self)
{
  self->closing = g_cancellable_new ();
  self->undo = jarida_undo_new (self);
  self->pixels = jarida_pixel_cache_new (PIXEL_CACHE_BYTES);
  self->completing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->older = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, _jarida_older_trail_free);
  self->videos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ahead = jarida_ahead_new (self);
  self->agenda = jarida_agenda_new (self);
  self->video_pictures = TRUE;
  self->online = TRUE;
  self->dice = -1;
}

/* "jarida/0.1": the rest of our version would tell people apart. */
static JaridaFetcher *
new_discreet_fetcher (void)
{
  g_auto(GStrv) numbers = g_strsplit (JARIDA_VERSION, ".", 3);
  g_autofree char *name = g_strdup_printf ("jarida/%s.%s", numbers[0], numbers[1]);
  JaridaFetcher *fetcher = jarida_fetcher_new_discreet (name);

  jarida_fetcher_set_pause (fetcher, 0);
  return fetcher;
}

static void
watch_network (JaridaReader *self)
{
  self->network = g_network_monitor_get_default ();
  self->online = g_network_monitor_get_network_available (self->network);
  self->network_handler = g_signal_connect (self->network, "network-changed",
                                            G_CALLBACK (network_changed_cb), self);
}

JaridaReader *
jarida_reader_open (const char  *data_folder,
                    const char  *cache_folder,
                    GError     **error)
{
  g_autoptr(JaridaReader) self = NULL;
  g_autofree char *picture_folder = NULL;
  JaridaStore *store;

  g_return_val_if_fail (data_folder != NULL, NULL);
  g_return_val_if_fail (cache_folder != NULL, NULL);

  store = jarida_store_open (data_folder, error);
  if (store == NULL)
    return NULL;

  self = g_object_new (JARIDA_TYPE_READER, NULL);
  self->store = store;
  self->data_folder = g_strdup (data_folder);
  self->fetcher = jarida_fetcher_new ();
  self->discreet = new_discreet_fetcher ();
  picture_folder = g_build_filename (cache_folder, "pictures", NULL);
  self->pictures = jarida_picture_cache_new (picture_folder, self->fetcher);
  g_signal_connect_object (self->pictures, "write-failed", G_CALLBACK (picture_not_kept_cb), self, 0);
  jarida_ahead_watch_pictures (self->ahead);
  self->decoder = jarida_image_decoder_new ();
  /* Where the shelf cannot be written, that is said already. */
  self->told_of_pictures = jarida_store_get_frozen (store);
  g_signal_connect_object (store, "articles-arrived", G_CALLBACK (articles_arrived_cb), self, 0);
  g_signal_connect_object (store, "damage-found", G_CALLBACK (damage_found_cb), self, 0);
  g_signal_connect_object (store, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (store, "counts-changed", G_CALLBACK (counts_changed_cb), self, 0);
  _jarida_reader_watch_announced (self);
  watch_network (self);
  _jarida_reports_new (self, data_folder);
  return g_steal_pointer (&self);
}

/**
 * jarida_reader_close:
 *
 * Stops what is under way and finishes what the shelf was asked to keep. The reader answers nothing afterwards.
 */
void
jarida_reader_close (JaridaReader *self)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  if (g_cancellable_is_cancelled (self->closing))
    return;
  if (self->reports != NULL)
    _jarida_reports_stop (self->reports);
  if (self->store != NULL)
    jarida_ahead_close (self->ahead);
  g_cancellable_cancel (self->closing);
  _jarida_safekeeping_stop (self);
  jarida_reader_cancel_refresh (self);
  jarida_agenda_close (self->agenda);
  _jarida_reader_stop_announcing (self);
  if (self->network != NULL)
    g_clear_signal_handler (&self->network_handler, self->network);
  if (self->store != NULL)
    jarida_store_close (self->store);
}

const char *
jarida_reader_get_notice (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_notice (self->store);
}

gboolean
jarida_reader_get_frozen (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return jarida_store_get_frozen (self->store);
}

gboolean
jarida_reader_thaw (JaridaReader  *self,
                    GError       **error)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  if (!jarida_store_thaw (self->store, error))
    return FALSE;
  self->told_of_pictures = FALSE;
  return TRUE;
}

GListModel *
jarida_reader_get_sources (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_sources (self->store);
}

GListModel *
jarida_reader_get_folders (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_folders (self->store);
}

JaridaSource *
jarida_reader_find_source (JaridaReader *self,
                           gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_find_source (self->store, id);
}

JaridaFolder *
jarida_reader_find_folder (JaridaReader *self,
                           gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_find_folder (self->store, id);
}

JaridaHeadlineList *
jarida_reader_list_headlines (JaridaReader      *self,
                              const JaridaPlace *place)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_list_headlines (self->store, place);
}

gboolean
jarida_reader_is_unread (JaridaReader *self,
                         gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return jarida_store_is_unread (self->store, id);
}

guint
jarida_reader_count (JaridaReader      *self,
                     const JaridaPlace *place)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_store_count (self->store, place);
}

guint
jarida_reader_count_unread (JaridaReader      *self,
                            const JaridaPlace *place)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_store_count_unread (self->store, place);
}

gint64
jarida_reader_get_newest (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_store_get_newest (self->store);
}

gboolean
jarida_reader_get_refreshing (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return self->refresh != NULL;
}

gboolean
jarida_reader_get_online (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return self->online;
}

JaridaAgenda *
jarida_reader_get_agenda (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return self->agenda;
}

/* Whoever is due is fetched; a server that asked for patience gets it even when the person insists. */
static gboolean
wants_fetch (JaridaSource *source,
             gboolean      force,
             gint64        now)
{
  const gboolean later = jarida_schedule_is_later (jarida_source_get_next_fetch (source), now);

  if (later && jarida_source_get_outcome (source) == JARIDA_OUTCOME_BUSY)
    return FALSE;
  return force || (!later && !jarida_source_get_stopped (source));
}

static void
add_all (JaridaReader  *self,
         JaridaRefresh *refresh,
         gboolean       force)
{
  GListModel *sources = jarida_store_get_sources (self->store);
  const gint64 now = _jarida_reader_now (self);
  const guint n_sources = g_list_model_get_n_items (sources);

  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      if (!jarida_source_get_stopped (source) && wants_fetch (source, force, now))
        jarida_refresh_add (refresh, source, force);
    }
}

static void
add_some (JaridaReader  *self,
          JaridaRefresh *refresh,
          const gint64  *source_ids,
          gsize          n_ids,
          gboolean       force)
{
  const gint64 now = _jarida_reader_now (self);

  for (gsize i = 0; i < n_ids; i++)
    {
      JaridaSource *source = jarida_store_find_source (self->store, source_ids[i]);

      if (source != NULL && wants_fetch (source, force, now))
        jarida_refresh_add (refresh, source, force);
    }
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  jarida_reader_cancel_refresh (user_data);
}

void
jarida_reader_refresh_async (JaridaReader        *self,
                             const gint64        *source_ids,
                             gsize                n_ids,
                             gboolean             force,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaRefresh *refresh;
  gboolean start = FALSE;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_refresh_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* What came could not be kept, and the servers would be asked for the same again next time. */
  if (jarida_reader_get_frozen (self))
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, "the shelf can only be read");
      return;
    }

  refresh = self->refresh;
  if (refresh == NULL)
    {
      refresh = jarida_refresh_new (self);
      start = TRUE;
    }
  if (source_ids != NULL)
    add_some (self, refresh, source_ids, n_ids, force);
  else
    add_all (self, refresh, force);
  jarida_refresh_join (refresh, task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  if (start)
    {
      _jarida_reader_set_refresh (self, refresh);
      jarida_refresh_start (refresh);
    }
}

gboolean
jarida_reader_refresh_finish (JaridaReader  *self,
                              GAsyncResult  *result,
                              guint         *out_n_new,
                              guint         *out_n_failed,
                              GError       **error)
{
  g_autofree JaridaRefreshResult *counts = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  counts = g_task_propagate_pointer (G_TASK (result), error);
  if (counts == NULL)
    return FALSE;
  if (out_n_new != NULL)
    *out_n_new = counts->n_new;
  if (out_n_failed != NULL)
    *out_n_failed = counts->n_failed;
  return TRUE;
}

void
jarida_reader_cancel_refresh (JaridaReader *self)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  if (self->refresh != NULL)
    jarida_refresh_cancel (self->refresh);
}

static void
article_loaded_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  JaridaArticle *article = jarida_store_load_article_finish (JARIDA_STORE (object), result, &error);

  if (article != NULL && article->section_kind == JARIDA_SECTION_VIDEO && article->image != NULL)
    jarida_reader_note_video_picture (g_task_get_source_object (task), article->image);
  if (article != NULL)
    g_task_return_pointer (task, article, (GDestroyNotify) jarida_article_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
jarida_reader_load_article_async (JaridaReader        *self,
                                  gint64               id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_article_async);
  jarida_store_load_article_async (self->store, id, cancellable, article_loaded_cb, g_steal_pointer (&task));
}

JaridaArticle *
jarida_reader_load_article_finish (JaridaReader  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What building a document needs on the other thread. */
typedef struct
{
  JaridaArticle      *article;   /* (owned) */
  JaridaDocumentHead *head;      /* (owned) (nullable) */
  gboolean            hyphens;
} DocumentInput;

static void
free_document_input (gpointer data)
{
  DocumentInput *input = data;

  jarida_article_unref (input->article);
  jarida_document_head_free (input->head);
  g_free (input);
}

static void
build_document_thread (GTask        *task,
                       gpointer      source_object,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  const DocumentInput *input = task_data;
  const JaridaArticle *article = input->article;
  const char *html = article->content != NULL ? article->content : article->excerpt;
  JaridaDocument *document;

  document = jarida_document_new (html != NULL ? html : "", -1,
                                  article->base != NULL ? article->base : article->address,
                                  article->language, article->direction,
                                  input->head);
  if (input->hyphens)
    jarida_document_prepare_hyphens (document);
  g_task_return_pointer (task, document, (GDestroyNotify) jarida_document_unref);
}

void
jarida_reader_build_document_async (JaridaReader             *self,
                                    JaridaArticle            *article,
                                    const JaridaDocumentHead *head,
                                    gboolean                  hyphens,
                                    GCancellable             *cancellable,
                                    GAsyncReadyCallback       callback,
                                    gpointer                  user_data)
{
  g_autoptr(GTask) task = NULL;
  DocumentInput *input;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (article != NULL);

  input = g_new0 (DocumentInput, 1);
  input->article = jarida_article_ref (article);
  input->hyphens = hyphens;
  input->head = head != NULL ? jarida_document_head_copy (head) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_build_document_async);
  g_task_set_task_data (task, input, free_document_input);
  g_task_run_in_thread (task, build_document_thread);
}

JaridaDocument *
jarida_reader_build_document_finish (JaridaReader  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  const DocumentInput *input;
  JaridaDocument *document;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  input = g_task_get_task_data (G_TASK (result));
  document = g_task_propagate_pointer (G_TASK (result), error);
  if (document != NULL && input->article->section_kind == JARIDA_SECTION_VIDEO)
    _jarida_reader_note_video_document (self, document);
  return document;
}
