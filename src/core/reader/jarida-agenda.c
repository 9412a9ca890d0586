/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-agenda-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jarida-ahead-private.h"
#include "jarida-hours.h"
#include "jarida-schedule.h"

#define LOOK_SECONDS 60
/* A network that has just come has no names of hosts yet. */
#define SOON_SECONDS 2
/* When nobody answers though the system sees a network, or the shelf is full: until it is tried again. */
#define AGAIN_SECONDS (15 * 60)

struct _JaridaAgenda
{
  GObject            parent_instance;

  JaridaReader      *reader;          /* (nullable) borrowed: it owns this */
  JaridaConditions  *conditions;      /* (owned) (nullable) until something is due */
  GTimeZone         *zone;            /* (owned) (nullable) that of the machine */
  int                hours[JARIDA_HOURS_MAX];
  gsize              n_hours;
  gint64             hours_done;
  gint64             begun;           /* when the refresh of an hour that is under way was begun, 0: none is */
  gint64             tried;           /* when that was in vain last, 0: it was not */
  guint              look_source;
  guint              soon_source;
  JaridaAgendaState  state;
  gboolean           unseen;
};

G_DEFINE_FINAL_TYPE (JaridaAgenda, jarida_agenda, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_HOURS_DONE,
  PROP_UNSEEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_state (JaridaAgenda      *self,
           JaridaAgendaState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_hours_done (JaridaAgenda *self,
                gint64        hours_done)
{
  if (self->hours_done == hours_done)
    return;
  self->hours_done = hours_done;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOURS_DONE]);
}

/* ---- The moment ---- */

static gboolean
soon_cb (gpointer user_data)
{
  JaridaAgenda *self = user_data;

  self->soon_source = 0;
  jarida_agenda_look (self);
  return G_SOURCE_REMOVE;
}

static void
moment_changed_cb (JaridaAgenda *self)
{
  if (self->look_source == 0)
    return;
  /* What was in vain there may do here. */
  self->tried = 0;
  if (self->soon_source == 0)
    self->soon_source = g_timeout_add_seconds (SOON_SECONDS, soon_cb, self);
}

/* RESTING: nothing speaks against it. */
static JaridaAgendaState
judge_moment (JaridaAgenda *self,
              gint64        now)
{
  if (self->conditions == NULL)
    {
      self->conditions = g_object_ref (jarida_ahead_get_conditions (self->reader->ahead));
      g_signal_connect_object (self->conditions, "notify", G_CALLBACK (moment_changed_cb), self, G_CONNECT_SWAPPED);
    }
  if (!jarida_conditions_get_available (self->conditions))
    return JARIDA_AGENDA_OFFLINE;
  if (jarida_conditions_get_captive (self->conditions))
    return JARIDA_AGENDA_CAPTIVE;
  /* Nobody answered last time: now and then, somebody may. */
  if (self->tried != 0 && now >= self->tried && now - self->tried < AGAIN_SECONDS)
    return JARIDA_AGENDA_OFFLINE;
  if (self->unseen && jarida_conditions_get_metered (self->conditions))
    return JARIDA_AGENDA_METERED;
  if (self->unseen && jarida_conditions_get_saving_power (self->conditions))
    return JARIDA_AGENDA_SAVING_POWER;
  return JARIDA_AGENDA_RESTING;
}

static GTimeZone *
dup_zone (JaridaAgenda *self)
{
  /* Asked each time: people travel. */
  return self->zone != NULL ? g_time_zone_ref (self->zone) : g_time_zone_new_local ();
}

static gboolean
is_hour_due (JaridaAgenda *self,
             gint64        now)
{
  g_autoptr(GTimeZone) zone = NULL;

  if (self->n_hours == 0)
    return FALSE;
  zone = dup_zone (self);
  set_hours_done (self, jarida_hours_settle (self->hours_done, now));
  return jarida_hours_due (self->hours, self->n_hours, zone, self->hours_done, now);
}

static gboolean
is_source_due (JaridaAgenda *self,
               gint64        now)
{
  GListModel *sources = jarida_reader_get_sources (self->reader);
  const guint n_sources = g_list_model_get_n_items (sources);

  for (guint i = 0; i < n_sources && self->reader->interval_minutes > 0; i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      if (!jarida_source_get_stopped (source) && !jarida_schedule_is_later (jarida_source_get_next_fetch (source), now))
        return TRUE;
    }
  return FALSE;
}

/* ---- Doing it ---- */

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaAgenda) self = user_data;
  JaridaReader *reader = JARIDA_READER (object);
  const gint64 begun = self->begun;
  g_autoptr(GError) error = NULL;
  gboolean done = jarida_reader_refresh_finish (reader, result, NULL, NULL, &error);

  self->begun = 0;
  if (self->reader == NULL)
    return;
  /* Who stops it has seen it; who ends the program has not. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    done = !g_cancellable_is_cancelled (reader->closing);
  else if (error != NULL)
    _jarida_reader_fail (reader, error);
  done = done && jarida_reader_get_online (reader);
  self->tried = done ? 0 : _jarida_reader_now (reader);
  if (done && begun != 0)
    set_hours_done (self, begun);
}

void
jarida_agenda_look (JaridaAgenda *self)
{
  JaridaReader *reader = self->reader;
  gboolean hour;
  JaridaAgendaState moment;
  gint64 now;

  if (reader == NULL || reader->refresh != NULL || jarida_reader_get_frozen (reader))
    return;
  now = _jarida_reader_now (reader);
  hour = is_hour_due (self, now);
  if (!hour && !is_source_due (self, now))
    {
      set_state (self, JARIDA_AGENDA_RESTING);
      /* What was saved meanwhile, or could not be had a while ago. */
      if (!self->unseen && reader->interval_minutes > 0 && reader->online && reader->ahead->enabled)
        jarida_ahead_start (reader->ahead);
      return;
    }
  moment = judge_moment (self, now);
  set_state (self, moment);
  if (moment != JARIDA_AGENDA_RESTING)
    return;
  g_info ("refreshing %s", hour ? "at a chosen hour" : "what is due");
  self->begun = hour ? now : 0;
  jarida_reader_refresh_async (reader, NULL, 0, hour, NULL, refreshed_cb, g_object_ref (self));
}

static gboolean
look_cb (gpointer user_data)
{
  jarida_agenda_look (user_data);
  return G_SOURCE_CONTINUE;
}

void
jarida_agenda_update (JaridaAgenda *self)
{
  const gboolean wanted = self->reader != NULL && (self->n_hours > 0 || self->reader->interval_minutes > 0);

  if (wanted && self->look_source == 0)
    self->look_source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  else if (!wanted)
    {
      g_clear_handle_id (&self->look_source, g_source_remove);
      g_clear_handle_id (&self->soon_source, g_source_remove);
      set_state (self, JARIDA_AGENDA_RESTING);
    }
}

void
jarida_agenda_close (JaridaAgenda *self)
{
  self->reader = NULL;
  jarida_agenda_update (self);
}

/* ---- The object ---- */

static void
jarida_agenda_dispose (GObject *object)
{
  JaridaAgenda *self = JARIDA_AGENDA (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->soon_source, g_source_remove);
  g_clear_object (&self->conditions);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (jarida_agenda_parent_class)->dispose (object);
}

static void
jarida_agenda_get_property (GObject    *object,
                            guint       property,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaAgenda *self = JARIDA_AGENDA (object);

  switch (property)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_HOURS_DONE:
      g_value_set_int64 (value, self->hours_done);
      break;
    case PROP_UNSEEN:
      g_value_set_boolean (value, self->unseen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
jarida_agenda_set_property (GObject      *object,
                            guint         property,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  JaridaAgenda *self = JARIDA_AGENDA (object);

  switch (property)
    {
    case PROP_HOURS_DONE:
      set_hours_done (self, g_value_get_int64 (value));
      break;
    case PROP_UNSEEN:
      if (self->unseen == g_value_get_boolean (value))
        break;
      self->unseen = g_value_get_boolean (value);
      moment_changed_cb (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
jarida_agenda_class_init (JaridaAgendaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_agenda_dispose;
  object_class->get_property = jarida_agenda_get_property;
  object_class->set_property = jarida_agenda_set_property;
  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, 0, JARIDA_AGENDA_SAVING_POWER, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOURS_DONE] = g_param_spec_int64 ("hours-done", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_UNSEEN] = g_param_spec_boolean ("unseen", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_agenda_init (JaridaAgenda *self)
{
}

JaridaAgenda *
jarida_agenda_new (JaridaReader *reader)
{
  JaridaAgenda *self = g_object_new (JARIDA_TYPE_AGENDA, NULL);

  self->reader = reader;
  return self;
}

void
jarida_agenda_set_zone (JaridaAgenda *self,
                        GTimeZone    *zone)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
}

void
jarida_agenda_set_hours (JaridaAgenda *self,
                         const int    *minutes,
                         gsize         n)
{
  g_return_if_fail (JARIDA_IS_AGENDA (self));
  g_return_if_fail (n <= JARIDA_HOURS_MAX);

  if (n == self->n_hours && (n == 0 || memcmp (self->hours, minutes, n * sizeof *minutes) == 0))
    return;
  if (n > 0)
    memcpy (self->hours, minutes, n * sizeof *minutes);
  self->n_hours = n;
  jarida_agenda_update (self);
  moment_changed_cb (self);
}

gint64
jarida_agenda_get_next (JaridaAgenda *self)
{
  g_autoptr(GTimeZone) zone = NULL;

  g_return_val_if_fail (JARIDA_IS_AGENDA (self), 0);

  if (self->n_hours == 0 || self->reader == NULL)
    return 0;
  zone = dup_zone (self);
  return jarida_hours_next (self->hours, self->n_hours, zone, _jarida_reader_now (self->reader));
}

JaridaAgendaState
jarida_agenda_get_state (JaridaAgenda *self)
{
  g_return_val_if_fail (JARIDA_IS_AGENDA (self), JARIDA_AGENDA_RESTING);

  return self->state;
}

char *
jarida_agenda_state_text (JaridaAgendaState state)
{
  switch (state)
    {
    case JARIDA_AGENDA_OFFLINE:
      return g_strdup (_("There is no network. Newspapers are refreshed when it is back."));
    case JARIDA_AGENDA_CAPTIVE:
      return g_strdup (_("This network asks you to log in first. Newspapers are refreshed after that."));
    case JARIDA_AGENDA_METERED:
      return g_strdup (_("This network is paid for by the byte. Newspapers are refreshed on another."));
    case JARIDA_AGENDA_SAVING_POWER:
      return g_strdup (_("Power is being saved. Newspapers are refreshed after that."));
    case JARIDA_AGENDA_RESTING:
    default:
      return NULL;
    }
}
