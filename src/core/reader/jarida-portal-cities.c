/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-run-private.h"
#include "jarida-schedule.h"

#include "jarida-cities.h"
#include "jarida-fold.h"

/* The cities in a run: what the list has told is kept, then those that a person follows are asked for, and of the others a few, those
 * that have waited longest. */

#define MAX_FOLLOWED 12
#define MAX_OTHERS 3
/* A city that nobody follows is read once a day at most. */
#define OTHERS_INTERVAL (24 * 60 * 60)

/* (element-type utf8) set of folded names. (transfer full) */
static GHashTable *
list_followed (JaridaReader *reader)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *followed = jarida_store_get_followed (reader->store);

  for (guint i = 0; i < g_list_model_get_n_items (followed); i++)
    {
      g_autoptr(JaridaTopic) topic = g_list_model_get_item (followed, i);

      if (jarida_topic_get_kind (topic) == JARIDA_PLACE_CITY)
        g_hash_table_add (names, jarida_fold_text (jarida_topic_get_name (topic)));
    }
  return names;
}

static void
push_city (JaridaPortalRun  *self,
           const JaridaCity *city,
           JaridaPortalAsk   ask,
           gint64            interval)
{
  JaridaPortalStep *step = _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_CITY, ask);

  step->city = g_strdup (city->name);
  step->interval = interval;
}

static void
push_cities (JaridaPortalRun *self,
             GPtrArray       *cities)
{
  g_autoptr(GHashTable) followed = list_followed (self->reader);
  const JaridaPortalAsk wanted = self->forced && self->whole ? JARIDA_PORTAL_ASK_NOW : JARIDA_PORTAL_ASK_DUE;
  const gint64 now = _jarida_reader_now (self->reader);
  guint n_followed = 0, n_others = 0;

  for (guint i = 0; i < cities->len; i++)
    {
      const JaridaCity *city = g_ptr_array_index (cities, i);

      if (g_hash_table_contains (followed, city->key))
        {
          if (n_followed++ < MAX_FOLLOWED)
            push_city (self, city, wanted, 0);
        }
      else if (!jarida_schedule_is_later (city->next_fetch, now) && n_others++ < MAX_OTHERS)
        push_city (self, city, JARIDA_PORTAL_ASK_DUE, OTHERS_INTERVAL);
    }
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  JaridaPortalRun *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) cities = jarida_cities_list_finish (JARIDA_READER (object), result, &error);

  if (cities != NULL)
    push_cities (self, cities);
  _jarida_portal_run_step_ended (self, error);
}

static void
learnt_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  JaridaPortalRun *self = user_data;
  g_autoptr(GError) error = NULL;

  if (jarida_store_learn_cities_finish (JARIDA_STORE (object), result, &error))
    jarida_cities_list_async (self->reader, self->edition, listed_cb, self);
  else
    _jarida_portal_run_step_ended (self, error);
}

void
_jarida_portal_run_choose_cities (JaridaPortalRun *self)
{
  g_autoptr(GPtrArray) cities = g_steal_pointer (&self->cities);
  g_autoptr(GPtrArray) addresses = NULL;

  if (cities == NULL || cities->len == 0)
    {
      jarida_cities_list_async (self->reader, self->edition, listed_cb, self);
      return;
    }
  addresses = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < cities->len; i++)
    g_ptr_array_add (addresses, jarida_portal_edition_dup_named (self->edition, JARIDA_PORTAL_CITY, g_ptr_array_index (cities, i)));
  jarida_store_learn_cities_async (self->reader->store, cities, addresses, _jarida_reader_now (self->reader), NULL, learnt_cb, self);
}
