/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-page.h"

#include "jarida-front-choice.h"
#include "jarida-reader-private.h"
#include "jarida-store-stories.h"

/* From the reading thread, which has the day, to another, which chooses, to this one, which makes the objects. */

static void
free_section (gpointer data)
{
  JaridaFrontSection *section = data;

  g_ptr_array_unref (section->headlines);
  g_free (section);
}

void
jarida_front_page_free (JaridaFrontPage *self)
{
  g_clear_object (&self->lead);
  g_ptr_array_unref (self->top);
  g_array_unref (self->top_sections);
  g_ptr_array_unref (self->sections);
  g_clear_object (&self->list);
  g_free (self);
}

static JaridaHeadline *
make_headline (JaridaFrontPage *page,
               const JaridaDay *day,
               guint            i)
{
  return jarida_headline_list_dup_headline (page->list, &g_array_index (day->articles, JaridaDayArticle, i).values);
}

static GPtrArray *
make_headlines (JaridaFrontPage *page,
                const JaridaDay *day,
                const GArray    *picks)
{
  GPtrArray *headlines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < picks->len; i++)
    g_ptr_array_add (headlines, make_headline (page, day, g_array_index (picks, guint, i)));
  return headlines;
}

static JaridaFrontPage *
make_page (JaridaReader            *self,
           const JaridaDay         *day,
           const JaridaFrontChoice *choice)
{
  const JaridaPlace place = { .kind = JARIDA_PLACE_FRONT, .id = day->julian };
  JaridaFrontPage *page = g_new0 (JaridaFrontPage, 1);

  page->julian = day->julian;
  page->n_articles = day->articles->len;
  page->list = jarida_store_list_headlines (self->store, &place);
  page->sections = g_ptr_array_new_with_free_func (free_section);
  page->top_sections = g_array_new (FALSE, FALSE, sizeof (JaridaSection));
  if (choice->lead != G_MAXUINT)
    {
      page->lead = make_headline (page, day, choice->lead);
      page->lead_section = g_array_index (day->articles, JaridaDayArticle, choice->lead).section;
    }
  page->top = make_headlines (page, day, choice->top);
  for (guint i = 0; i < choice->top->len; i++)
    {
      const guint pick = g_array_index (choice->top, guint, i);

      g_array_append_val (page->top_sections, g_array_index (day->articles, JaridaDayArticle, pick).section);
    }
  for (guint i = 0; i < choice->columns->len; i++)
    {
      const JaridaFrontColumn *column = g_ptr_array_index (choice->columns, i);
      JaridaFrontSection *section = g_new0 (JaridaFrontSection, 1);

      section->section = column->section;
      section->headlines = make_headlines (page, day, column->picks);
      g_ptr_array_add (page->sections, section);
    }
  return page;
}

static void
choose_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const JaridaDay *day = task_data;

  g_task_return_pointer (task, jarida_front_choice_new ((const JaridaDayArticle *) day->articles->data, day->articles->len),
                         (GDestroyNotify) jarida_front_choice_free);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const JaridaDay *day = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFrontChoice) choice = g_task_propagate_pointer (G_TASK (result), &error);

  if (choice == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, make_page (JARIDA_READER (source), day, choice), (GDestroyNotify) jarida_front_page_free);
}

/* Of each story one article: the newest with a picture, or the newest. The page has few places, and one event takes one of them. */
static void
keep_one_of_each_story (JaridaReader *self,
                        JaridaDay    *day)
{
  g_autoptr(GHashTable) chosen = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (int with_picture = 1; with_picture >= 0; with_picture--)
    for (guint i = 0; i < day->articles->len; i++)
      {
        const JaridaDayArticle *article = &g_array_index (day->articles, JaridaDayArticle, i);
        guint32 story = jarida_store_get_story_number (self->store, article->values.id);

        if (story != 0 && (!with_picture || article->values.image != NULL)
            && !g_hash_table_contains (chosen, GUINT_TO_POINTER (story)))
          g_hash_table_insert (chosen, GUINT_TO_POINTER (story), GUINT_TO_POINTER (i));
      }
  for (guint i = 0; i < day->articles->len; i++)
    {
      JaridaDayArticle article = g_array_index (day->articles, JaridaDayArticle, i);
      guint32 story = jarida_store_get_story_number (self->store, article.values.id);

      if (story == 0 || GPOINTER_TO_UINT (g_hash_table_lookup (chosen, GUINT_TO_POINTER (story))) == i)
        g_array_index (day->articles, JaridaDayArticle, n++) = article;
    }
  g_array_set_size (day->articles, n);
}

static void
day_loaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) choosing = NULL;
  g_autoptr(GError) error = NULL;
  JaridaDay *day = jarida_store_load_day_finish (JARIDA_STORE (source), result, &error);

  if (day == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (jarida_store_get_group_stories (JARIDA_STORE (source)))
    keep_one_of_each_story (g_task_get_source_object (task), day);
  choosing = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), chosen_cb, g_object_ref (task));
  g_task_set_source_tag (choosing, day_loaded_cb);
  g_task_set_task_data (choosing, day, (GDestroyNotify) jarida_day_free);
  g_task_run_in_thread (choosing, choose_in_thread);
}

void
jarida_reader_load_front_page_async (JaridaReader        *self,
                                     guint32              julian,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_front_page_async);
  jarida_store_load_day_async (self->store, julian, cancellable, day_loaded_cb, g_steal_pointer (&task));
}

JaridaFrontPage *
jarida_reader_load_front_page_finish (JaridaReader  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint32
jarida_reader_find_day (JaridaReader *self,
                        guint32       julian,
                        int           step)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_store_find_day (self->store, julian, step);
}

guint32
jarida_reader_get_today (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_day_from_time (_jarida_reader_now (self));
}
