/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-day.h"

#include <time.h>

#include "jarida-article-row.h"
#include "jarida-store-private.h"

/* A lead and six more. A newest day that has fewer takes what it lacks from the day before: what a person reads at two in the morning. */
#define YOUNG_EDITION 7

/* 9999-12-30: the calendar of GLib goes on, that of the C library may not. */
#define LAST_JULIAN 3652058

/* One day of the shelf: which articles it has is known from the columns, what they say is read on the reading thread. */

typedef struct
{
  JaridaDay *day;    /* (owned) (nullable) */
  GArray    *ids;    /* (owned) guint32, newest first */
} Load;

void
jarida_day_free (JaridaDay *self)
{
  g_clear_pointer (&self->articles, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->day, jarida_day_free);
  g_array_unref (load->ids);
  g_free (load);
}

gint64
jarida_day_get_start (guint32 julian)
{
  struct tm local = { .tm_isdst = -1 };
  GDate date;

  g_return_val_if_fail (g_date_valid_julian (julian), 0);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  local.tm_year = g_date_get_year (&date) - 1900;
  local.tm_mon = g_date_get_month (&date) - 1;
  local.tm_mday = g_date_get_day (&date);
  return mktime (&local);
}

guint32
jarida_day_from_time (gint64 time)
{
  time_t second = (time_t) time;
  struct tm local;
  GDate date;

  if (localtime_r (&second, &local) == NULL || !g_date_valid_dmy (local.tm_mday, local.tm_mon + 1, local.tm_year + 1900))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, local.tm_mday, local.tm_mon + 1, local.tm_year + 1900);
  return g_date_get_julian (&date);
}

/* The least id that an article of the day may have. */
static guint32
get_first_id (guint32 julian)
{
  return (guint32) CLAMP (jarida_day_get_start (julian) - JARIDA_SHELF_EPOCH, 0, G_MAXUINT32);
}

static gsize
find_start (const JaridaColumns *columns,
            guint32              julian)
{
  return jarida_columns_bound (columns, get_first_id (julian));
}

static guint32
get_day (const JaridaColumns *columns,
         gsize                row)
{
  return jarida_day_from_time (columns->ids[row] + (gint64) JARIDA_SHELF_EPOCH);
}

/* Where the front page of a day begins: with the day, but for a newest one that has hardly begun. */
static guint32
get_edition_start (JaridaStore *self,
                   guint32      julian)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  const JaridaColumns *columns = self->columns;
  const guint32 start = get_first_id (julian);
  const guint32 eve = get_first_id (MAX (julian - 1, 1));
  g_auto(JaridaPlaceMatch) match = { NULL };
  guint32 first = start;
  guint n = 0;

  jarida_store_match_place (self, &all, &match);
  for (gsize i = columns->n; i-- > 0 && columns->ids[i] >= eve && n < YOUNG_EDITION;)
    if (jarida_place_match_row (&match, columns, i))
      {
        /* Of a past day, or one that is to come. */
        if (n == 0 && get_day (columns, i) != julian)
          return start;
        first = MIN (first, columns->ids[i]);
        n++;
      }
  return first;
}

void
jarida_store_bound_place (JaridaStore       *self,
                          const JaridaPlace *place,
                          guint32           *out_first,
                          guint32           *out_last)
{
  gint64 julian;

  *out_first = 0;
  *out_last = G_MAXUINT32;
  if (place->kind == JARIDA_PLACE_SEARCH || place->kind == JARIDA_PLACE_SAVED_SEARCH)
    *out_last = 0;
  if (place->kind != JARIDA_PLACE_FRONT && place->kind != JARIDA_PLACE_DAY)
    return;
  julian = place->id != 0 || place->kind == JARIDA_PLACE_DAY ? place->id : jarida_store_find_day (self, 0, 0);
  if (julian <= 0 || julian > LAST_JULIAN)
    {
      *out_last = 0;
      return;
    }
  *out_first = place->kind == JARIDA_PLACE_FRONT ? get_edition_start (self, (guint32) julian) : get_first_id ((guint32) julian);
  *out_last = MAX (get_first_id ((guint32) julian + 1), 1) - 1;
}

guint32
jarida_store_find_day (JaridaStore *self,
                       guint32      julian,
                       int          step)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };
  const JaridaColumns *columns;

  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);
  g_return_val_if_fail (step == 0 || g_date_valid_julian (julian), 0);

  columns = self->columns;
  jarida_store_match_place (self, &all, &match);
  if (step > 0)
    {
      for (gsize i = find_start (columns, julian + 1); i < columns->n; i++)
        if (jarida_place_match_row (&match, columns, i))
          return get_day (columns, i);
      return 0;
    }
  for (gsize i = step == 0 ? columns->n : find_start (columns, julian); i-- > 0;)
    if (jarida_place_match_row (&match, columns, i))
      return get_day (columns, i);
  return 0;
}

static GArray *
collect_ids (JaridaStore *self,
             guint32      julian)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };
  const JaridaColumns *columns = self->columns;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize first, end;

  if (julian == 0)
    return ids;
  jarida_store_match_place (self, &all, &match);
  first = jarida_columns_bound (columns, get_edition_start (self, julian));
  end = find_start (columns, julian + 1);
  while (end-- > first && ids->len < JARIDA_DAY_MAX_ARTICLES)
    if (jarida_place_match_row (&match, columns, end))
      g_array_append_val (ids, columns->ids[end]);
  return ids;
}

static const char *
keep_text (JaridaDay  *day,
           const char *text)
{
  return text != NULL ? g_string_chunk_insert (day->texts, text) : NULL;
}

static void
add_article_cb (JaridaHeadlineValues *values,
                gpointer              user_data)
{
  JaridaDay *day = user_data;
  JaridaDayArticle article = { *values, JARIDA_SECTION_NONE };

  article.values.title = values->title != NULL ? keep_text (day, values->title) : "";
  article.values.byline = keep_text (day, values->byline);
  article.values.excerpt = keep_text (day, values->excerpt);
  article.values.image = keep_text (day, values->image);
  article.values.address = keep_text (day, values->address);
  article.values.language = keep_text (day, values->language);
  g_array_append_val (day->articles, article);
}

static void
load_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  Load *load = act->data;
  JaridaConnection *library = jarida_act_open_loader (act);

  if (library != NULL)
    jarida_article_rows_read_headlines (library, (guint32 *) load->ids->data, load->ids->len,
                                        add_article_cb, load->day, &act->error);
  jarida_act_reply (act);
}

/* What only this thread knows: the reader's marks, and what the newspapers are called. One whose newspaper has gone meanwhile stays. */
static void
apply_load (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  Load *load = data;

  for (guint i = 0; error == NULL && i < load->day->articles->len; i++)
    {
      JaridaDayArticle *article = &g_array_index (load->day->articles, JaridaDayArticle, i);
      JaridaHeadlineValues *values = &article->values;
      const gsize at = jarida_columns_find (self->columns, (guint32) values->id);
      JaridaSource *source = jarida_store_choose_source (self, (guint32) values->id, values->source_id, 0);

      article->section = at != G_MAXSIZE ? self->columns->sections[at] : JARIDA_SECTION_NONE;
      values->read = at == G_MAXSIZE || !(self->columns->flags[at] & JARIDA_COLUMN_UNREAD);
      values->saved = at != G_MAXSIZE && (self->columns->flags[at] & JARIDA_COLUMN_SAVED);
      if (source != NULL)
        values->source_title = g_string_chunk_insert_const (load->day->texts, jarida_source_get_title (source));
    }
}

void
jarida_store_load_day_async (JaridaStore         *self,
                             guint32              julian,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_load_day_async);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  load = g_new0 (Load, 1);
  load->day = g_new0 (JaridaDay, 1);
  load->day->julian = julian != 0 ? julian : jarida_store_find_day (self, 0, 0);
  load->day->texts = g_string_chunk_new (4096);
  load->ids = collect_ids (self, load->day->julian);
  load->day->articles = g_array_sized_new (FALSE, FALSE, sizeof (JaridaDayArticle), load->ids->len);
  g_task_set_task_data (task, load, free_load);
  jarida_worker_push (self->loader, JARIDA_RANK_URGENT, load_work,
                      jarida_act_new (self, g_steal_pointer (&task), NULL, apply_load));
}

JaridaDay *
jarida_store_load_day_finish (JaridaStore   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  Load *load;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  load = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&load->day);
}
