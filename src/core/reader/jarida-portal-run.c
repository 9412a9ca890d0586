/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-run.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-fold.h"
#include "jarida-portal-articles.h"
#include "jarida-portal-fetch.h"
#include "jarida-section.h"

/* After so many requests in a row without any answer the portal is down, and the rest is spared the wait. */
#define MAX_LOST 3
/* A run that was stopped goes on where it was, within this time. */
#define RESUME_SECONDS (10 * 60)
#define PAGE_INTERVAL (15 * 60)

typedef enum
{
  STEP_EDITION_FEED,
  STEP_HOME,
  STEP_SECTION,
  STEP_NEWSPAPER_FEED,
  STEP_NEWSPAPER_PAGE,
} StepKind;

typedef struct
{
  StepKind      kind;
  char         *section;      /* (owned) (nullable) */
  JaridaSource *source;       /* (owned) (nullable) */
  JaridaPortalAsk ask;
  gboolean      known_only;   /* SECTION */
  guint         n_of_feed;    /* NEWSPAPER_PAGE: what the feed gave */
  JaridaPortalAnswer *feed;   /* (owned) (nullable) NEWSPAPER_PAGE: what came of the feed */
} Step;

struct _JaridaPortalRun
{
  JaridaRefresh       *refresh;        /* Borrowed: it outlives its runs */
  JaridaReader        *reader;         /* (owned) */
  JaridaPortalEdition *edition;        /* (owned) */
  GCancellable        *cancellable;    /* (owned) */
  GQueue               steps;          /* Step, owned */
  GHashTable          *members;        /* (owned) set of JaridaSource, owned: to be told of */
  GHashTable          *sources;        /* (owned) slug -> JaridaSource: all of the edition, they get headlines too */
  GHashTable          *names;          /* (owned) set of folded names of newspapers */
  Step                *step;           /* (owned) (nullable) the one under way */
  gboolean             started;
  gboolean             forced;
  gboolean             fresh;          /* a newspaper is new: what was read before had nothing for it */
  guint                n_lost;         /* in a row */
  JaridaOutcome        verdict;        /* of all that are left, once there is no use in asking; NEVER until then */
  gint64               retry_after;
  gint64               began;          /* of this run, or of the one that it goes on with */
  gint64               resumed;        /* when that one began; 0: it does not */
  gboolean             marked;
};

static void next_step (JaridaPortalRun *self);

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->section);
  g_clear_object (&step->source);
  g_clear_pointer (&step->feed, jarida_portal_answer_free);
  g_free (step);
}

JaridaPortalRun *
jarida_portal_run_new (JaridaRefresh       *refresh,
                       JaridaReader        *reader,
                       JaridaPortalEdition *edition,
                       GCancellable        *cancellable)
{
  JaridaPortalRun *self = g_new0 (JaridaPortalRun, 1);

  self->refresh = refresh;
  self->reader = g_object_ref (reader);
  self->edition = jarida_portal_edition_ref (edition);
  self->cancellable = g_object_ref (cancellable);
  self->members = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_queue_init (&self->steps);
  return self;
}

void
jarida_portal_run_free (JaridaPortalRun *self)
{
  g_object_unref (self->reader);
  jarida_portal_edition_unref (self->edition);
  g_object_unref (self->cancellable);
  g_queue_clear_full (&self->steps, free_step);
  g_hash_table_unref (self->members);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->step, free_step);
  g_free (self);
}

const char *
jarida_portal_run_get_key (JaridaPortalRun *self)
{
  return self->edition->key;
}

static Step *
push_step (JaridaPortalRun *self,
           StepKind         kind,
           JaridaPortalAsk  ask)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->ask = ask;
  g_queue_push_tail (&self->steps, step);
  return step;
}

static gboolean
is_videos (JaridaPortalRun *self,
           JaridaSource    *source)
{
  return g_hash_table_lookup (self->sources, JARIDA_PORTAL_VIDEOS) == source;
}

static void
push_newspaper (JaridaPortalRun *self,
                JaridaSource    *source)
{
  Step *step;

  if (is_videos (self, source))
    step = push_step (self, STEP_NEWSPAPER_PAGE, self->forced ? JARIDA_PORTAL_ASK_NOW : JARIDA_PORTAL_ASK_DUE);
  else
    step = push_step (self, STEP_NEWSPAPER_FEED, JARIDA_PORTAL_ASK_NOW);
  step->source = g_object_ref (source);
}

void
jarida_portal_run_add (JaridaPortalRun *self,
                       JaridaSource    *source,
                       gboolean         force)
{
  g_hash_table_add (self->members, g_object_ref (source));
  self->forced |= force;
  self->fresh |= jarida_source_get_last_fetch (source) == 0;
  /* Not planned yet. */
  if (self->sources == NULL)
    return;
  g_hash_table_unref (self->sources);
  self->sources = jarida_portal_list_sources (self->reader, self->edition);
  push_newspaper (self, source);
}

/* The end. */

static void
run_marked_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(JaridaReader) reader = user_data;
  g_autoptr(GError) error = NULL;

  /* Then the next run begins at the beginning. */
  if (!jarida_store_save_page_finish (JARIDA_STORE (object), result, &error))
    g_debug ("a run is not marked: %s", error->message);
}

static char *
dup_mark (JaridaPortalRun *self)
{
  g_autofree char *home = jarida_portal_edition_dup_page (self->edition, "");

  return g_strconcat (home, "#run", NULL);
}

/* Beside the pages: when the run began, and whether it came to its end. */
static void
mark_run (JaridaPortalRun *self,
          gboolean         ended)
{
  g_autofree char *mark = dup_mark (self);
  const JaridaFetchState state = { .last_fetch = self->began, .status = ended ? 200 : 0 };

  self->marked = TRUE;
  jarida_store_save_page_async (self->reader->store, mark, &state, NULL, run_marked_cb, g_object_ref (self->reader));
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  return jarida_source_get_position (*(JaridaSource **) a) - jarida_source_get_position (*(JaridaSource **) b);
}

/* As the sidebar has them. (element-type JaridaSource) (transfer full) */
static GPtrArray *
list_members (JaridaPortalRun *self)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    g_ptr_array_add (members, g_object_ref (source));
  g_ptr_array_sort (members, compare_positions);
  return members;
}

static void
finish_sources (JaridaPortalRun *self,
                JaridaOutcome    outcome)
{
  const JaridaPortalAnswer answer = { .outcome = outcome, .max_age = -1, .retry_after = self->retry_after,
                                      .status = outcome == JARIDA_OUTCOME_BUSY ? 429 : 0 };
  g_autoptr(GPtrArray) left = list_members (self);

  g_hash_table_remove_all (self->members);
  for (guint i = 0; i < left->len; i++)
    jarida_refresh_source_done (self->refresh, g_ptr_array_index (left, i), &answer);
}

static void
end_run (JaridaPortalRun *self,
         JaridaOutcome    outcome)
{
  JaridaRefresh *refresh = self->refresh;

  /* Stopped half-way, or the portal is away: the next one goes on from here. */
  if (outcome == JARIDA_OUTCOME_OK && self->marked)
    mark_run (self, TRUE);
  finish_sources (self, outcome);
  jarida_refresh_run_ended (refresh, self);
}

static void
source_done (JaridaPortalRun          *self,
             JaridaSource             *source,
             const JaridaPortalAnswer *answer)
{
  g_autoptr(JaridaSource) held = g_object_ref (source);

  if (g_hash_table_remove (self->members, source))
    jarida_refresh_source_done (self->refresh, source, answer);
}

/* What came of a step. */

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
      Step *step;

      if (menu != NULL && g_hash_table_size (menu) > 0 && !g_hash_table_contains (menu, slug))
        continue;
      step = g_new0 (Step, 1);
      step->kind = STEP_SECTION;
      step->ask = self->step->ask;
      step->known_only = known_only;
      step->section = g_strdup (slug);
      g_queue_push_head (&self->steps, step);
    }
}

/* Whether the page must be looked at beside the feed: it is none, it is empty, the newspaper is new, or all that the feed gave was new,
 * so that there may be more between it and what we had. */
static JaridaPortalAsk
ask_page (const Step               *step,
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
  Step *step = g_new0 (Step, 1);

  step->kind = STEP_NEWSPAPER_PAGE;
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

  if (page->feed != NULL && !is_videos (self, source))
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

static void
step_done (JaridaPortalRun    *self,
           JaridaPortalAnswer *answer)   /* (transfer full) */
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
    case STEP_HOME:
      push_sections (self, answer);
      break;
    case STEP_NEWSPAPER_FEED:
      push_page (self, g_steal_pointer (&owned));
      break;
    case STEP_NEWSPAPER_PAGE:
      newspaper_done (self, answer);
      break;
    case STEP_EDITION_FEED:
    case STEP_SECTION:
    default:
      break;
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
    step_done (self, answer);
  else
    {
      self->verdict = jarida_outcome_from_error (error);
      jarida_refresh_note_shelf_error (self->refresh, error);
    }
  g_clear_pointer (&self->step, free_step);
  next_step (self);
}

/* A step. */

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
dup_address (JaridaPortalRun *self,
             const Step      *step)
{
  switch (step->kind)
    {
    case STEP_EDITION_FEED:
      return dup_edition_feed (self);
    case STEP_HOME:
      return jarida_portal_edition_dup_page (self->edition, "");
    case STEP_SECTION:
      return jarida_portal_edition_dup_page (self->edition, step->section);
    case STEP_NEWSPAPER_FEED:
      return g_strconcat (jarida_source_get_feed_url (step->source), "/rss", NULL);
    case STEP_NEWSPAPER_PAGE:
    default:
      return g_strdup (jarida_source_get_feed_url (step->source));
    }
}

static void
ask (JaridaPortalRun *self,
     const char      *address)
{
  const Step *step = self->step;
  const JaridaPortalRequest request = {
    .address = address,
    .is_feed = step->kind == STEP_EDITION_FEED || step->kind == STEP_NEWSPAPER_FEED,
    .section = step->source != NULL && is_videos (self, step->source) ? JARIDA_PORTAL_VIDEOS : step->section,
    .ask = step->ask,
    .known_only = step->known_only,
    .kind = step->source == NULL ? JARIDA_FETCH_PAGE : JARIDA_FETCH_FEED,
    .reached_since = self->resumed,
    .interval = PAGE_INTERVAL,
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

static void
start_step (JaridaPortalRun *self,
            Step            *step)   /* (transfer full) */
{
  g_autofree char *address = dup_address (self, step);

  self->step = step;
  if (step->source != NULL)
    jarida_source_set_fetching (step->source, TRUE);
  if (step->kind == STEP_NEWSPAPER_FEED)
    jarida_portal_look_up_feed_async (self->reader, jarida_source_get_feed_url (step->source), address, feed_looked_up_cb, self);
  else
    ask (self, address);
}

static void
next_step (JaridaPortalRun *self)
{
  Step *step;

  if (g_cancellable_is_cancelled (self->cancellable))
    self->verdict = JARIDA_OUTCOME_CANCELLED;
  if (self->verdict != JARIDA_OUTCOME_NEVER)
    {
      end_run (self, self->verdict);
      return;
    }
  /* Who was removed meanwhile is not asked for. */
  while ((step = g_queue_pop_head (&self->steps)) != NULL)
    {
      if (step->source == NULL || g_hash_table_contains (self->members, step->source))
        break;
      free_step (step);
    }
  if (step != NULL)
    start_step (self, step);
  else
    end_run (self, JARIDA_OUTCOME_OK);
}

/* The beginning. */

static void
add_name (GHashTable *names,
          const char *name)
{
  if (name != NULL)
    g_hash_table_add (names, jarida_fold_text (name));
}

/* In every script that is known: a feed names the newspaper as the author where it knows none. */
static GHashTable *
list_names (JaridaPortalRun *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *newspapers = self->reader->catalogue != NULL ? jarida_catalogue_get_newspapers (self->reader->catalogue) : NULL;
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    add_name (names, jarida_source_get_title (source));
  for (guint i = 0; newspapers != NULL && i < newspapers->len; i++)
    {
      const JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (newspapers, i);

      if (newspaper->portal == NULL || g_strcmp0 (newspaper->portal->id, self->edition->portal) != 0)
        continue;
      for (guint n = 0; n < G_N_ELEMENTS (newspaper->names); n++)
        add_name (names, newspaper->names[n]);
    }
  return names;
}

/* Who refreshes one newspaper gets that one; the pages of the whole edition are asked for it only when their time has come. */
static gboolean
is_whole (JaridaPortalRun *self)
{
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    if (!jarida_source_get_stopped (source) && !g_hash_table_contains (self->members, source))
      return FALSE;
  return TRUE;
}

static void
plan (JaridaPortalRun *self)
{
  g_autoptr(GPtrArray) members = NULL;
  JaridaPortalAsk ask = JARIDA_PORTAL_ASK_DUE;

  self->sources = jarida_portal_list_sources (self->reader, self->edition);
  self->names = list_names (self);
  if (self->fresh)
    ask = JARIDA_PORTAL_ASK_AFRESH;
  else if (self->forced && is_whole (self))
    ask = JARIDA_PORTAL_ASK_NOW;
  push_step (self, STEP_EDITION_FEED, ask);
  push_step (self, STEP_HOME, ask);
  members = list_members (self);
  for (guint i = 0; i < members->len; i++)
    push_newspaper (self, g_ptr_array_index (members, i));
}

static void
mark_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  JaridaPortalRun *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchState) state = jarida_store_load_page_finish (JARIDA_STORE (object), result, &error);
  const gint64 now = _jarida_reader_now (self->reader);

  self->began = now;
  /* One newspaper is asked for in one breath. */
  if (g_hash_table_size (self->members) < 2)
    {
      next_step (self);
      return;
    }
  if (state != NULL && state->status == 0 && state->last_fetch > 0 && state->last_fetch <= now
      && now - state->last_fetch < RESUME_SECONDS)
    self->began = self->resumed = state->last_fetch;
  mark_run (self, FALSE);
  next_step (self);
}

static void
catalogue_loaded_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  JaridaPortalRun *self = user_data;
  g_autofree char *mark = dup_mark (self);
  g_autoptr(GError) error = NULL;

  /* Without the catalogue a few names of newspapers are taken for those of authors: no reason to stay without news. */
  if (jarida_reader_load_catalogue_finish (JARIDA_READER (object), result, &error) == NULL)
    g_debug ("no catalogue: %s", error->message);
  plan (self);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      next_step (self);
      return;
    }
  jarida_store_load_page_async (self->reader->store, mark, NULL, mark_loaded_cb, self);
}

void
jarida_portal_run_start (JaridaPortalRun *self)
{
  if (self->started)
    return;
  self->started = TRUE;
  jarida_reader_load_catalogue_async (self->reader, NULL, catalogue_loaded_cb, self);
}
