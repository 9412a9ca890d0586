/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-schema.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"

/* A shelf that can only be read: its folder cannot be written, or the disk has no room for the files that writing needs. All that
 * is kept is shown; whatever would change it is refused at once. */

gboolean
jarida_store_may_freeze (const GError *error)
{
  return g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_READ_ONLY)
         || g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
}

JaridaSnapshot *
jarida_store_open_frozen (JaridaStore  *self,
                          gsize         limit,
                          GError      **error)
{
  g_autofree char *library = g_build_filename (self->folder, "library.db", NULL);
  const gboolean full = g_error_matches (*error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  GError *local_error = NULL;
  JaridaSnapshot *snapshot = NULL;

  self->frozen = TRUE;
  self->shelf = jarida_shelf_open_frozen (self->folder, &local_error);
  if (self->shelf != NULL)
    self->headlines = jarida_connection_open (library, JARIDA_CONNECTION_FROZEN, 0, &local_error);
  if (self->headlines != NULL && jarida_schema_make_readable (self->headlines, &local_error))
    snapshot = jarida_snapshot_new (self->shelf, self->side_file, limit, &local_error);
  if (snapshot != NULL)
    {
      self->notice = full ? "frozen-full" : "frozen-read-only";
      g_clear_error (error);
      return snapshot;
    }
  local_error = jarida_store_error_from_db (local_error);
  /* What cannot be read either says more than that it cannot be written; but a shelf that is not there yet says nothing. */
  if (g_error_matches (local_error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_BROKEN)
      || g_error_matches (local_error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_TOO_NEW))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  g_clear_error (&local_error);
  return NULL;
}

gboolean
jarida_store_can_keep (JaridaStore  *self,
                       GError      **error)
{
  if (self->closed)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else if (self->frozen)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, "the shelf can only be read");
  return !self->closed && !self->frozen;
}

gboolean
jarida_store_get_frozen (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  return self->frozen;
}
