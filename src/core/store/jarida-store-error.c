/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-db-error.h"
#include "jarida-store-error.h"

G_DEFINE_QUARK (jarida-store-error-quark, jarida_store_error)

static JaridaStoreError
code_from_db (gint code)
{
  switch ((JaridaDbError) code)
    {
    case JARIDA_DB_ERROR_TOO_NEW:
      return JARIDA_STORE_ERROR_TOO_NEW;
    case JARIDA_DB_ERROR_READ_ONLY:
      return JARIDA_STORE_ERROR_READ_ONLY;
    case JARIDA_DB_ERROR_FULL:
      return JARIDA_STORE_ERROR_FULL;
    case JARIDA_DB_ERROR_BROKEN:
      return JARIDA_STORE_ERROR_BROKEN;
    case JARIDA_DB_ERROR_BUSY:
      return JARIDA_STORE_ERROR_BUSY;
    case JARIDA_DB_ERROR_CONSTRAINT:
    case JARIDA_DB_ERROR_FAILED:
    case JARIDA_DB_ERROR_STOPPED:
      return JARIDA_STORE_ERROR_FAILED;
    }
  return JARIDA_STORE_ERROR_FAILED;
}

GError *
jarida_store_error_from_db (GError *error)
{
  if (error == NULL || error->domain != JARIDA_DB_ERROR)
    return error;
  error->code = code_from_db (error->code);
  error->domain = JARIDA_STORE_ERROR;
  return error;
}
