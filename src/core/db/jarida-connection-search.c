/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-connection-search.h"

#include "jarida-connection-private.h"

/* Steps of SQLite's machine between two questions whether to stop: some ten rows. */
#define STEPS 100

fts5_api *
jarida_connection_get_fts (JaridaConnection  *self,
                           GError           **error)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;
  int result = sqlite3_prepare_v2 (self->handle, "SELECT fts5(?1)", -1, &statement, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  if (api == NULL)
    jarida_connection_fail (self, result != SQLITE_OK ? result : SQLITE_ERROR, "fts5", error);
  return api;
}

static int
ask_cb (void *data)
{
  JaridaConnection *self = data;

  return self->stop_func (self->stop_data);
}

void
jarida_connection_set_stop (JaridaConnection *self,
                            JaridaStopFunc    func,
                            gpointer          user_data)
{
  self->stop_func = func;
  self->stop_data = user_data;
  sqlite3_progress_handler (self->handle, func != NULL ? STEPS : 0, func != NULL ? ask_cb : NULL, self);
}
