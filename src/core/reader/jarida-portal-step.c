/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-run-private.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-portal-articles.h"

/* What a step asks the portal for. */

#define PAGE_INTERVAL (15 * 60)
/* The list of cities changes hardly ever. */
#define CITIES_REST (7 * 24 * 60 * 60)

/* As the catalogue says, which need not be beside the home page. */
static char *
dup_edition_feed (JaridaPortalRun *self)
{
  const GPtrArray *portals = self->reader->catalogue != NULL ? jarida_catalogue_get_portals (self->reader->catalogue) : NULL;

  for (guint i = 0; portals != NULL && i < portals->len; i++)
    {
      const JaridaCataloguePortal *portal = g_ptr_array_index (portals, i);

      for (guint n = 0; strcmp (portal->id, self->edition->portal) == 0 && n < portal->editions->len; n++)
        {
          const JaridaCatalogueEdition *edition = g_ptr_array_index (portal->editions, n);
          g_autofree char *site = jarida_address_dup_site (edition->feed);

          if (strcmp (edition->language, self->edition->language) == 0 && g_strcmp0 (site, self->edition->site) == 0)
            return g_strdup (edition->feed);
        }
    }
  return jarida_portal_edition_dup_page (self->edition, "rss");
}

static char *
dup_address (JaridaPortalRun        *self,
             const JaridaPortalStep *step)
{
  switch (step->kind)
    {
    case JARIDA_PORTAL_STEP_EDITION_FEED:
      return dup_edition_feed (self);
    case JARIDA_PORTAL_STEP_HOME:
      return jarida_portal_edition_dup_page (self->edition, "");
    case JARIDA_PORTAL_STEP_SECTION:
      return jarida_portal_edition_dup_page (self->edition, step->section);
    case JARIDA_PORTAL_STEP_NEWSPAPER_FEED:
      return g_strconcat (jarida_source_get_feed_url (step->source), "/rss", NULL);
    case JARIDA_PORTAL_STEP_CITIES:
      return jarida_portal_edition_dup_page (self->edition, "city");
    case JARIDA_PORTAL_STEP_CITY:
      return jarida_portal_edition_dup_named (self->edition, JARIDA_PORTAL_CITY, step->city);
    case JARIDA_PORTAL_STEP_CHOOSE_CITIES:
    case JARIDA_PORTAL_STEP_NEWSPAPER_PAGE:
    default:
      return g_strdup (jarida_source_get_feed_url (step->source));
    }
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  JaridaPortalRun *self = user_data;
  g_autoptr(GError) error = NULL;
  JaridaPortalAnswer *answer = jarida_portal_fetch_finish (JARIDA_READER (object), result, &error);

  if (answer != NULL)
    _jarida_portal_run_take_answer (self, answer);
  _jarida_portal_run_step_ended (self, error);
}

static void
ask (JaridaPortalRun *self,
     const char      *address)
{
  const JaridaPortalStep *step = self->step;
  const JaridaPortalRequest request = {
    .address = address,
    .is_feed = step->kind == JARIDA_PORTAL_STEP_EDITION_FEED || step->kind == JARIDA_PORTAL_STEP_NEWSPAPER_FEED,
    .section = step->source != NULL && _jarida_portal_run_is_videos (self, step->source) ? JARIDA_PORTAL_VIDEOS : step->section,
    .ask = step->ask,
    .known_only = step->known_only,
    .kind = step->source == NULL ? JARIDA_FETCH_PAGE : JARIDA_FETCH_FEED,
    .reached_since = self->resumed,
    .interval = step->interval > 0 ? step->interval : PAGE_INTERVAL,
    .rest = step->kind == JARIDA_PORTAL_STEP_CITIES ? CITIES_REST : 0,
    .enough = step->n_of_feed,
    .sources = self->sources,
    .names = self->names,
  };

  jarida_portal_fetch_async (self->reader, self->edition, &request, self->cancellable, fetched_cb, self);
}

static void
feed_looked_up_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  JaridaPortalRun *self = user_data;
  g_autofree char *address = jarida_portal_look_up_feed_finish (JARIDA_READER (object), result);

  ask (self, address);
}

void
_jarida_portal_run_start_step (JaridaPortalRun  *self,
                               JaridaPortalStep *step)
{
  g_autofree char *address = NULL;

  self->step = step;
  if (step->kind == JARIDA_PORTAL_STEP_CITIES)
    _jarida_reader_set_refresh_cities (self->reader, TRUE);
  if (step->kind == JARIDA_PORTAL_STEP_CHOOSE_CITIES)
    {
      _jarida_portal_run_choose_cities (self);
      return;
    }
  address = dup_address (self, step);
  if (step->source != NULL)
    jarida_source_set_fetching (step->source, TRUE);
  if (step->kind == JARIDA_PORTAL_STEP_NEWSPAPER_FEED)
    jarida_portal_look_up_feed_async (self->reader, jarida_source_get_feed_url (step->source), address, feed_looked_up_cb, self);
  else
    ask (self, address);
}
