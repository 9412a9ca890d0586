/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-run-private.h"

#include "jarida-fold.h"
#include "jarida-portal-articles.h"

/* A run that was stopped goes on where it was, within this time. */
#define RESUME_SECONDS (10 * 60)

static void
free_step (gpointer data)
{
  JaridaPortalStep *step = data;

  g_free (step->section);
  g_free (step->city);
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
  g_clear_pointer (&self->cities, g_ptr_array_unref);
  g_clear_pointer (&self->step, free_step);
  g_free (self);
}

const char *
jarida_portal_run_get_key (JaridaPortalRun *self)
{
  return self->edition->key;
}

JaridaPortalStep *
_jarida_portal_run_push (JaridaPortalRun      *self,
                         JaridaPortalStepKind  kind,
                         JaridaPortalAsk       ask)
{
  JaridaPortalStep *step = g_new0 (JaridaPortalStep, 1);

  step->kind = kind;
  step->ask = ask;
  g_queue_push_tail (&self->steps, step);
  return step;
}

gboolean
_jarida_portal_run_is_videos (JaridaPortalRun *self,
                              JaridaSource    *source)
{
  return g_hash_table_lookup (self->sources, JARIDA_PORTAL_VIDEOS) == source;
}

static void
push_newspaper (JaridaPortalRun *self,
                JaridaSource    *source)
{
  JaridaPortalStep *step;

  if (_jarida_portal_run_is_videos (self, source))
    step = _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_NEWSPAPER_PAGE,
                                    self->forced ? JARIDA_PORTAL_ASK_NOW : JARIDA_PORTAL_ASK_DUE);
  else
    step = _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_NEWSPAPER_FEED, JARIDA_PORTAL_ASK_NOW);
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
  jarida_portal_drop_stopped (self->sources, self->members);
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
mark_run (JaridaPortalRun     *self,
          gboolean             ended,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  g_autofree char *mark = dup_mark (self);
  const JaridaFetchState state = { .last_fetch = self->began, .status = ended ? 200 : 0 };

  self->marked = TRUE;
  jarida_store_save_page_async (self->reader->store, mark, &state, NULL, callback, user_data);
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

static void next_step (JaridaPortalRun *self);

static void
end_marked_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  JaridaPortalRun *self = user_data;

  run_marked_cb (object, result, g_object_ref (self->reader));
  /* A newspaper came to it in the last moment. */
  if (!g_queue_is_empty (&self->steps))
    next_step (self);
  else
    jarida_refresh_run_ended (self->refresh, self);
}

/* Stopped half-way, or the portal is away: the next one goes on from here. It must not begin before the mark can be read. */
static void
end_run (JaridaPortalRun *self,
         JaridaOutcome    outcome)
{
  finish_sources (self, outcome);
  if (outcome == JARIDA_OUTCOME_OK && self->marked)
    mark_run (self, TRUE, end_marked_cb, self);
  else
    jarida_refresh_run_ended (self->refresh, self);
}

static void
next_step (JaridaPortalRun *self)
{
  JaridaPortalStep *step;

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
    _jarida_portal_run_start_step (self, step);
  else
    end_run (self, JARIDA_OUTCOME_OK);
}

void
_jarida_portal_run_step_ended (JaridaPortalRun *self,
                               const GError    *error)
{
  if (error != NULL)
    {
      self->verdict = jarida_outcome_from_error (error);
      jarida_refresh_note_shelf_error (self->refresh, error);
    }
  g_clear_pointer (&self->step, free_step);
  next_step (self);
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
  jarida_portal_drop_stopped (self->sources, self->members);
  self->names = list_names (self);
  self->whole = is_whole (self);
  if (self->fresh)
    ask = JARIDA_PORTAL_ASK_AFRESH;
  else if (self->forced && self->whole)
    ask = JARIDA_PORTAL_ASK_NOW;
  _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_EDITION_FEED, ask);
  _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_HOME, ask);
  members = list_members (self);
  for (guint i = 0; i < members->len; i++)
    push_newspaper (self, g_ptr_array_index (members, i));
  /* Beside the news; who refreshes one newspaper has not asked for them. */
  if (members->len < 2)
    return;
  _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_CITIES, JARIDA_PORTAL_ASK_DUE);
  _jarida_portal_run_push (self, JARIDA_PORTAL_STEP_CHOOSE_CITIES, JARIDA_PORTAL_ASK_DUE);
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
  mark_run (self, FALSE, run_marked_cb, g_object_ref (self->reader));
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
