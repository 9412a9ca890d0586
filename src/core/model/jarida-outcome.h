/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What came of the last fetch of a source, sorted by what a person can do about it. Stored: only append. */
typedef enum
{
  JARIDA_OUTCOME_NEVER,           /* not fetched yet */
  JARIDA_OUTCOME_OK,
  JARIDA_OUTCOME_UNCHANGED,
  JARIDA_OUTCOME_CANCELLED,
  JARIDA_OUTCOME_OFFLINE,         /* no network, or the network asks to log in first */
  JARIDA_OUTCOME_UNREACHABLE,     /* name not found, refused, reset */
  JARIDA_OUTCOME_TIMEOUT,
  JARIDA_OUTCOME_TLS,             /* the certificate is not good */
  JARIDA_OUTCOME_NOT_FOUND,       /* 404 */
  JARIDA_OUTCOME_GONE,            /* 410: the source is stopped */
  JARIDA_OUTCOME_DENIED,          /* 401, 402, 403, 451 */
  JARIDA_OUTCOME_BUSY,            /* 429, 503 with Retry-After */
  JARIDA_OUTCOME_SERVER_ERROR,    /* other 5xx */
  JARIDA_OUTCOME_HTTP_ERROR,      /* other 4xx */
  JARIDA_OUTCOME_TOO_LARGE,
  JARIDA_OUTCOME_TOO_MANY_REDIRECTS,
  JARIDA_OUTCOME_NOT_A_FEED,      /* a web page or something else */
  JARIDA_OUTCOME_EMPTY,           /* 0 bytes */
  JARIDA_OUTCOME_MALFORMED,       /* a feed too broken to read */
  JARIDA_OUTCOME_DISK_FULL,
  JARIDA_OUTCOME_READ_ONLY,       /* the shelf cannot be written */
  JARIDA_OUTCOME_STORE_ERROR,
  JARIDA_OUTCOME_BAD_ADDRESS,
  JARIDA_OUTCOME_UNKNOWN,         /* an error that nothing here has a name for */
  JARIDA_OUTCOME_CUT,             /* OK, but there is more than is read of one feed */
  JARIDA_OUTCOME_NO_HEADLINES,    /* a page of a portal, or of somebody else, without any */
  JARIDA_OUTCOME_NO_TEXT,         /* the page of an article, without the article */
} JaridaOutcome;

/* TRUE for what needs a person's eye; NEVER, OK, UNCHANGED, CANCELLED, OFFLINE and CUT do not. */
gboolean jarida_outcome_is_failure (JaridaOutcome outcome);

G_END_DECLS
