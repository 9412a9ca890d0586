/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ahead-private.h"

#include <glib/gi18n-lib.h>

#include "jarida-address.h"
#include "jarida-store-kept.h"

/* Articles on their way at the same time. More would only stand in the queues of their hosts, and whoever opens one of them would wait
 * behind the others. */
#define MAX_ACTIVE 8
/* Notes that are written together. */
#define MAX_NOTES 16
#define DAY (24 * 60 * 60)
/* The failures that are told; more of them say nothing more. */
#define MAX_FAILURES 200
/* When as many hosts after one another send something else, it is the network that answers. */
#define ODD_HOSTS 3

G_DEFINE_FINAL_TYPE (JaridaAhead, jarida_ahead, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_DONE,
  PROP_TOTAL,
  PROP_BYTES,
  PROP_ENABLED,
  PROP_DAYS,
  PROP_OVER_METERED,
  PROP_WHILE_SAVING_POWER,
  PROP_PICTURES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void start_more (JaridaAhead *self);
static JaridaAheadState judge_moment (JaridaAhead *self);

static void
set_state (JaridaAhead      *self,
           JaridaAheadState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_number (JaridaAhead *self,
            guint       *number,
            guint        property,
            guint        value)
{
  if (*number == value)
    return;
  *number = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_bytes (JaridaAhead *self,
           guint64      bytes)
{
  if (self->bytes == bytes)
    return;
  self->bytes = bytes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
}

/* ---- The moment ---- */

static gboolean
is_waiting (JaridaAheadState state)
{
  return state == JARIDA_AHEAD_OFFLINE || state == JARIDA_AHEAD_CAPTIVE || state == JARIDA_AHEAD_METERED
         || state == JARIDA_AHEAD_SAVING_POWER;
}

static void
moment_changed_cb (JaridaAhead *self)
{
  if (self->reader == NULL)
    return;
  if (self->state == JARIDA_AHEAD_RUNNING)
    jarida_ahead_may_go_on (self);
  else if (is_waiting (self->state) && judge_moment (self) == JARIDA_AHEAD_RUNNING)
    jarida_ahead_start (self);
}

gboolean
jarida_ahead_may_go_on (JaridaAhead *self)
{
  JaridaAheadState moment;

  if (self->state != JARIDA_AHEAD_RUNNING)
    return FALSE;
  moment = judge_moment (self);
  /* When the space is used up its least recently used tenth leaves: what is kept ahead stays below that. */
  if (moment == JARIDA_AHEAD_RUNNING && self->bytes >= jarida_picture_cache_get_limit (self->reader->pictures) / 10 * 9)
    moment = JARIDA_AHEAD_FULL;
  if (moment != JARIDA_AHEAD_RUNNING)
    jarida_ahead_pause (self, moment);
  return moment == JARIDA_AHEAD_RUNNING;
}

void
jarida_ahead_set_conditions (JaridaAhead      *self,
                             JaridaConditions *conditions)
{
  g_return_if_fail (self->conditions == NULL);

  self->conditions = g_object_ref (conditions);
  g_signal_connect_object (conditions, "notify", G_CALLBACK (moment_changed_cb), self, G_CONNECT_SWAPPED);
}

/* The system is asked when it first matters: that takes a connection of its own. */
JaridaConditions *
jarida_ahead_get_conditions (JaridaAhead *self)
{
  g_autoptr(JaridaConditions) conditions = NULL;

  if (self->conditions == NULL)
    {
      conditions = jarida_conditions_new_system ();
      jarida_ahead_set_conditions (self, conditions);
    }
  return self->conditions;
}

/* RUNNING: nothing speaks against it. */
static JaridaAheadState
judge_moment (JaridaAhead *self)
{
  JaridaConditions *conditions;

  if (jarida_reader_get_frozen (self->reader))
    return JARIDA_AHEAD_NO_ROOM;
  if (!jarida_reader_get_online (self->reader))
    return JARIDA_AHEAD_OFFLINE;
  conditions = jarida_ahead_get_conditions (self);
  if (jarida_conditions_get_captive (conditions))
    return JARIDA_AHEAD_CAPTIVE;
  if (jarida_conditions_get_metered (conditions) && !self->over_metered)
    return JARIDA_AHEAD_METERED;
  if (jarida_conditions_get_saving_power (conditions) && !self->while_saving_power)
    return JARIDA_AHEAD_SAVING_POWER;
  return JARIDA_AHEAD_RUNNING;
}

/* ---- What is kept ---- */

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaAhead) self = user_data;
  g_autoptr(GError) error = NULL;

  self->n_active--;
  if (!jarida_store_note_kept_finish (JARIDA_STORE (object), result, &error))
    {
      /* It is found again at the next start. */
      g_debug ("what is kept was not noted: %s", error->message);
      if (self->state == JARIDA_AHEAD_RUNNING && (g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL)
                                                  || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_READ_ONLY)))
        jarida_ahead_pause (self, JARIDA_AHEAD_NO_ROOM);
    }
  start_more (self);
}

static void
write_notes (JaridaAhead *self)
{
  if (self->notes->len == 0 || self->reader == NULL)
    return;
  self->n_active++;
  jarida_store_note_kept_async (self->reader->store, (JaridaKeptNote *) self->notes->data, self->notes->len, NULL, noted_cb,
                                g_object_ref (self));
  g_array_set_size (self->notes, 0);
}

void
jarida_ahead_fail (JaridaAhead  *self,
                   gint64        id,
                   const char   *title,
                   const GError *error)
{
  g_autoptr(JaridaAheadFailure) failure = NULL;
  g_autofree char *reason = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_list_model_get_n_items (G_LIST_MODEL (self->failures)) >= MAX_FAILURES)
    return;
  reason = error->domain == JARIDA_READER_ERROR || error->domain == JARIDA_STORE_ERROR ? jarida_error_text (error)
                                                                                       : jarida_picture_error_text (error);
  failure = jarida_ahead_failure_new (id, title, reason);
  g_list_store_append (self->failures, failure);
}

void
jarida_ahead_give_up (JaridaAhead *self,
                      const char  *key,
                      gint64       seconds)
{
  const gint64 until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  g_hash_table_replace (self->given_up, g_strdup (key), g_memdup2 (&until, sizeof until));
}

gint64
jarida_ahead_get_given_up (JaridaAhead *self,
                           const char  *key)
{
  const gint64 *until = g_hash_table_lookup (self->given_up, key);

  return until != NULL ? MAX (0, *until - g_get_monotonic_time ()) / G_USEC_PER_SEC : 0;
}

void
jarida_ahead_note_answer (JaridaAhead *self,
                          const char  *address,
                          gboolean     odd)
{
  if (!odd)
    g_hash_table_remove_all (self->odd_hosts);
  else
    g_hash_table_add (self->odd_hosts, jarida_address_dup_site (address));
  if (g_hash_table_size (self->odd_hosts) < ODD_HOSTS || self->state != JARIDA_AHEAD_RUNNING)
    return;
  /* What they sent says nothing of what is there. */
  g_hash_table_remove_all (self->odd_hosts);
  g_hash_table_remove_all (self->given_up);
  jarida_ahead_pause (self, JARIDA_AHEAD_CAPTIVE);
}

void
jarida_ahead_job_ended (JaridaAhead *self,
                        gint64       id,
                        gboolean     kept,
                        guint64      bytes)
{
  const JaridaKeptNote note = { .id = id, .bytes = bytes, .kept = TRUE };

  self->n_active--;
  if (kept)
    {
      g_array_append_val (self->notes, note);
      set_bytes (self, self->bytes + bytes);
    }
  if (self->state == JARIDA_AHEAD_RUNNING)
    set_number (self, &self->done, PROP_DONE, self->done + 1);
  if (self->notes->len >= MAX_NOTES)
    write_notes (self);
  start_more (self);
}

void
jarida_ahead_job_verified (JaridaAhead *self,
                           gint64       id,
                           gboolean     kept)
{
  const JaridaKeptNote note = { .id = id };

  self->n_active--;
  if (!kept)
    {
      g_array_append_val (self->notes, note);
      /* Some of them may be wanted again. */
      self->again = TRUE;
    }
  if (self->notes->len >= MAX_NOTES)
    write_notes (self);
  start_more (self);
}

static void
swept_cb (JaridaAhead *self)
{
  self->doubtful = TRUE;
}

/* ---- A run ---- */

static void
end_run (JaridaAhead *self)
{
  g_clear_object (&self->cancellable);
  g_info ("ahead: %u of %u articles, %u failures", self->done, self->total,
          g_list_model_get_n_items (G_LIST_MODEL (self->failures)));
  if (self->state == JARIDA_AHEAD_RUNNING)
    set_state (self, JARIDA_AHEAD_RESTING);
  if (self->again)
    jarida_ahead_start (self);
}

/* It is tried again. What is not tried again, because it would be in vain, goes on being told. */
static void
forget_failures (JaridaAhead *self,
                 gint64       id)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->failures)); i-- > 0;)
    {
      g_autoptr(JaridaAheadFailure) failure = g_list_model_get_item (G_LIST_MODEL (self->failures), i);

      if (jarida_ahead_failure_get_id (failure) == id)
        g_list_store_remove (self->failures, i);
    }
}

/* To look costs nobody anything, and says how much room there is. */
static gboolean
has_next (JaridaAhead *self)
{
  const gint64 *id = g_queue_peek_head (&self->waiting);

  return id != NULL && (*id < 0 || jarida_ahead_may_go_on (self));
}

static void
start_more (JaridaAhead *self)
{
  while (self->n_active < MAX_ACTIVE && has_next (self))
    {
      g_autofree gint64 *id = g_queue_pop_head (&self->waiting);

      self->n_active++;
      if (*id > 0)
        forget_failures (self, *id);
      if (*id > 0)
        jarida_ahead_job_start (self, *id, self->cancellable);
      else
        jarida_ahead_job_verify (self, -*id, self->cancellable);
    }
  if (self->n_active == 0)
    write_notes (self);
  if (self->n_active == 0 && self->cancellable != NULL)
    end_run (self);
}

void
jarida_ahead_pause (JaridaAhead      *self,
                    JaridaAheadState  why)
{
  const gint64 *next = g_queue_peek_head (&self->waiting);

  self->doubtful |= next != NULL && *next < 0;
  g_queue_clear_full (&self->waiting, g_free);
  set_state (self, why);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* Before anything is fetched; as the negative of their ids. */
static void
list_doubtful (JaridaAhead *self)
{
  g_autoptr(GArray) ids = jarida_store_list_kept (self->reader->store);

  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = -g_array_index (ids, gint64, i);

      g_queue_push_tail (&self->waiting, g_memdup2 (&id, sizeof id));
    }
}

static void
list_waiting (JaridaAhead *self)
{
  const gint64 since = self->days > 0 ? _jarida_reader_now (self->reader) - (gint64) self->days * DAY : G_MAXINT64;
  g_autoptr(GArray) ids = jarida_store_list_unkept (self->reader->store, since);
  guint n_doubtful;

  if (self->doubtful)
    list_doubtful (self);
  self->doubtful = FALSE;
  n_doubtful = self->waiting.length;
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, id);

      if (jarida_ahead_get_given_up (self, key) == 0)
        g_queue_push_tail (&self->waiting, g_memdup2 (&id, sizeof id));
    }
  set_number (self, &self->done, PROP_DONE, 0);
  set_number (self, &self->total, PROP_TOTAL, self->waiting.length - n_doubtful);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaAhead) self = user_data;
  g_autoptr(GError) error = NULL;
  guint64 bytes;
  guint n;

  self->n_active--;
  if (jarida_store_measure_kept_finish (JARIDA_STORE (object), result, &n, &bytes, &error) && self->state == JARIDA_AHEAD_RUNNING)
    {
      /* Somebody has emptied the folder of pictures. */
      self->doubtful |= bytes > 0 && jarida_picture_cache_get_size (self->reader->pictures) == 0;
      set_bytes (self, bytes);
      list_waiting (self);
    }
  start_more (self);
}

void
jarida_ahead_start (JaridaAhead *self)
{
  JaridaAheadState moment;

  g_return_if_fail (JARIDA_IS_AHEAD (self));

  if (self->reader == NULL)
    return;
  /* What was stopped is still on its way out. */
  self->again = self->cancellable != NULL;
  if (self->again)
    return;
  moment = judge_moment (self);
  set_state (self, moment);
  if (moment != JARIDA_AHEAD_RUNNING)
    return;
  self->cancellable = g_cancellable_new ();
  self->n_active++;
  jarida_store_measure_kept_async (self->reader->store, self->cancellable, measured_cb, g_object_ref (self));
}

void
jarida_ahead_stop (JaridaAhead *self)
{
  g_return_if_fail (JARIDA_IS_AHEAD (self));

  self->again = FALSE;
  if (self->state == JARIDA_AHEAD_RUNNING)
    jarida_ahead_pause (self, JARIDA_AHEAD_STOPPED);
}

void
jarida_ahead_close (JaridaAhead *self)
{
  jarida_ahead_stop (self);
  write_notes (self);
  self->reader = NULL;
}

JaridaAheadState
jarida_ahead_get_state (JaridaAhead *self)
{
  g_return_val_if_fail (JARIDA_IS_AHEAD (self), JARIDA_AHEAD_RESTING);

  return self->state;
}

gboolean
jarida_ahead_get_busy (JaridaAhead *self)
{
  g_return_val_if_fail (JARIDA_IS_AHEAD (self), FALSE);

  return self->cancellable != NULL;
}

GListModel *
jarida_ahead_get_failures (JaridaAhead *self)
{
  g_return_val_if_fail (JARIDA_IS_AHEAD (self), NULL);

  return G_LIST_MODEL (self->failures);
}

char *
jarida_ahead_state_text (JaridaAheadState state)
{
  switch (state)
    {
    case JARIDA_AHEAD_OFFLINE:
      return g_strdup (_("Waiting for a network to fetch the rest."));
    case JARIDA_AHEAD_CAPTIVE:
      return g_strdup (_("This network asks to log in first. The rest is fetched after that."));
    case JARIDA_AHEAD_METERED:
      return g_strdup (_("This network is paid for by the byte. The rest is fetched on another."));
    case JARIDA_AHEAD_SAVING_POWER:
      return g_strdup (_("Power is being saved. The rest is fetched after that."));
    case JARIDA_AHEAD_FULL:
      return g_strdup (_("The space for pictures is used up, so no more is fetched ahead."));
    case JARIDA_AHEAD_NO_ROOM:
      return g_strdup (_("Nothing can be kept on the disk for now, so nothing is fetched ahead."));
    case JARIDA_AHEAD_RESTING:
    case JARIDA_AHEAD_RUNNING:
    case JARIDA_AHEAD_STOPPED:
    default:
      return NULL;
    }
}

/* ---- The object ---- */

static void
jarida_ahead_dispose (GObject *object)
{
  JaridaAhead *self = JARIDA_AHEAD (object);

  g_queue_clear_full (&self->waiting, g_free);
  g_clear_object (&self->conditions);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->failures);
  g_clear_pointer (&self->notes, g_array_unref);
  g_clear_pointer (&self->given_up, g_hash_table_unref);
  g_clear_pointer (&self->odd_hosts, g_hash_table_unref);
  G_OBJECT_CLASS (jarida_ahead_parent_class)->dispose (object);
}

static void
jarida_ahead_get_property (GObject    *object,
                           guint       property,
                           GValue     *value,
                           GParamSpec *pspec)
{
  JaridaAhead *self = JARIDA_AHEAD (object);

  switch (property)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_BYTES:
      g_value_set_uint64 (value, self->bytes);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_DAYS:
      g_value_set_uint (value, self->days);
      break;
    case PROP_OVER_METERED:
      g_value_set_boolean (value, self->over_metered);
      break;
    case PROP_WHILE_SAVING_POWER:
      g_value_set_boolean (value, self->while_saving_power);
      break;
    case PROP_PICTURES:
      g_value_set_boolean (value, self->pictures);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
jarida_ahead_set_property (GObject      *object,
                           guint         property,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  JaridaAhead *self = JARIDA_AHEAD (object);

  switch (property)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      break;
    case PROP_DAYS:
      self->days = g_value_get_uint (value);
      break;
    case PROP_OVER_METERED:
      self->over_metered = g_value_get_boolean (value);
      break;
    case PROP_WHILE_SAVING_POWER:
      self->while_saving_power = g_value_get_boolean (value);
      break;
    case PROP_PICTURES:
      self->pictures = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
  /* What the person allows now may go on. */
  if (self->reader != NULL && (is_waiting (self->state) || self->state == JARIDA_AHEAD_RUNNING))
    moment_changed_cb (self);
}

static void
jarida_ahead_class_init (JaridaAheadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_ahead_dispose;
  object_class->get_property = jarida_ahead_get_property;
  object_class->set_property = jarida_ahead_set_property;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, JARIDA_AHEAD_NO_ROOM, JARIDA_AHEAD_RESTING, readable);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_BYTES] = g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, readable);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, writable);
  properties[PROP_DAYS] = g_param_spec_uint ("days", NULL, NULL, 0, G_MAXUINT, 3, writable);
  properties[PROP_OVER_METERED] = g_param_spec_boolean ("over-metered", NULL, NULL, FALSE, writable);
  properties[PROP_WHILE_SAVING_POWER] = g_param_spec_boolean ("while-saving-power", NULL, NULL, FALSE, writable);
  properties[PROP_PICTURES] = g_param_spec_boolean ("pictures", NULL, NULL, TRUE, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_ahead_init (JaridaAhead *self)
{
  g_queue_init (&self->waiting);
  self->notes = g_array_new (FALSE, FALSE, sizeof (JaridaKeptNote));
  self->failures = g_list_store_new (JARIDA_TYPE_AHEAD_FAILURE);
  self->given_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->odd_hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->days = 3;
  self->pictures = TRUE;
}

void
jarida_ahead_watch_pictures (JaridaAhead *self)
{
  g_signal_connect_object (self->reader->pictures, "swept", G_CALLBACK (swept_cb), self, G_CONNECT_SWAPPED);
}

JaridaAhead *
jarida_ahead_new (JaridaReader *reader)
{
  JaridaAhead *self = g_object_new (JARIDA_TYPE_AHEAD, NULL);

  self->reader = reader;
  g_signal_connect_object (reader, "notify::online", G_CALLBACK (moment_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
