/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-topics.h"

#include <string.h>

#include "jarida-store-private.h"

/* Pages that are no source of their own: what their servers said, to be told back to them. */

typedef struct
{
  char             *address;   /* (owned) */
  JaridaFetchState *state;     /* (owned) (nullable) */
} Page;

static void
free_page (gpointer data)
{
  Page *page = data;

  g_free (page->address);
  jarida_fetch_state_free (page->state);
  g_free (page);
}

static GTask *
new_page_task (JaridaStore            *self,
               gpointer                tag,
               const char             *address,
               const JaridaFetchState *state,
               GCancellable           *cancellable,
               GAsyncReadyCallback     callback,
               gpointer                user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Page *page = g_new0 (Page, 1);

  page->address = g_strdup (address);
  page->state = jarida_fetch_state_copy (state);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, page, free_page);
  return task;
}

static gboolean
read_page (JaridaConnection  *library,
           Page              *page,
           GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaFetchState *state = page->state = g_new0 (JaridaFetchState, 1);
  JaridaStep step;

  statement = jarida_connection_prepare (library,
    "SELECT validators_since, hash, fetched, next_fetch, failures, status, outcome, etag, last_modified FROM page"
    " WHERE address=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, page->address);
  step = jarida_statement_step (statement, error);
  if (step != JARIDA_STEP_ROW)
    return step == JARIDA_STEP_DONE;
  state->validators_since = jarida_statement_get_int (statement, 0);
  state->feed_hash = (guint64) jarida_statement_get_int (statement, 1);
  state->last_fetch = jarida_statement_get_int (statement, 2);
  state->next_fetch = jarida_statement_get_int (statement, 3);
  state->failures = (int) jarida_statement_get_int (statement, 4);
  state->status = (int) jarida_statement_get_int (statement, 5);
  state->outcome = (JaridaOutcome) jarida_statement_get_int (statement, 6);
  state->etag = g_strdup (jarida_statement_get_text (statement, 7));
  state->last_modified = g_strdup (jarida_statement_get_text (statement, 8));
  return TRUE;
}

static void
load_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  JaridaConnection *library = jarida_act_open_loader (act);

  if (library != NULL)
    read_page (library, act->data, &act->error);
  jarida_act_reply (act);
}

void
jarida_store_load_page_async (JaridaStore         *self,
                              const char          *address,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (address != NULL);

  task = new_page_task (self, jarida_store_load_page_async, address, NULL, cancellable, callback, user_data);
  if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    jarida_worker_push (self->loader, JARIDA_RANK_URGENT, load_work,
                        jarida_act_new (self, g_steal_pointer (&task), NULL, NULL));
}

JaridaFetchState *
jarida_store_load_page_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  Page *page;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  page = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&page->state);
}

/* ---- Many of them ---- */

typedef struct
{
  char      *prefix;   /* (owned) */
  GPtrArray *pages;    /* (owned) JaridaPageRow */
} Listing;

void
jarida_page_row_free (JaridaPageRow *self)
{
  g_free (self->address);
  g_free (self);
}

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_free (listing->prefix);
  g_clear_pointer (&listing->pages, g_ptr_array_unref);
  g_free (listing);
}

static void
read_pages (JaridaConnection  *library,
            Listing           *listing,
            GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autofree char *end = g_strdup (listing->prefix);

  /* The first that no longer begins like it; an address is of plain letters. */
  end[strlen (end) - 1]++;
  statement = jarida_connection_prepare (library,
    "SELECT address, fetched, next_fetch FROM page WHERE address>=?1 AND address<?2", error);
  if (statement == NULL)
    return;
  jarida_statement_bind_text (statement, 1, listing->prefix);
  jarida_statement_bind_text (statement, 2, end);
  while (jarida_statement_step (statement, error) == JARIDA_STEP_ROW)
    {
      JaridaPageRow *page = g_new0 (JaridaPageRow, 1);

      page->address = g_strdup (jarida_statement_get_text (statement, 0));
      page->last_fetch = jarida_statement_get_int (statement, 1);
      page->next_fetch = jarida_statement_get_int (statement, 2);
      g_ptr_array_add (listing->pages, page);
    }
}

static void
list_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  JaridaConnection *library = jarida_act_open_loader (act);

  if (library != NULL)
    read_pages (library, act->data, &act->error);
  jarida_act_reply (act);
}

void
jarida_store_list_pages_async (JaridaStore         *self,
                               const char          *prefix,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Listing *listing;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (prefix != NULL && *prefix != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_list_pages_async);
  listing = g_new0 (Listing, 1);
  listing->prefix = g_strdup (prefix);
  listing->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_page_row_free);
  g_task_set_task_data (task, listing, free_listing);
  if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    jarida_worker_push (self->loader, JARIDA_RANK_URGENT, list_work, jarida_act_new (self, g_steal_pointer (&task), NULL, NULL));
}

GPtrArray *
jarida_store_list_pages_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  Listing *listing;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  listing = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&listing->pages);
}

/* ---- Writing ---- */

static gboolean
run_save_page (JaridaShelf  *shelf,
               gpointer      data,
               GError      **error)
{
  const Page *page = data;
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (jarida_shelf_get_library (shelf),
    "INSERT INTO page(address, validators_since, hash, fetched, next_fetch, failures, status, outcome, etag, last_modified)"
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT(address) DO UPDATE SET validators_since=?2, hash=?3, fetched=?4,"
    " next_fetch=?5, failures=?6, status=?7, outcome=?8, etag=?9, last_modified=?10", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, page->address);
  jarida_statement_bind_int (statement, 2, page->state->validators_since);
  jarida_statement_bind_int (statement, 3, (gint64) page->state->feed_hash);
  jarida_statement_bind_int (statement, 4, page->state->last_fetch);
  jarida_statement_bind_int (statement, 5, page->state->next_fetch);
  jarida_statement_bind_int (statement, 6, page->state->failures);
  jarida_statement_bind_int (statement, 7, page->state->status);
  jarida_statement_bind_int (statement, 8, page->state->outcome);
  jarida_statement_bind_text (statement, 9, page->state->etag);
  jarida_statement_bind_text (statement, 10, page->state->last_modified);
  return jarida_statement_run (statement, error);
}

void
jarida_store_save_page_async (JaridaStore            *self,
                              const char             *address,
                              const JaridaFetchState *state,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (state != NULL);

  jarida_store_act_in_bulk (self, new_page_task (self, jarida_store_save_page_async, address, state, cancellable, callback, user_data),
                            run_save_page, NULL);
}

gboolean
jarida_store_save_page_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

#define IS_OLD "max(fetched, validators_since)<?1 AND NOT (address LIKE '%#feed' AND EXISTS(" \
  " SELECT 1 FROM page AS own WHERE own.address=substr(page.address, 1, length(page.address)-5) AND own.fetched>=?1))"

gboolean
jarida_page_rows_are_old (JaridaConnection  *library,
                          gint64             before,
                          gboolean          *out_any,
                          GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (library, "SELECT 1 FROM page WHERE " IS_OLD " LIMIT 1", error);
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, before);
  step = jarida_statement_step (statement, error);
  *out_any = step == JARIDA_STEP_ROW;
  return step != JARIDA_STEP_ERROR;
}

gboolean
jarida_page_rows_clean (JaridaConnection  *library,
                        gint64             before,
                        GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (library, "DELETE FROM page WHERE " IS_OLD, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, before);
  return jarida_statement_run (statement, error);
}
