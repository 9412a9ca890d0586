/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-run-private.h"

#include "jarida-portal-articles.h"
#include "jarida-section.h"

/* What came of a step, and what follows from it. */

/* After so many requests in a row without any answer the portal is down, and the rest is spared the wait. */
#define MAX_LOST 3

static void
source_done (JaridaPortalRun          *self,
             JaridaSource             *source,
             const JaridaPortalAnswer *answer)
{
  g_autoptr(JaridaSource) held = g_object_ref (source);

  if (g_hash_table_remove (self->members, source))
    jarida_refresh_source_done (self->refresh, source, answer);
}

/* The menu knows which sections there are. Where it was not read because nothing has changed, they are those of the last time; where it
 * could not be read, all that portals have. */
static void
push_sections (JaridaPortalRun          *self,
               const JaridaPortalAnswer *home)
{
  GHashTable *menu = home->sections;
  const gboolean known_only = home->outcome == JARIDA_OUTCOME_UNCHANGED && (home->asked || self->resumed == 0);

  /* Before the newspapers, which are in the queue already. */
  for (int section = JARIDA_SECTION_HEALTH; section >= JARIDA_SECTION_POLITICS; section--)
    {
      const char *slug = jarida_section_get_slug (section);
      JaridaPortalStep *step;

      if (menu != NULL && g_hash_table_size (menu) > 0 && !g_hash_table_contains (menu, slug))
        continue;
      step = g_new0 (JaridaPortalStep, 1);
      step->kind = JARIDA_PORTAL_STEP_SECTION;
      step->ask = self->step->ask;
      step->known_only = known_only;
      step->section = g_strdup (slug);
      g_queue_push_head (&self->steps, step);
    }
}

/* Whether the page must be looked at beside the feed: it is none, it is empty, the newspaper is new, or all that the feed gave was new,
 * so that there may be more between it and what we had. */
static JaridaPortalAsk
ask_page (const JaridaPortalStep   *step,
          const JaridaPortalAnswer *feed)
{
  if (!feed->asked || jarida_outcome_is_failure (feed->outcome) || jarida_source_get_last_fetch (step->source) == 0)
    return JARIDA_PORTAL_ASK_NOW;
  if (feed->outcome != JARIDA_OUTCOME_UNCHANGED && feed->n_new >= feed->n_items)
    return JARIDA_PORTAL_ASK_NOW;
  return JARIDA_PORTAL_ASK_DUE;
}

static gboolean
is_hopeless (JaridaOutcome outcome)
{
  return outcome == JARIDA_OUTCOME_UNREACHABLE || outcome == JARIDA_OUTCOME_TIMEOUT || outcome == JARIDA_OUTCOME_OFFLINE
         || outcome == JARIDA_OUTCOME_TLS;
}

static void
push_page (JaridaPortalRun    *self,
           JaridaPortalAnswer *feed)   /* (transfer full) */
{
  JaridaPortalStep *step = g_new0 (JaridaPortalStep, 1);

  step->kind = JARIDA_PORTAL_STEP_NEWSPAPER_PAGE;
  step->source = g_object_ref (self->step->source);
  step->ask = ask_page (self->step, feed);
  step->n_of_feed = feed->n_items;
  step->feed = feed;
  g_queue_push_head (&self->steps, step);
}

static void
source_kept_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JaridaReader) reader = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_fill_source_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (reader, error);
}

/* What the page says of itself: its feed; its name, for one that was added by hand; where it has moved to at the portal. */
static void
adopt_page (JaridaPortalRun          *self,
            JaridaSource             *source,
            const JaridaPortalAnswer *page)
{
  g_autoptr(JaridaPortalAddress) parsed = NULL;
  const char *title = jarida_source_get_title (source);

  if (page->feed != NULL && !_jarida_portal_run_is_videos (self, source))
    jarida_portal_learn_feed (self->reader, jarida_source_get_feed_url (source), page->feed);
  if (page->title != NULL && (title == NULL || g_strcmp0 (title, jarida_source_get_feed_url (source)) == 0))
    {
      jarida_source_set_title (source, page->title);
      jarida_store_fill_source_async (self->reader->store, source, NULL, source_kept_cb, g_object_ref (self->reader));
    }
  if (page->permanent == NULL || jarida_store_find_source_by_url (self->reader->store, page->permanent) != NULL)
    return;
  parsed = jarida_portal_edition_parse (self->edition, page->permanent);
  if (parsed == NULL || parsed->kind != JARIDA_PORTAL_NEWSPAPER)
    return;
  jarida_source_set_feed_url (source, page->permanent);
  jarida_reader_save_source (self->reader, source);
}

/* One outcome of two requests: good when either is; but a newspaper whose page is gone is gone. */
static void
newspaper_done (JaridaPortalRun          *self,
                const JaridaPortalAnswer *page)
{
  const JaridaPortalAnswer *feed = self->step->feed;
  const gboolean page_failed = page->asked && jarida_outcome_is_failure (page->outcome);

  adopt_page (self, self->step->source, page);
  if (feed != NULL && !jarida_outcome_is_failure (feed->outcome) && feed->asked
      && (!page->asked || (page_failed && page->outcome != JARIDA_OUTCOME_GONE && page->outcome != JARIDA_OUTCOME_NOT_FOUND)
          || page->outcome == JARIDA_OUTCOME_UNCHANGED))
    source_done (self, self->step->source, feed);
  else
    source_done (self, self->step->source, page);
}

/* The portal asked for a pause, or is not there. */
static void
look_for_verdict (JaridaPortalRun          *self,
                  const JaridaPortalAnswer *answer)
{
  if (!answer->asked)
    return;
  self->n_lost = is_hopeless (answer->outcome) ? self->n_lost + 1 : 0;
  if (answer->outcome == JARIDA_OUTCOME_BUSY || self->n_lost >= MAX_LOST)
    {
      self->verdict = answer->outcome;
      self->retry_after = answer->retry_after;
    }
}

void
_jarida_portal_run_take_answer (JaridaPortalRun    *self,
                                JaridaPortalAnswer *answer)
{
  g_autoptr(JaridaPortalAnswer) owned = answer;

  jarida_refresh_note_new (self->refresh, answer->n_new);
  if (answer->asked && !is_hopeless (answer->outcome))
    jarida_refresh_note_answer (self->refresh);
  look_for_verdict (self, answer);
  if (self->verdict != JARIDA_OUTCOME_NEVER)
    return;
  switch (self->step->kind)
    {
    case JARIDA_PORTAL_STEP_HOME:
      push_sections (self, answer);
      break;
    case JARIDA_PORTAL_STEP_NEWSPAPER_FEED:
      push_page (self, g_steal_pointer (&owned));
      break;
    case JARIDA_PORTAL_STEP_NEWSPAPER_PAGE:
      newspaper_done (self, answer);
      break;
    case JARIDA_PORTAL_STEP_CITIES:
      if (answer->cities != NULL)
        self->cities = g_ptr_array_ref (answer->cities);
      break;
    case JARIDA_PORTAL_STEP_EDITION_FEED:
    case JARIDA_PORTAL_STEP_SECTION:
    case JARIDA_PORTAL_STEP_CHOOSE_CITIES:
    case JARIDA_PORTAL_STEP_CITY:
    default:
      break;
    }
}
