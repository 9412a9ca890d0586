/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* From what a server or a room below said to what a person can do about it. */

#include "jarida-reader-private.h"

#include <libsoup/soup.h>

#include "jarida-feed.h"

JaridaOutcome
jarida_outcome_from_status (guint  status,
                            gint64 retry_after)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_PAYMENT_REQUIRED:
    case SOUP_STATUS_FORBIDDEN:
    case 451:
      return JARIDA_OUTCOME_DENIED;
    case SOUP_STATUS_NOT_FOUND:
      return JARIDA_OUTCOME_NOT_FOUND;
    case SOUP_STATUS_GONE:
      return JARIDA_OUTCOME_GONE;
    case 429:
      return JARIDA_OUTCOME_BUSY;
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      /* Without a time it is no wish, only a fault. */
      return retry_after > 0 ? JARIDA_OUTCOME_BUSY : JARIDA_OUTCOME_SERVER_ERROR;
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case SOUP_STATUS_GATEWAY_TIMEOUT:
      return JARIDA_OUTCOME_TIMEOUT;
    default:
      return status >= 500 ? JARIDA_OUTCOME_SERVER_ERROR : JARIDA_OUTCOME_HTTP_ERROR;
    }
}

gboolean
jarida_response_check (const JaridaFetchResponse  *response,
                       const char                 *address,
                       GError                    **error)
{
  if (response->status >= 200 && response->status <= 299)
    return TRUE;
  g_set_error (error, JARIDA_READER_ERROR, (int) jarida_outcome_from_status (response->status, response->retry_after),
               "%s: status %u", address, response->status);
  return FALSE;
}

static JaridaOutcome
outcome_from_fetch_error (int code)
{
  switch ((JaridaFetchError) code)
    {
    case JARIDA_FETCH_ERROR_BAD_ADDRESS:
      return JARIDA_OUTCOME_BAD_ADDRESS;
    case JARIDA_FETCH_ERROR_TOO_LARGE:
      return JARIDA_OUTCOME_TOO_LARGE;
    case JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS:
      return JARIDA_OUTCOME_TOO_MANY_REDIRECTS;
    case JARIDA_FETCH_ERROR_TIMEOUT:
      return JARIDA_OUTCOME_TIMEOUT;
    case JARIDA_FETCH_ERROR_TLS:
      return JARIDA_OUTCOME_TLS;
    case JARIDA_FETCH_ERROR_OFFLINE:
      return JARIDA_OUTCOME_OFFLINE;
    case JARIDA_FETCH_ERROR_UNREACHABLE:
      return JARIDA_OUTCOME_UNREACHABLE;
    default:
      return JARIDA_OUTCOME_UNKNOWN;
    }
}

static JaridaOutcome
outcome_from_feed_error (int code)
{
  switch ((JaridaFeedError) code)
    {
    case JARIDA_FEED_ERROR_EMPTY:
      return JARIDA_OUTCOME_EMPTY;
    case JARIDA_FEED_ERROR_NOT_A_FEED:
      return JARIDA_OUTCOME_NOT_A_FEED;
    case JARIDA_FEED_ERROR_MALFORMED:
    default:
      return JARIDA_OUTCOME_MALFORMED;
    }
}

static JaridaOutcome
outcome_from_store_error (int code)
{
  switch ((JaridaStoreError) code)
    {
    case JARIDA_STORE_ERROR_FULL:
      return JARIDA_OUTCOME_DISK_FULL;
    case JARIDA_STORE_ERROR_READ_ONLY:
    case JARIDA_STORE_ERROR_FROZEN:
      return JARIDA_OUTCOME_READ_ONLY;
    case JARIDA_STORE_ERROR_TOO_NEW:
    case JARIDA_STORE_ERROR_BROKEN:
    case JARIDA_STORE_ERROR_EXISTS:
    case JARIDA_STORE_ERROR_NOT_FOUND:
    case JARIDA_STORE_ERROR_BUSY:
    case JARIDA_STORE_ERROR_FAILED:
    default:
      return JARIDA_OUTCOME_STORE_ERROR;
    }
}

JaridaOutcome
jarida_outcome_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, JARIDA_OUTCOME_STORE_ERROR);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return JARIDA_OUTCOME_CANCELLED;
  if (error->domain == JARIDA_READER_ERROR)
    return (JaridaOutcome) error->code;
  if (error->domain == JARIDA_FETCH_ERROR)
    return outcome_from_fetch_error (error->code);
  if (error->domain == JARIDA_FEED_ERROR)
    return outcome_from_feed_error (error->code);
  if (error->domain == JARIDA_STORE_ERROR)
    return outcome_from_store_error (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return JARIDA_OUTCOME_DISK_FULL;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return JARIDA_OUTCOME_READ_ONLY;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return JARIDA_OUTCOME_TIMEOUT;
  return JARIDA_OUTCOME_UNKNOWN;
}
