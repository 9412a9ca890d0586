/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "jarida-report-reason.h"

G_BEGIN_DECLS

/* What a person says of a picture, as it travels. The body never names the person, the article or the moment. */

#define JARIDA_REPORT_MAX_BODY 8192        /* bytes */
#define JARIDA_REPORT_MAX_URL 3072         /* bytes */
#define JARIDA_REPORT_MAX_COMMENT 500      /* characters */
#define JARIDA_REPORT_MAX_PICTURE_BYTES (G_GINT64_CONSTANT (1) << 40)
#define JARIDA_REPORT_MAX_SIDE 65535
#define JARIDA_REPORT_VERSION 1

typedef struct
{
  char               *id;             /* (owned) (nullable) a UUID; stands in the path and not in the body */
  char               *url;            /* (owned) (nullable) http or https; NULL for data: and blob:, then sha256 is there */
  gboolean            has_sha256;
  guint8              sha256[32];     /* of the bytes as received: a hint, anybody may claim it */
  gint64              bytes;          /* 0: not known, as width and height */
  guint               width;
  guint               height;
  gboolean            has_pdq;
  guint8              pdq[32];
  guint8              pdq_quality;
  JaridaReportReason  reason;
  char               *comment;        /* (owned) (not nullable) */
  char               *lang;           /* (owned) (nullable) two or three letters */
  char               *page_host;      /* (owned) (nullable) */
  gint64              reported_hour;  /* seconds since 1970, of a whole hour; 0 not known */
} JaridaReport;

#define JARIDA_REPORT_ERROR (jarida_report_error_quark ())
typedef enum
{
  JARIDA_REPORT_ERROR_TOO_LARGE,      /* over JARIDA_REPORT_MAX_BODY */
  JARIDA_REPORT_ERROR_MALFORMED,      /* not a JSON object in UTF-8, too deep, a member twice */
  JARIDA_REPORT_ERROR_INVALID,        /* a member is wrong: the faults say which */
} JaridaReportError;
GQuark jarida_report_error_quark (void);

/* Where a body is wrong, in words that a program understands. */
typedef struct
{
  const char *pointer;    /* a JSON pointer */
  const char *code;       /* required, type, version, scheme, address, format, range, unknown, too-long, value */
} JaridaReportFault;

#define JARIDA_REPORT_MAX_FAULTS 16
typedef struct
{
  JaridaReportFault items[JARIDA_REPORT_MAX_FAULTS];
  guint             n_items;
} JaridaReportFaults;

#define JARIDA_TYPE_REPORT (jarida_report_get_type ())
GType         jarida_report_get_type  (void);
/* Makes an id. @address: of the picture; who signed in with it and what follows "#" are left out of it; NULL or another
 * scheme: the report has none. @comment: nullable; control characters are left out, and what is beyond the limit.
 * @page_address: nullable, only its host is kept. @now: only its hour is kept. */
JaridaReport *jarida_report_new       (const char *address, JaridaReportReason reason, const char *comment,
                                       const char *page_address, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
JaridaReport *jarida_report_copy      (const JaridaReport *self) G_GNUC_WARN_UNUSED_RESULT;
void          jarida_report_free      (JaridaReport *self);

/* The body: the same members in the same order, byte for byte, whenever it is asked for. Fails where from_json() would
 * refuse it (no address and no digest, no comment where one is needed). */
char         *jarida_report_to_json   (const JaridaReport *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Unknown members are passed over. The id is left NULL. @out_faults: nullable; filled when the error is INVALID. */
JaridaReport *jarida_report_from_json (const char *text, gsize length, JaridaReportFaults *out_faults, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @text is the service's word that it has the report @id, and not a page that stands in its place. */
gboolean      jarida_report_is_receipt (const char *text, gsize length, const char *id);

/* An id in its one form: lower case, version 4 or any other. */
gboolean      jarida_report_is_id     (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaReport, jarida_report_free)

G_END_DECLS
